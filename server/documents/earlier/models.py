"""A document of an older system, and the takeovers that bring such documents in."""

import datetime as dt
from collections.abc import Sequence, Set
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment
from server.org.models import Agency, Unit
from server.org.queries import head_position
from server.papers.models import Paper, facets
from workflows import EARLIER, Role
from workflows.earlier import Earlier
from workflows.numbering import as_written

MAPPING, LOOKING, READY, TAKING, DONE, DROPPED = (
    "MAPPING", "LOOKING", "READY", "TAKING", "DONE", "DROPPED",
)  # fmt: skip
"""How far a takeover is: columns to confirm, files being looked at, seen, under way, ended."""

SHEETS = "sheets"
"""A remark from the first: what else lies in the workbook that is not read."""
UNREAD = "unread"
"""A remark until another is sent: why the sheet could not be read, whose files wait already."""


def _clerks(paper: Any) -> list[str]:
    return [f"a:{paper.answered_in}:CLERK"]


def _auditors(_paper: Any) -> list[str]:
    return ["r:AUDITOR"]


def _head_of_agency(paper: Any) -> list[str]:
    head = head_position(paper.agency_id)
    return [f"p:{head.id}"] if head else []


def _office_chief(paper: Any) -> list[str]:
    return [f"a:{paper.agency_id}:OFFICE_CHIEF"]


def _leaders(paper: Any) -> list[str]:
    return [f"a:{paper.answered_in}:LEADER"]


def _unit_head(paper: Any) -> list[str]:
    return [f"u:{paper.unit_id}:UNIT_HEAD"] if paper.unit_id else []


def _handler(paper: Any) -> list[str]:
    return [f"p:{paper.handler_post_id}"] if paper.handler_post_id else []


class EarlierDocument(Paper, Base):
    """Văn bản chuyển từ hệ thống cũ: as the older register had it, in the words of its day.

    `old_no` is its number there as it was written, `place` that number's place in its book of
    `year`; `number` and `notation` are as printed. `continued_id`: what was not finished there came
    in here anew as this incoming document, which alone has its words and its files. `kept_by_id`:
    the agency whose people decide about what may be a secret; its own, or the one that came after
    (ORG-12), while the book stays the book of its agency (ORG-11).
    """

    __tablename__ = "earlier_documents"
    __table_args__ = (
        UniqueConstraint("agency_id", "direction", "year", "book_key"),
        Index("ix_earlier_documents_book", "agency_id", "direction", "year", "place", "id"),
        *facets("earlier_documents"),
    )
    workflow = EARLIER
    holders = {
        "clerks": _clerks, "auditors": _auditors, "head_of_agency": _head_of_agency,
        "office_chief": _office_chief, "leaders": _leaders, "unit_head": _unit_head,
        "handler": _handler,
    }  # fmt: skip
    people_steps = frozenset()
    words = (
        "number", "notation", "issuer", "doc_type", "subject", "signer", "recipients", "handler",
        "note", "issued_on",
    )  # fmt: skip

    takeover_id: Mapped[int] = mapped_column(ForeignKey("takeovers.id"), index=True)
    direction: Mapped[str]
    year: Mapped[int]
    old_no: Mapped[str]
    place: Mapped[int]
    book_key: Mapped[str]
    """What is there once in its book and year: số đến, or number and notation (NUM-02)."""
    number: Mapped[str] = mapped_column(default="")
    notation: Mapped[str] = mapped_column(default="")
    issuer: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[dt.date | None]
    entered_on: Mapped[dt.date]
    signer: Mapped[str] = mapped_column(default="")
    recipients: Mapped[str] = mapped_column(default="")
    handler: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    handler_post_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))
    note: Mapped[str] = mapped_column(default="")
    finished: Mapped[bool] = mapped_column(default=True)
    continued_id: Mapped[int | None] = mapped_column(ForeignKey("incoming_documents.id"))
    file_sha256: Mapped[str] = mapped_column(default="")
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    agency: Mapped[Agency] = relationship(foreign_keys="EarlierDocument.agency_id")
    kept_by: Mapped[Agency] = relationship(foreign_keys=kept_by_id)
    unit: Mapped[Unit | None] = relationship()

    @property
    def code(self) -> str:
        """Số, ký hiệu as printed."""
        return as_written(self.number, self.notation)

    @property
    def answered_in(self) -> int:
        return self.kept_by_id

    @property
    def may_lie_in_a_safe(self) -> bool:
        return self.state == Earlier.QUARANTINED

    def is_veiled_for(self, roles: Set[Role]) -> bool:
        """What may be a secret is seen by the clerk alone until it is released (SEC-02)."""
        return self.state == Earlier.QUARANTINED and Role.CLERK not in roles

    @property
    def is_findable(self) -> bool:
        """Neither what may be a secret nor what was one."""
        return self.state == Earlier.TAKEN_OVER

    @property
    def found_by(self) -> Sequence[str]:
        return (self.old_no, self.code, self.issuer, self.doc_type, self.subject)

    @property
    def named(self) -> Sequence[str]:
        return (self.signer, self.handler)

    @property
    def evidence_sha256(self) -> str | None:
        return self.file_sha256 or None


class Takeover(Base):
    """A register of an older system that a clerk hands in, until all of it stands here.

    `heads` and `mapping`: the sheet's columns, and which field each is (its place, by the field's
    name). `waiting`: files handed in with it, [name, the name it waits under]. `remarks`: what was
    noticed and hinders nothing.
    """

    __tablename__ = "takeovers"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    by_person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    name: Mapped[str]
    direction: Mapped[str]
    sheet_sha256: Mapped[str]
    heads: Mapped[list[Any]] = mapped_column(JSON)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    waiting: Mapped[list[Any]] = mapped_column(JSON, default=list)
    remarks: Mapped[list[Any]] = mapped_column(JSON, default=list)
    stage: Mapped[str] = mapped_column(default=MAPPING)
    lines: Mapped[int] = mapped_column(default=0)
    """How many documents it became; its own lines are forgotten then."""
    lines_sha256: Mapped[str] = mapped_column(default="")
    job_id: Mapped[int | None]
    agency: Mapped[Agency] = relationship()


class TakeoverLine(Base):
    """A line of the sheet: its cells, what they say, what is wrong with them, what became of it.

    `troubles`: [field, reason, what fills the words]; `files`: what was found of its files, and
    `texts` what they say, which is read for the taking over alone.
    """

    __tablename__ = "takeover_lines"
    __table_args__ = (UniqueConstraint("takeover_id", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    takeover_id: Mapped[int] = mapped_column(ForeignKey("takeovers.id"))
    n: Mapped[int]
    cells: Mapped[list[Any]] = mapped_column(JSON)
    formulas: Mapped[list[Any]] = mapped_column(JSON, default=list)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    troubles: Mapped[list[Any]] = mapped_column(JSON, default=list)
    files: Mapped[list[Any]] = mapped_column(JSON, default=list)
    texts: Mapped[list[Any]] = mapped_column(JSON, default=list, deferred=True)
    is_wrong: Mapped[bool] = mapped_column(default=False)
    looked: Mapped[bool] = mapped_column(default=False)
    paper_id: Mapped[int | None]
