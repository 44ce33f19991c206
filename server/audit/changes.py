"""How a change of people, posts and rights is kept: in words beside it, in codes in the ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server import repeats
from server.audit.services import Fact, append_all, entry
from server.clock import now
from server.database import db
from server.names import parts
from server.org.actor import Actor
from server.org.models import PersonChange

HEARING: list[Callable[[str, int], None]] = []
"""Rooms above that hear, in the act itself, what was done to whom: by the id of a person."""

Moved = tuple[Mapping[str, Any], Mapping[str, Any]]
"""From what to what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change as `changed` says it, where many are written at once."""

    act: str
    subject: str
    words: str
    moved: Moved = ({}, {})
    facts: Mapping[str, Fact] = field(default_factory=dict)


def changed(
    actor: Actor,
    act: str,
    subject: str,
    words: str,
    moved: Moved = ({}, {}),
    **facts: Fact,
) -> None:
    """Write down a change inside the open act: `moved` from what to what, beside its words.

    `facts` are the ids that go to the ledger; it keeps nobody's words (DESIGN §11.7).
    """
    all_changed(actor, [Change(act=act, subject=subject, words=words, moved=moved, facts=facts)])


def all_changed(actor: Actor, changes: Sequence[Change]) -> None:
    """The same of many changes of one kind: at a midnight a whole district's people move, and
    each of them alone would be flushed, written and answered by itself."""
    db.session.add_all([_row(actor, one) for one in changes])
    db.session.flush()
    append_all([entry(one.act, one.subject, now(), {**actor.by, **one.facts}) for one in changes])
    for one in changes:
        kind, id = parts(one.subject)
        repeats.remember(kind, id)
        for hear in HEARING if kind == "person" else ():
            hear(one.act, id)


def _row(actor: Actor, one: Change) -> PersonChange:
    return PersonChange(
        at=now(),
        by_account=actor.account or "",
        act=one.act,
        subject=one.subject,
        words=one.words,
        before=dict(one.moved[0]),
        after=dict(one.moved[1]),
        address=actor.address,
    )
