"""The sequencer: gives committed events their place in the log, one hand at a time.

An event waits in `ledger_waiting` (a trigger puts it there in the act's own transaction) and leaves
it only in the transaction that gives it its place, so nothing is lost and nothing is placed twice,
whatever dies when. On PostgreSQL ids commit out of order: an act that took id 5 may commit
after the one with id 6. A late one is then simply found waiting later and gets a later place; no
condition on ids, snapshots or clocks could drop it.
"""

import json
from typing import Any

from sqlalchemy import delete, select

from server import rota
from server.audit.models import LedgerEvent, LedgerLeaf, LedgerNode, LedgerWaiting
from server.audit.services import canonical
from server.database import db, transaction
from server.ledger import tree
from server.ledger.heads import lock_log, sign_head_if_due
from server.pouring import among, pour
from signing.merkle import appended, leaf_hash

BATCH, MOST_BATCHES = 500, 20
"""Short acts, so that writers get their turn; what remains is done a second later."""


@rota.unceasing
def sequence() -> None:
    """Place what waits."""
    for _ in range(MOST_BATCHES):
        if not _anybody_waits() or place_batch() < BATCH:
            return


def place_all() -> int:
    """Place everything that waits now; how many events it was."""
    total = 0
    while count := place_batch():
        total += count
    return total


def place_batch() -> int:
    """One act: places, nodes, and the head's signature where one is due."""
    with transaction():
        lock_log()
        waiting = _waiting()
        if waiting:
            _place(waiting)
        sign_head_if_due({str(said["event"]) for _, said in waiting})
    return len(waiting)


def _with_place(said: dict[str, Any], seq: int) -> str:
    """What the tree hashes: the event with its place, as canonical JSON (SIGNING §8)."""
    return canonical(said | {"seq": seq})


def _anybody_waits() -> bool:
    found = db.session.scalar(select(LedgerWaiting.event_id).limit(1)) is not None
    db.session.rollback()
    return found


def _waiting() -> list[tuple[int, dict[str, Any]]]:
    """The first that wait; the short list is asked first, the events are looked up by their key."""
    first = select(LedgerWaiting.event_id).order_by(LedgerWaiting.event_id).limit(BATCH)
    ids = list(db.session.scalars(first))
    rows = select(LedgerEvent.id, LedgerEvent.content).where(among(LedgerEvent.id, ids))
    found = sorted((id, content) for id, content in db.session.execute(rows))
    return [(id, json.loads(content)) for id, content in found]


def _place(waiting: list[tuple[int, dict[str, Any]]]) -> None:
    start = tree.size()
    known, leaves, nodes = tree.edge(start), [], []
    for seq, (event_id, said) in enumerate(waiting, start):
        leaf = _with_place(said, seq)
        leaves.append({"seq": seq, "event_id": event_id, "data": leaf})
        for level, idx, found in appended(seq, leaf_hash(leaf.encode()), tree.among(known)):
            known[(level, idx)] = found
            nodes.append({"level": level, "idx": idx, "hash": found})
    pour(LedgerLeaf, leaves)
    pour(LedgerNode, nodes)
    placed = [event_id for event_id, _ in waiting]
    db.session.execute(delete(LedgerWaiting).where(among(LedgerWaiting.event_id, placed)))


@rota.every(60, "ledger:head")
def sign_head() -> None:
    """Quiet hours get a signed head too."""
    place_batch()
