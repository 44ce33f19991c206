"""Who may read a paper: rows that say so, and the log, which keeps each seat that came or went.

The seats that a step lets read stand in the step's own event, so that it costs nothing more to
write. They are codes (`p:12`, `u:3:UNIT_HEAD`); the log keeps no name.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, delete

from server import audit
from server.audit.bound import is_moving_in
from server.audit.services import Fact
from server.clock import now
from server.database import db, put
from server.desks.models import Reader

Key = Mapping[str, Any]
"""`paper_kind` and `paper_id`."""


def readers_after(name: str, paper: Any) -> dict[str, str]:
    """The seats that the law lets read once step `name` is taken, and as what (DESIGN §11.2)."""
    return {
        seat: row.holder
        for row in paper.workflow.reads
        if row.step == name
        for seat in paper.holders[row.holder](paper)
    }


def readers_left(state: str, paper: Any) -> set[str] | None:
    """Who alone still reads a paper that the law hides in `state`; None where it hides nothing."""
    left = paper.workflow.hides.get(state)
    if left is None:
        return None
    return {seat for holder in left for seat in paper.holders[holder](paper)}


def readers_gone(name: str, paper: Any) -> set[str]:
    """The seats that have done with it once step `name` is taken: who checks the form of drafts
    reads drafts only (DOMAIN §3.2)."""
    holders = paper.workflow.lets_go.get(name, ())
    return {seat for holder in holders for seat in paper.holders[holder](paper)}


def let(key: Key, seats: Mapping[str, str]) -> None:
    """Reader rows for seats that had none: each, and as what it reads. A step."""
    since = {**key, "since": now()}
    put(Reader, *(since | {"seat": seat, "reason": reason} for seat, reason in seats.items()))


def shut_out(*which: ColumnElement[bool]) -> dict[tuple[str, int], list[str]]:
    """Take such reader rows away; whose they were, by paper. A step."""
    gone = delete(Reader).where(*which)
    given = gone.returning(Reader.paper_kind, Reader.paper_id, Reader.seat)
    found: dict[tuple[str, int], list[str]] = {}
    for kind, paper_id, seat in db.session.execute(given):
        found.setdefault((kind, paper_id), []).append(seat)
    return found


def told(come: Iterable[str], gone: Iterable[str] = ()) -> dict[str, Fact]:
    """Which seats read from now on, and which no more, as an event says it."""
    said = {"read": sorted(come), "unread": sorted(gone)}
    return {name: " ".join(seats) for name, seats in said.items() if seats}


def say(event: str, kind: str, paper_id: int, **facts: Fact) -> None:
    """Without a step of that paper: an event of its own, where somebody came or went. A world that
    is moved in is told of as it stands, once (`ledger.bringing_readers`)."""
    if {"read", "unread"} & facts.keys() and not is_moving_in():
        audit.append(event, f"{kind}/{paper_id}", **facts)
