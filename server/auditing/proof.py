"""The entry of a signature in the log, with the path from it to a signed head, tried out here."""

import json
from dataclasses import dataclass

from sqlalchemy import select

from server.audit.models import LedgerEvent, LedgerLeaf
from server.database import db
from server.ledger import tree
from server.ledger.heads import newest
from signing.merkle import includes, inclusion_proof, leaf_hash


@dataclass(frozen=True, slots=True)
class Proof:
    """`path` is empty while no signed head covers the entry yet (an hour at most)."""

    seq: int
    data: str
    leaf: str
    size: int
    root: str
    path: tuple[str, ...]
    holds: bool


def proof_of(paper: str, field: str, sha256: str) -> Proof | None:
    """The entry that holds the row of this signature; None while it waits for its place."""
    rows = (
        select(LedgerLeaf.seq, LedgerLeaf.data, LedgerEvent.content)
        .join(LedgerEvent, LedgerEvent.id == LedgerLeaf.event_id)
        .where(LedgerEvent.subject == paper)
        .order_by(LedgerLeaf.seq.desc())
    )
    for seq, data, content in db.session.execute(rows):
        if _is_of(content, field, sha256):
            return proved(seq, data)
    return None


def _is_of(content: str, field: str, sha256: str) -> bool:
    wanted = {"event": "signature", "field": field, "revision_sha256": sha256}
    return wanted.items() <= json.loads(content).items()


def proved(seq: int, data: str) -> Proof:
    """An entry with the path to the newest signed head."""
    head, leaf = newest(), leaf_hash(data.encode())
    if head is None or head.size <= seq:
        return Proof(seq, data, leaf.hex(), 0, "", (), holds=False)
    path = inclusion_proof(seq, head.size, tree.node)
    holds = includes(leaf, seq, head.size, path, head.root)
    named = tuple(one.hex() for one in path)
    return Proof(seq, data, leaf.hex(), head.size, head.root.hex(), named, holds=holds)
