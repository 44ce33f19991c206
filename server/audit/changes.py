"""How a change of people, posts and rights is kept: in words beside it, in codes in the ledger."""

from collections.abc import Callable, Mapping
from typing import Any

from server import repeats
from server.audit.services import append
from server.clock import now
from server.database import db
from server.org.actor import Actor
from server.org.models import PersonChange

HEARING: list[Callable[[str, int], None]] = []
"""Rooms above that hear, in the act itself, what was done to whom: by the id of a person."""


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
    row = PersonChange(
        at=now(),
        by_account=actor.account or "",
        act=act,
        subject=subject,
        words=words,
        before=dict(moved[0]),
        after=dict(moved[1]),
        address=actor.address,
    )
    db.session.add(row)
    db.session.flush()
    append(act, subject, **actor.by, **facts)
    kind, _, number = subject.partition("/")
    repeats.remember(kind, int(number))
    for hear in HEARING if kind == "person" else ():
        hear(act, int(number))
