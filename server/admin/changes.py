"""Who may administer, from when to when something may count, and how days are said."""

import datetime as dt
from typing import TypeVar

from server import audit
from server.clock import today
from server.database import Base, db
from server.org.actor import Actor
from server.org.bodies import AdvisoryBody
from server.org.models import Absence, Delegation
from signing import Identity, known_certificate
from workflows import Refused, Role

Row = TypeVar("Row", bound=Base)
Ends = TypeVar("Ends", AdvisoryBody, Delegation, Absence)

ADMINISTRATORS = frozenset({Role.ADMIN, Role.SYSTEM})
"""SYSTEM: whoever has the machine's own shell (`congso user …`)."""


def require_admin(actor: Actor) -> None:
    """Only an administrator manages people and posts, and manages nothing else (DOMAIN §3.2)."""
    if not actor.roles & ADMINISTRATORS:
        raise Refused("not_allowed")


def found(model: type[Row], row_id: int, *, held: bool = False) -> Row:
    """A unit, a post, a mandate by its number; `held`: for this act, and who comes next waits."""
    row = db.session.get(model, row_id, with_for_update=held)
    if row is None:
        raise Refused("no_such_row")
    return row


def require_span(valid_from: dt.date, valid_to: dt.date | None) -> None:
    """A span that begins before it ends, and has not ended already."""
    if valid_to is None:
        return
    if valid_to <= valid_from:
        raise Refused("ends_before_it_begins", "last_day")
    if valid_to <= today():
        raise Refused("is_over_already", "last_day")


def require_end(valid_from: dt.date, valid_to: dt.date | None, end: dt.date) -> None:
    """An end from today on, within the span: what was done under it stays as it was."""
    if end < today():
        raise Refused("end_is_backdated", "on")
    if end < valid_from:
        raise Refused("ends_before_it_begins", "on")
    if valid_to is not None and end >= valid_to:
        raise Refused("ended_before_that_day", "on")


def ended(model: type[Ends], row_id: int, on: dt.date) -> Ends:
    """A mandate, an absence, a body that counts no more from that day; a step."""
    row = found(model, row_id, held=True)
    require_end(row.valid_from, row.valid_to, on)
    row.valid_to = on
    return row


def said_day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def span(valid_from: dt.date, valid_to: dt.date | None) -> str:
    """`từ 01/03/2026 đến hết 30/06/2026`: a person reads the last day, not the first after it."""
    if valid_to is None:
        return f"từ {said_day(valid_from)}"
    if valid_to <= valid_from:
        return f"không có ngày nào, thôi từ {said_day(valid_to)}"
    return f"từ {said_day(valid_from)} đến hết {said_day(valid_to - dt.timedelta(days=1))}"


def key_issued(actor: Actor, subject: str, address: str) -> None:
    """Whoever asks the log which keys there ever were finds each certificate's digest; a step."""
    found = known_certificate(address, "")
    digest = Identity.of(found).sha256 if found else None
    audit.append("key_issued", subject, certificate_sha256=digest, **actor.by)
