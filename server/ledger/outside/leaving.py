"""Exports and proofs: what the office hands to outsiders, to be verified without it."""

import base64
import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import select

from server.audit.models import LedgerCheckpoint, LedgerEvent, LedgerLeaf
from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.ledger import tree
from server.ledger.heads import log_key, newest, sign_head_now
from server.ledger.outside.bundle import EXPORT, PROOF
from server.ledger.sequencing import place_all
from server.ledger.witnesses import collect, keys_in_office, lines_under
from server.names import typed
from signing.merkle import consistency_proof, inclusion_proof, leaf_hash
from workflows import Refused

BLOCK = 4096
KINDS = ("incoming", "outgoing", "casefiles")

Proof = dict[str, Any]


class LogEmpty(Exception):
    """Nothing has happened in this office yet."""


def export() -> Iterator[str]:
    """The whole log up to a head signed now, a line at a time."""
    size = _settle()
    kept = select(LedgerCheckpoint.size, LedgerCheckpoint.note).where(LedgerCheckpoint.size <= size)
    notes = [row.note for row in db.session.execute(kept.order_by(LedgerCheckpoint.size))]
    notes[-1] += lines_under(size)
    head = {"format": EXPORT, "key": str(log_key()), "size": size, "checkpoints": notes}
    yield line(head | {"witnesses": keys_in_office()})
    for start in range(0, size, BLOCK):
        rows = select(LedgerLeaf.seq, LedgerLeaf.data).where(
            LedgerLeaf.seq >= start, LedgerLeaf.seq < min(start + BLOCK, size)
        )
        for seq, data in db.session.execute(rows.order_by(LedgerLeaf.seq)):
            yield line({"seq": seq, "data": data, "hash": leaf_hash(data.encode()).hex()})


def prove(document: str) -> Iterator[str]:
    """A proof for each document of that name; `not_found` where there is none."""
    subjects = _subjects(document)
    if not subjects:
        raise Refused("not_found")
    size = _settle()
    for subject in subjects:
        yield line(_proof(subject, size))


def proof_of(subject: str) -> Proof:
    """The same for a page: under the newest head that was signed, nothing is placed or signed."""
    last = newest()
    found = _proof(subject, last.size) if last else None
    if found is None or not found["entries"]:
        raise Refused("not_found")
    return found


def _settle() -> int:
    """Everything that waits gets its place, and a head over all of it is signed and witnessed."""
    place_all()
    sign_head_now()
    collect()
    last = newest()
    if last is None:
        raise LogEmpty
    return last.size


def _proof(subject: str, size: int) -> Proof:
    rows = (
        select(LedgerLeaf.seq, LedgerLeaf.data)
        .join(LedgerEvent, LedgerEvent.id == LedgerLeaf.event_id)
        .where(LedgerEvent.subject == subject, LedgerLeaf.seq < size)
        .order_by(LedgerLeaf.seq)
    )
    entries = [
        {"seq": seq, "data": data, "proof": _path(seq, size)}
        for seq, data in db.session.execute(rows)
    ]
    note = db.session.scalar(select(LedgerCheckpoint.note).filter_by(size=size)) or ""
    said: Proof = {"format": PROOF, "document": subject, "key": str(log_key())}
    said |= {"checkpoint": note + lines_under(size), "witnesses": keys_in_office()}
    earlier = _earlier(int(str(entries[-1]["seq"])), size) if entries else None
    return said | ({"earlier": earlier} if earlier else {}) | {"entries": entries}


def _earlier(last: int, size: int) -> Proof | None:
    """The head that first held the document's last step, and how today's continues it."""
    first = (
        select(LedgerCheckpoint.size, LedgerCheckpoint.note)
        .where(LedgerCheckpoint.size > last)
        .order_by(LedgerCheckpoint.size)
    )
    old = db.session.execute(first.limit(1)).first()
    if old is None or old.size == size:
        return None
    return {
        "checkpoint": old.note,
        "proof": _b64(tree.ask(partial(consistency_proof, old.size, size))),
    }


def _path(seq: int, size: int) -> list[str]:
    return _b64(tree.ask(partial(inclusion_proof, seq, size)))


def _b64(hashes: list[bytes]) -> list[str]:
    return [base64.b64encode(one).decode() for one in hashes]


def _subjects(document: str) -> list[str]:
    """`incoming/ID`, `outgoing/ID`, `casefiles/ID`, a bare id (outgoing), or somebody's code."""
    kind, id = typed(document) or typed(f"outgoing/{document}") or ("", 0)
    if kind not in KINDS:
        return [*_with_code(document)]
    named = f"{kind}/{id}"
    seen = select(LedgerEvent.id).where(LedgerEvent.subject == named).limit(1)
    return [named] if db.session.scalar(seen) is not None else []


def _with_code(code: str) -> Iterator[str]:
    number, _, notation = code.partition("/")
    went = select(OutgoingDocument.id).where(OutgoingDocument.code == code)
    came = select(IncomingDocument.id).where(
        IncomingDocument.number == number, IncomingDocument.notation == notation
    )
    for kind, found in (("outgoing", went), ("incoming", came)):
        yield from (f"{kind}/{id}" for id in db.session.scalars(found.order_by("id")))


def line(said: Proof) -> str:
    return json.dumps(said, ensure_ascii=False)
