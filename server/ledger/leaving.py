"""Exports and proofs: what the office hands to outsiders, to be verified without it."""

import base64
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from server.audit.models import LedgerCheckpoint, LedgerEvent, LedgerLeaf
from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.ledger import tree
from server.ledger.bundle import EXPORT, PROOF
from server.ledger.heads import log_key, newest, sign_head_now
from server.ledger.sequencing import place_all
from signing.merkle import inclusion_proof, leaf_hash
from workflows import Refused

BLOCK = 4096
KINDS = ("incoming", "outgoing")


class LogEmpty(Exception):
    """Nothing has happened in this office yet."""


def export() -> Iterator[str]:
    """The whole log up to a head signed now, a line at a time."""
    size = _settle()
    notes = select(LedgerCheckpoint.note).where(LedgerCheckpoint.size <= size)
    signed = list(db.session.scalars(notes.order_by(LedgerCheckpoint.size)))
    yield _line({"format": EXPORT, "key": str(log_key()), "size": size, "checkpoints": signed})
    for start in range(0, size, BLOCK):
        rows = select(LedgerLeaf.seq, LedgerLeaf.data).where(
            LedgerLeaf.seq >= start, LedgerLeaf.seq < min(start + BLOCK, size)
        )
        for seq, data in db.session.execute(rows.order_by(LedgerLeaf.seq)):
            yield _line({"seq": seq, "data": data, "hash": leaf_hash(data.encode()).hex()})


def prove(document: str) -> Iterator[str]:
    """A proof for each document of that name; `not_found` where there is none."""
    subjects = _subjects(document)
    if not subjects:
        raise Refused("not_found")
    size = _settle()
    for subject in subjects:
        yield _line(_proof(subject, size))


def _settle() -> int:
    """Everything that waits gets its place, and a head over all of it is signed."""
    place_all()
    sign_head_now()
    last = newest()
    if last is None:
        raise LogEmpty
    return last.size


def _proof(subject: str, size: int) -> dict[str, Any]:
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
    note = db.session.scalar(select(LedgerCheckpoint.note).filter_by(size=size))
    head = {"format": PROOF, "document": subject, "key": str(log_key()), "checkpoint": note}
    return head | {"entries": entries}


def _path(seq: int, size: int) -> list[str]:
    return [base64.b64encode(one).decode() for one in inclusion_proof(seq, size, tree.node)]


def _subjects(document: str) -> list[str]:
    """`incoming/ID`, `outgoing/ID`, a bare id (outgoing), or a code, whoever has it."""
    kind, _, rest = document.partition("/")
    named = document if kind in KINDS and rest.isdecimal() else f"outgoing/{document}"
    if kind in KINDS and rest.isdecimal() or document.isdecimal():
        seen = select(LedgerEvent.id).where(LedgerEvent.subject == named).limit(1)
        return [named] if db.session.scalar(seen) is not None else []
    return [*_with_code(document)]


def _with_code(code: str) -> Iterator[str]:
    number, _, notation = code.partition("/")
    went = select(OutgoingDocument.id).where(OutgoingDocument.code == code)
    came = select(IncomingDocument.id).where(
        IncomingDocument.number == number, IncomingDocument.notation == notation
    )
    for kind, found in (("outgoing", went), ("incoming", came)):
        yield from (f"{kind}/{id}" for id in db.session.scalars(found.order_by("id")))


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False)
