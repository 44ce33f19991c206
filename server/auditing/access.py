"""Who opened which paper, what was changed in people and rights, who got which roles (RP-06).

Each is a list by keyset, the newest first; each row says from where it was done (DOMAIN §3.6).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from server.admin.models import Grant
from server.auditing.entries import numbered
from server.auditing.signatures import PAGE, people_like
from server.clock import midnight
from server.database import db
from server.desks.models import Reader, ReadLog
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.tasks.models import Task
from server.meetings.models import Meeting
from server.names import typed
from server.org.models import Agency, Person, PersonChange, Position, Unit
from server.pages import headline

Condition = Callable[[str], ColumnElement[bool]]
READS, CHANGES, GRANTS = "reads", "changes", "grants"
TITLED: tuple[type[Any], ...] = (Meeting, Task, CaseFile)
AUDITORS = "r:AUDITOR"


def page_of(
    what: str, asked: Mapping[str, str], before: int | None
) -> tuple[list[Row], int | None]:
    """A page of one of the three, and where the next one begins."""
    rows = listed(what, asked)
    if before is not None:
        rows = rows.where(IDS[what] < before)
    found = db.session.execute(rows.limit(PAGE + 1)).all()
    return list(found[:PAGE]), found[PAGE - 1].id if len(found) > PAGE else None


def listed(what: str, asked: Mapping[str, str]) -> Select:
    """The rows that these conditions leave, the newest first."""
    wanted = [CONDITIONS[what][name](value) for name, value in asked.items() if value]
    return ROWS[what].where(*wanted).order_by(IDS[what].desc())


def codes_of(rows: Iterable[Row]) -> dict[tuple[str, int], str]:
    """By kind and id: the numbers of the documents that were opened, as they are printed."""
    ids: dict[str, set[int]] = {"incoming": set(), "outgoing": set()}
    for row in rows:
        ids.get(row.paper_kind, set()).add(row.paper_id)
    came = select(Coming.id, Coming.number, Coming.notation).where(Coming.id.in_(ids["incoming"]))
    went = select(Going.id, Going.code).where(Going.id.in_(ids["outgoing"]))
    found = {
        ("incoming", id): "/".join(part for part in (number, notation) if part)
        for id, number, notation in db.session.execute(came)
    }
    return found | {("outgoing", id): code or "" for id, code in db.session.execute(went)}


def titles_of(rows: Iterable[Row]) -> dict[tuple[str, int], str]:
    """By kind and id: what has no number is named by its title, where auditors read it."""
    known = {kind.workflow.name: kind for kind in TITLED}
    ids: dict[str, set[int]] = {name: set() for name in known}
    for row in rows:
        ids.get(row.paper_kind, set()).add(row.paper_id)
    return {
        (name, id): headline(subject)
        for name, kind in known.items()
        if ids[name]
        for id, subject in db.session.execute(_read_by_auditors(kind).where(kind.id.in_(ids[name])))
    }


def _read_by_auditors(kind: Any) -> Select:
    theirs = (Reader.paper_kind == kind.workflow.name, Reader.seat == AUDITORS)
    return select(kind.id, kind.subject).join(Reader, (Reader.paper_id == kind.id) & and_(*theirs))


def _opened(words: str) -> ColumnElement[bool]:
    """By the paper's address (`incoming/12`), or by its number as it was printed."""
    kind, id = typed(words) or ("", 0)
    came, went = numbered(words)
    return or_(
        (ReadLog.paper_kind == kind) & (ReadLog.paper_id == id),
        (ReadLog.paper_kind == "incoming") & ReadLog.paper_id.in_(select(Coming.id).where(came)),
        (ReadLog.paper_kind == "outgoing") & ReadLog.paper_id.in_(select(Going.id).where(went)),
    )


def _changed_by(words: str) -> ColumnElement[bool]:
    """Whoever did it, or to whom it was done."""
    people = people_like(words)
    mine = select(Person.account).where(Person.id.in_(people))
    return or_(
        PersonChange.by_account.in_(mine),
        PersonChange.subject.in_([f"person/{one}" for one in people]),
    )


def _granted_to(words: str) -> ColumnElement[bool]:
    """To whom, or who proposed it."""
    people = people_like(words)
    return or_(Grant.person_id.in_(people), Grant.by_person_id.in_(people))


def _days(column: Any) -> dict[str, Condition]:
    def since(day: str) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column >= midnight(dt.date.fromisoformat(day))
        return found

    def until(day: str) -> ColumnElement[bool]:
        after = dt.date.fromisoformat(day) + dt.timedelta(days=1)
        found: ColumnElement[bool] = column < midnight(after)
        return found

    return {"at_from": since, "at_to": until}


IDS: Mapping[str, Any] = {READS: ReadLog.id, CHANGES: PersonChange.id, GRANTS: Grant.id}
ROWS: Mapping[str, Select] = {
    READS: select(*ReadLog.__table__.c, Person.full_name, Person.account).join(
        Person, Person.id == ReadLog.person_id
    ),
    CHANGES: select(*PersonChange.__table__.c, Person.full_name).outerjoin(
        Person, Person.account == PersonChange.by_account
    ),
    GRANTS: select(
        *Grant.__table__.c, Person.full_name, Person.account, Position.title, Position.roles,
        Unit.name.label("unit"), Agency.short_name.label("agency"),
    )
    .join(Person, Person.id == Grant.person_id)
    .join(Position, Position.id == Grant.position_id)
    .outerjoin(Unit, Unit.id == Position.unit_id)
    .outerjoin(Agency, Agency.id == Position.agency_id),
}  # fmt: skip
CONDITIONS: Mapping[str, Mapping[str, Condition]] = {
    READS: {
        "q": _opened,
        "person": lambda said: ReadLog.person_id.in_(people_like(said)),
        "address": lambda said: ReadLog.address == said,
        **_days(ReadLog.at),
    },
    CHANGES: {
        "q": lambda said: PersonChange.words.icontains(said, autoescape=True),
        "person": _changed_by,
        "address": lambda said: PersonChange.address == said,
        **_days(PersonChange.at),
    },
    GRANTS: {
        "person": _granted_to,
        "state": lambda said: Grant.state == said,
        **_days(Grant.at),
    },
}
"""What each may be asked, by its name in the address."""
