"""Heaps of rows of which the log says that it does not vouch for them (`demo.loader_bulk`)."""

from collections.abc import Iterator, Sequence, Set

from sqlalchemy import or_, select

from server.audit.models import LedgerEvent
from server.database import db
from server.ledger.checking.log import said_in
from server.pouring import among
from server.registers.models import RegisterRow

Spans = Sequence[range]


def unbound_lines() -> Iterator[range]:
    """Lines by their ids; they bind themselves when they are written in."""
    told = select(LedgerEvent.content).where(LedgerEvent.content.like('%"event":"lines_unbound"%'))
    for said in map(said_in, db.session.scalars(told)):
        first, last = said.get("first"), said.get("last")
        if isinstance(first, int) and isinstance(last, int):
            yield range(first, last + 1)


def in_a_heap(kind: str, ids: Set[int], spans: Spans) -> set[int]:
    """Which of these papers came with such lines."""
    if not ids or not spans or kind != "incoming":
        return set()
    line = RegisterRow
    within = or_(*(line.id.between(one.start, one.stop - 1) for one in spans))
    mine = select(line.paper_id).where(
        line.direction == "IN", among(line.paper_id, sorted(ids)), within
    )
    return {*db.session.scalars(mine)}
