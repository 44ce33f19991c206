"""Who may administer, and how each change is kept: in words beside it, in codes in the ledger."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from server import audit, repeats
from server.clock import now, today
from server.database import db
from server.org.actor import Actor
from server.org.models import PersonChange
from workflows import Refused, Role

ADMINISTRATORS = frozenset({Role.ADMIN, Role.SYSTEM})
"""SYSTEM: whoever has the machine's own shell (`congso user …`)."""


def require_admin(actor: Actor) -> None:
    """Only an administrator manages people and posts, and manages nothing else (DOMAIN §3.2)."""
    if not actor.roles & ADMINISTRATORS:
        raise Refused("not_allowed")


def changed(
    actor: Actor,
    act: str,
    subject: str,
    words: str,
    moved: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {}),
    **facts: str | int | None,
) -> None:
    """Write down a change inside the open act: `moved` from what to what, beside its words.

    `facts` are the ids that go to the ledger; it keeps nobody's words (DESIGN §11.7).
    """
    db.session.flush()
    row = PersonChange(
        at=now(),
        by_account=actor.account or "",
        act=act,
        subject=subject,
        words=words,
        before=dict(moved[0]),
        after=dict(moved[1]),
    )
    db.session.add(row)
    audit.append(act, subject, by=actor.person_id, position=actor.position_id, **facts)
    kind, _, number = subject.partition("/")
    repeats.remember(kind, int(number))


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


def said_day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def span(valid_from: dt.date, valid_to: dt.date | None) -> str:
    """`từ 01/03/2026 đến hết 30/06/2026`: a person reads the last day, not the first after it."""
    if valid_to is None:
        return f"từ {said_day(valid_from)}"
    if valid_to <= valid_from:
        return f"không có ngày nào, thôi từ {said_day(valid_to)}"
    return f"từ {said_day(valid_from)} đến hết {said_day(valid_to - dt.timedelta(days=1))}"
