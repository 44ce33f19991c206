"""A case file, and what lies in it: links, not copies (Decree 30/2020, art. 28–31)."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.clock import local, now, today
from server.database import Base, Moment
from server.org.models import Agency, Person, Unit
from server.org.queries import calendar
from server.papers.models import Lies, Paper
from workflows import CASEFILE, Wait
from workflows.access import Stage
from workflows.casefile import CaseFile as State
from workflows.filing import WARNED, Rule, archive_due, expires_on, must_be_archived

Seats = list[str]
EXHIBITS = "exhibits"
"""The kind of a line of the contents that is no document (`Exhibit`)."""


def keeper(case: Any) -> Seats:
    """Who made it (người lập hồ sơ): the post, so that whoever follows there has it."""
    return [f"p:{case.keeper_post_id}"]


def keeper_late(case: Any) -> Seats:
    """Said when the day comes near, not for a year before (Annex VI, III.5b)."""
    return keeper(case) if case.is_to_be_said else []


def unit_head(case: Any) -> Seats:
    return [f"u:{case.unit_id}:UNIT_HEAD"] if case.unit_id else []


def leaders(case: Any) -> Seats:
    return [f"a:{case.agency_id}:LEADER", f"a:{case.agency_id}:OFFICE_CHIEF"]


def archivists(case: Any) -> Seats:
    return [f"a:{case.agency_id}:ARCHIVIST"]


def lenders(case: Any) -> Seats:
    """Who says whether somebody else may read it: the archive once it has it (DOMAIN §9)."""
    return archivists(case) if case.is_in_archive else unit_head(case) or leaders(case)


def auditors(_case: Any) -> Seats:
    return ["r:AUDITOR"]


HOLDERS: Mapping[str, Callable[[Any], Seats]] = {
    one.__name__: one
    for one in (keeper, keeper_late, unit_head, leaders, archivists, auditors, lenders)
}


class CaseFile(Paper, Base):
    """Hồ sơ công việc. `subject` is its title, `code` its number and symbol of that `year`.

    `years`: its retention, 0 is for ever. `sought`: code and title folded, for the list. `size`:
    how many documents lie in it, so that each change of them is a version of the file. `rule`:
    which documents it takes by itself. `line_id`, `handover_id`: the line of the year's list, and
    the delivery to the archive, of the room above.
    """

    __tablename__ = "case_files"
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "code"),
        Index("ix_case_files_state", "state", "id"),
        Index("ix_case_files_unit", "unit_id", "id"),
        Index("ix_case_files_agency", "agency_id", "state", "year"),
    )
    workflow = CASEFILE
    holders = HOLDERS
    people_steps = frozenset[str]()

    code: Mapped[str]
    sought: Mapped[str] = mapped_column(Text, default="")
    year: Mapped[int]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    keeper_post_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    years: Mapped[int] = mapped_column(default=0)
    is_construction: Mapped[bool] = mapped_column(default=False)
    rule: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    size: Mapped[int] = mapped_column(default=0)
    opened_on: Mapped[dt.date]
    ended_on: Mapped[dt.date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    kept_until: Mapped[dt.date | None]
    frozen_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    package_sha256: Mapped[str] = mapped_column(default="")
    handover_id: Mapped[int | None] = mapped_column(index=True)
    line_id: Mapped[int | None] = mapped_column(index=True)
    agency: Mapped[Agency] = relationship()
    unit: Mapped[Unit | None] = relationship()
    keeper: Mapped[Person | None] = relationship()
    items: Mapped[list["CaseFileItem"]] = relationship(
        back_populates="case_file", order_by="CaseFileItem.id", cascade="all, delete-orphan"
    )

    requests: Mapped[list["AccessRequest"]] = relationship(
        back_populates="case_file", order_by="AccessRequest.id"
    )

    @property
    def papers(self) -> list["CaseFileItem"]:
        """The documents that lie in it; what was made for it alone is no paper of its own."""
        return [one for one in self.items if one.paper_kind != EXHIBITS]

    # what the law asks

    @property
    def is_in_archive(self) -> bool:
        return self.state == State.ACCEPTED

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def expires_on(self) -> dt.date | None:
        """The last day of its term of keeping; none while it is open, or kept for ever."""
        return expires_on(self.ended_on, self.years) if self.ended_on else None

    @property
    def has_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < today()

    @property
    def is_asked_for(self) -> bool:
        return any(one.stage_now == Stage.ASKED for one in self.requests)

    @property
    def is_read_by_request(self) -> bool:
        return any(one.stage_now == Stage.GRANTED for one in self.requests)

    @property
    def has_alert(self) -> bool:
        return any(one.is_unconfirmed for one in self.requests)

    @property
    def has_papers(self) -> bool:
        return bool(self.items)

    @property
    def has_package(self) -> bool:
        return bool(self.package_sha256)

    # what the decree says of it

    @property
    def file_code(self) -> str:
        """Mã hồ sơ: whose, of which year, number and symbol (Annex VI, P.II.III)."""
        return f"{self.agency.organ_id}.{self.year}.{self.code}"

    @property
    def takes(self) -> Rule:
        said = {name: tuple(self.rule.get(name, ())) for name in ("kinds", "doc_types")}
        return Rule(**said, words=self.rule.get("words", ""))

    @property
    def due_on(self) -> dt.date | None:
        """By when something is owed: closed once its year is over, at the archive a year later."""
        if self.state == State.OPEN:
            return dt.date(self.year + 1, 1, 31)
        if self.kept_until:
            return self.kept_until
        owed = self.ended_on and must_be_archived(self.years)
        return archive_due(self.ended_on, self.is_construction) if owed and self.ended_on else None

    @property
    def due_at(self) -> dt.datetime | None:
        return calendar(self.agency_id).end_of(self.due_on) if self.due_on else None

    @property
    def is_to_be_said(self) -> bool:
        return self.due_on is not None and today() >= self.due_on - WARNED

    # what every paper says of itself

    @property
    def found_by(self) -> Sequence[str]:
        return (self.code, self.subject)

    @property
    def evidence_sha256(self) -> str | None:
        return self.package_sha256 or None

    def lies_with(self, wait: Wait) -> list[Lies]:
        due = self.due_at if wait.holder == "keeper_late" else None
        return [(seat, self.unit_id, due) for seat in self.holders[wait.holder](self)]

    def extra_waits(self) -> list[Wait]:
        state = str(self.state)
        asked = [Wait(state, "grant_access", "lenders")] if self.is_asked_for else []
        return asked + ([Wait(state, "confirm_access", "leaders")] if self.has_alert else [])


class CaseFileItem(Base):
    """A document in a case file; in how many files it lies is its own matter (CF-05).

    `ordinal` and `first_page` are fixed when the file is closed; until then they follow its course.
    """

    __tablename__ = "case_file_items"
    __table_args__ = (
        UniqueConstraint("case_file_id", "paper_kind", "paper_id"),
        Index("ix_case_file_items_paper", "paper_kind", "paper_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_file_id: Mapped[int] = mapped_column(ForeignKey("case_files.id"), index=True)
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    by_name: Mapped[str]
    ordinal: Mapped[int] = mapped_column(default=0)
    first_page: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    case_file: Mapped[CaseFile] = relationship(back_populates="items", lazy="joined")


class AccessRequest(Base):
    """Somebody asks to read a file that is not his: what for, until which day; what became of it.

    `until`: the end of that day. `alert`: how his right was changed, by whom, until somebody with
    authority confirms it (Annex VI, III.3c). Names are kept as they were that day.
    """

    __tablename__ = "access_requests"
    __table_args__ = (
        Index("ix_access_requests_file", "case_file_id", "id"),
        Index("ix_access_requests_person", "person_id", "id"),
        Index("ix_access_requests_stage", "stage", "until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_file_id: Mapped[int] = mapped_column(ForeignKey("case_files.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    name: Mapped[str]
    post: Mapped[str]
    purpose: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[dt.datetime] = mapped_column(Moment)
    until: Mapped[dt.datetime] = mapped_column(Moment)
    stage: Mapped[str] = mapped_column(default=Stage.ASKED)
    pass_id: Mapped[int | None] = mapped_column(ForeignKey("passes.id"))
    settled_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    settled_by: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(Text, default="")
    alert: Mapped[str] = mapped_column(default="")
    alert_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    confirmed_by: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    case_file: Mapped[CaseFile] = relationship(back_populates="requests")

    @property
    def last_day(self) -> dt.date:
        return local(self.until - dt.timedelta(seconds=1)).date()

    @property
    def stage_now(self) -> Stage:
        """By the clock: a term that is over is over before the round has written it down."""
        over = self.stage == Stage.GRANTED and self.until <= now()
        return Stage.ENDED if over else Stage(self.stage)

    @property
    def is_unconfirmed(self) -> bool:
        return bool(self.alert) and self.confirmed_at is None


class Exhibit(Base):
    """What was made while the matter was handled and is no document: a picture, a record (CF-04).

    `n`: which file of the case file it is; `doc_type`, `subject`: as the list of contents has them;
    `about`: what it is a record of (`tasks/7`), empty of what a hand brought; `seconds`: how long a
    record of sound is.
    """

    __tablename__ = "case_exhibits"
    __table_args__ = (UniqueConstraint("case_file_id", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_file_id: Mapped[int] = mapped_column(ForeignKey("case_files.id"))
    n: Mapped[int]
    doc_type: Mapped[str]
    subject: Mapped[str] = mapped_column(Text)
    made_on: Mapped[dt.date]
    author: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    seconds: Mapped[int] = mapped_column(default=0)
    code: ClassVar[str] = ""
    state: ClassVar[str] = ""
