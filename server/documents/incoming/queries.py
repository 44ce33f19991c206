"""Reading incoming documents: lists as Core rows, the directives, what a form needs to know."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, literal, or_, select

from server.clock import now
from server.database import db
from server.desks.history import first_passed
from server.desks.models import Desk
from server.documents.incoming.former import moved_from
from server.documents.incoming.models import Directive, IncomingDocument
from server.documents.incoming.senders import sent_by
from server.org.actor import Actor
from server.org.models import Agency, Unit
from server.org.queries import calendar
from server.papers.listing import page_of
from server.papers.safe import Safe
from server.papers.searching import Wanted, list_of
from server.papers.services import may_read
from server.words import fold
from workflows import INCOMING, Role
from workflows.deadlines import soon_until
from workflows.incoming import Incoming

COLUMNS = tuple(
    getattr(IncomingDocument, name)
    for name in (
        "id", "state", "version", "arrival_no", "number", "notation", "issued_on", "issuer",
        "organ_id", "doc_type", "subject", "urgency", "arrived_at", "due_at", "done_at",
        "agency_id",
    )
)  # fmt: skip
EXACT = (
    "state", "arrival_no", "number", "notation", "doc_type", "issued_on", "urgency", "agency_id",
)  # fmt: skip
MOST_SHUT = 200
"""More wait for no leader."""

_LOCKED = select(Safe.paper_id).where(
    Safe.paper_kind == INCOMING.name, Safe.paper_id == IncomingDocument.id, Safe.box.is_not(None)
)
QUARANTINED = or_(
    IncomingDocument.state == Incoming.QUARANTINED,
    and_(IncomingDocument.state == Incoming.RECALLED, _LOCKED.exists()),
)
"""What may be a secret, its sender having called it back or not (`is_shut`)."""
VEILED: dict[str, Any] = {
    **dict.fromkeys(("number", "notation", "issuer", "organ_id", "doc_type", "subject"), ""),
    "issued_on": None,
}
"""What of a paper that may be a secret is said to all but the clerk: nothing (SEC-02)."""
VEILED_COLUMNS = tuple(
    case((QUARANTINED, literal(VEILED[one.key], one.type)), else_=one).label(one.key)
    if one.key in VEILED
    else one
    for one in COLUMNS
)


def listed(
    actor: Actor, filters: Mapping[str, Any], cursor: str | None
) -> tuple[list[Row], str | None]:
    """A page of the incoming documents this actor may read; to all but clerks secrets are veiled.

    Nor are they found by a word of theirs: a search that answers tells (SEC-02).
    """
    shown = COLUMNS if Role.CLERK in actor.roles else VEILED_COLUMNS
    columns = (*shown, first_passed(INCOMING.name, IncomingDocument.id))
    wanted = [*_wanted(filters), *_due(actor, filters.get("due"))]
    wanted += [moved_from(actor)] if filters.get("moved") else []
    if filters.get("q"):
        return list_of(IncomingDocument, actor, columns, Wanted(filters["q"], wanted), cursor)
    if Role.CLERK not in actor.roles and any(v for name, v in filters.items() if name != "state"):
        wanted.append(~QUARANTINED)
    return page_of(IncomingDocument, actor, columns, wanted, cursor)


def _wanted(filters: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    wanted = [
        getattr(IncomingDocument, name) == filters[name] for name in EXACT if filters.get(name)
    ]
    if filters.get("issuer"):
        wanted.append(sent_by(filters["issuer"]))
    if filters.get("weak"):
        wanted.append(IncomingDocument.weak >= "")
    if filters.get("lead"):
        wanted.append(IncomingDocument.lead_unit_id.in_(_units_called(filters["lead"])))
    return wanted


def _units_called(said: str) -> list[int]:
    """Units of that code or name, whenever they were: what one led before it ended is its still."""
    known, wanted = db.session.execute(select(Unit.id, Unit.code, Unit.name)), fold(said)
    return [id for id, code, name in known if said == code or wanted in fold(name)]


def _due(actor: Actor, how: str | None) -> list[ColumnElement[bool]]:
    """Not yet done, and late or nearly; what is not done lies on a desk, and those are few."""
    if not how:
        return []
    due, moment = IncomingDocument.due_at, now()
    lying = select(Desk.paper_id).where(Desk.paper_kind == "incoming")
    if actor.agency_id:
        lying = lying.where(Desk.agency_id == actor.agency_id)
    late = due < moment
    when = late if how == "overdue" else and_(~late, due < soon_until(calendar(), moment))
    still_open = IncomingDocument.state.not_in(INCOMING.final)
    return [IncomingDocument.id.in_(lying), still_open, when]


def shut_away(agency_id: int | None) -> list[Row]:
    """What may be a secret and waits for a leader, the oldest first; when it came, not what it is.

    For an auditor, who reads none of it (RP-14).
    """
    columns = (IncomingDocument.arrived_at, IncomingDocument.arrival_no, Agency.name)
    found = select(*columns).join(Agency, Agency.id == IncomingDocument.agency_id)
    if agency_id is not None:
        found = found.where(IncomingDocument.agency_id == agency_id)
    oldest = found.where(QUARANTINED).order_by(IncomingDocument.id).limit(MOST_SHUT)
    return list(db.session.execute(oldest))


def directives(incoming_id: int) -> list[Directive]:
    mine = select(Directive).where(Directive.incoming_id == incoming_id).order_by(Directive.id)
    return list(db.session.scalars(mine))


def clerk_queue(actor: Actor, besides: int | None = None) -> tuple[int | None, int]:
    """The next document to be registered, in the order of arrival (IN-01), and how many wait.

    One that was cut out of a scan arrived when the scan arrived, though its id is younger.
    """
    waiting = _unregistered(select(Desk.paper_id), actor.agency_id)
    if besides is not None:
        waiting = waiting.where(Desk.paper_id != besides)
    in_turn = waiting.order_by(IncomingDocument.arrived_at, Desk.paper_id)
    ids = db.session.scalars(in_turn.limit(100)).all()
    return (ids[0] if ids else None), len(ids)


def still_before(agency_id: int, arrived_at: dt.datetime) -> int:
    """How many that came earlier wait still to be registered: these were overtaken (IN-01)."""
    waiting = _unregistered(select(func.count(Desk.paper_id)), agency_id)
    return db.session.execute(waiting.where(IncomingDocument.arrived_at < arrived_at)).scalar_one()


def _unregistered(wanted: Select[Any], agency_id: int | None) -> Select[Any]:
    """Of what lies with an agency's clerks to be registered."""
    return wanted.join(IncomingDocument, IncomingDocument.id == Desk.paper_id).where(
        Desk.seat == f"a:{agency_id}:CLERK",
        Desk.paper_kind == "incoming",
        Desk.verb == "register",
    )


def replied_to(actor: Actor, incoming_id: int | None) -> Row | None:
    """The incoming document that a new draft answers, if this actor may read it."""
    if incoming_id is None:
        return None
    columns = (
        "id", "subject", "organ_id", "issuer", "urgency", "number", "notation", "doc_type",
        "issued_on", "due_at",
    )  # fmt: skip
    return db.session.execute(
        select(*(getattr(IncomingDocument, name) for name in columns)).where(
            IncomingDocument.id == incoming_id, may_read(IncomingDocument, actor), ~QUARANTINED
        )
    ).first()
