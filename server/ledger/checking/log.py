"""The log against itself: every event, leaf, node and checkpoint is computed again."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select

from server.audit.models import (
    LedgerCheckpoint,
    LedgerEvent,
    LedgerLeaf,
    LedgerNode,
    LedgerWaiting,
)
from server.audit.services import canonical, digest
from server.clock import local
from server.database import db
from server.ledger import tree
from server.ledger.heads import log_key
from signing.checkpoint import read_checkpoint
from signing.merkle import Head, appended, leaf_hash, root
from signing.note import NoteRefused

BLOCK = 4096
"""Leaves read at once: the memory that a check takes does not grow with the log."""


def log_findings() -> Iterator[str]:
    yield from _places()
    yield from _unplaced()
    yield from _Recount().findings()


def entry_words(seq: int, subject: str | None) -> str:
    """How a person finds an entry again."""
    return f"mục {seq} ({subject or 'không rõ văn bản'})"


class _Recount:
    """The tree, grown again from the events; what its tables say otherwise is a finding."""

    def __init__(self) -> None:
        self.size = tree.size()
        self.grown: dict[tuple[int, int], bytes] = {}
        self.notes = list(db.session.execute(_checkpoints()))
        self.heads: dict[int, bytes] = {}
        self.signed = {row.size for row in self.notes}

    def findings(self) -> Iterator[str]:
        for start in range(0, self.size, BLOCK):
            yield from self._block(start, min(start + BLOCK, self.size))
        yield from _surplus_nodes(self.size)
        yield from self._checkpoints()

    def _block(self, start: int, end: int) -> Iterator[str]:
        made: dict[tuple[int, int], bytes] = {}
        subjects: dict[int, str | None] = {}
        for row in db.session.execute(_leaves(start, end)):
            subjects[row.seq] = row.subject
            yield from _row_findings(row)
            made |= self._grow(row.seq, row.data)
        yield from _node_findings(start, end, made, subjects)

    def _grow(self, seq: int, data: str) -> dict[tuple[int, int], bytes]:
        """Add a leaf; only the edge of the tree is kept, which is all that the next one needs."""
        rows = appended(seq, leaf_hash(data.encode()), lambda lv, ix: self.grown.get((lv, ix), b""))
        fresh = {(level, idx): hash_ for level, idx, hash_ in rows}
        self.grown |= fresh
        count = seq + 1
        edge = ((lv, (count >> lv) - 1) for lv in range(count.bit_length()) if count >> lv & 1)
        self.grown = {place: self.grown[place] for place in edge if place in self.grown}
        if count in self.signed:
            self.heads[count] = root(count, tree.among(self.grown))
        return fresh

    def _checkpoints(self) -> Iterator[str]:
        key = log_key() if self.notes else None
        for row in self.notes:
            words = f"điểm chốt {row.size} mục"
            try:
                said = read_checkpoint(row.note, key) if key else None
            except NoteRefused:
                yield f"{words}: chữ ký của nhật ký không đúng"
                continue
            if said != Head(row.size, row.root) or self.heads.get(row.size) != row.root:
                yield f"{words}: không khớp với các mục của nhật ký"


def _row_findings(row: Row) -> Iterator[str]:
    if row.content is None:
        yield f"{entry_words(row.seq, None)}: sự kiện không còn trong cơ sở dữ liệu"
        return
    words = entry_words(row.seq, row.subject)
    if digest(row.content) != row.digest:
        yield f"{words}: nội dung không khớp với mã băm của sự kiện"
    said = said_in(row.content)
    if said.get("doc") != row.subject:
        yield f"{words}: sự kiện nói về một văn bản khác"
    if canonical(said | {"seq": row.seq}) != row.data:
        yield f"{words}: mục không khớp với sự kiện"


def said_in(content: str) -> dict[str, Any]:
    """What an event says; nothing where it was spoilt, which this part of the check names."""
    try:
        said = json.loads(content)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def moment_in(said: Mapping[str, Any]) -> dt.datetime | None:
    """When an event says that it was; None where that was spoilt."""
    try:
        return dt.datetime.fromisoformat(str(said.get("time")))
    except ValueError:
        return None


ACT = dt.timedelta(minutes=1)
"""All that one act writes is written in it: its rows, its lines of history, its events."""


def when(at: dt.datetime) -> str:
    """To the second, for a finding."""
    return f"{local(at):%H:%M:%S %d/%m/%Y}"


def _node_findings(
    start: int, end: int, made: dict[tuple[int, int], bytes], subjects: dict[int, str | None]
) -> Iterator[str]:
    """A leaf's own node names the entry; nodes above are named by the entries below them."""
    kept = {(lv, ix): hash_ for lv, ix, hash_ in db.session.execute(_nodes(start, end))}
    for seq in range(start, end):
        if seq not in subjects:
            yield f"{entry_words(seq, None)}: thiếu trong nhật ký"
    for place, found in made.items():
        if kept.get(place) != found:
            level, idx = place
            first, last = idx << level, ((idx + 1) << level) - 1
            if level == 0:
                yield f"{entry_words(first, subjects.get(first))}: mã băm trong cây không đúng"
            else:
                yield f"cây nhật ký, các mục {first}–{last}: mã băm không đúng"


def _leaves(start: int, end: int) -> Select:
    event, leaf = LedgerEvent, LedgerLeaf
    return (
        select(leaf.seq, leaf.data, event.subject, event.content, event.digest)
        .outerjoin(event, event.id == leaf.event_id)
        .where(leaf.seq >= start, leaf.seq < end)
        .order_by(leaf.seq)
    )


def _nodes(start: int, end: int) -> Select:
    """The nodes whose last leaf lies in [start, end): a range for each level, by primary key."""
    ranges = [
        and_(LedgerNode.level == lv, LedgerNode.idx >= start >> lv, LedgerNode.idx < end >> lv)
        for lv in range(end.bit_length())
        if end >> lv > start >> lv
    ]
    return select(LedgerNode.level, LedgerNode.idx, LedgerNode.hash).where(or_(*ranges))


def _checkpoints() -> Select:
    kept = select(LedgerCheckpoint.size, LedgerCheckpoint.root, LedgerCheckpoint.note)
    return kept.order_by(LedgerCheckpoint.size)


def _surplus_nodes(size: int) -> Iterator[str]:
    levels = select(LedgerNode.level, func.max(LedgerNode.idx)).group_by(LedgerNode.level)
    for level, idx in db.session.execute(levels.order_by(LedgerNode.level)):
        if idx >= size >> level:
            yield f"cây nhật ký: nút {level}/{idx} không thuộc mục nào"


def _places() -> Iterator[str]:
    """A place that two entries share cannot be (its key); one below zero was put in by hand."""
    for (seq,) in db.session.execute(select(LedgerLeaf.seq).where(LedgerLeaf.seq < 0)):
        yield f"{entry_words(seq, None)}: số thứ tự không hợp lệ"


def _unplaced() -> Iterator[str]:
    """Waiting is no fault; an event that neither waits nor stands in the log is one."""
    event, leaf, waits = LedgerEvent, LedgerLeaf, LedgerWaiting
    rows = (
        select(event.id, event.subject, event.content, event.digest, waits.event_id)
        .outerjoin(leaf, leaf.event_id == event.id)
        .outerjoin(waits, waits.event_id == event.id)
        .where(leaf.seq.is_(None))
        .order_by(event.id)
    )
    for id, subject, content, kept, waiting in db.session.execute(rows):
        if waiting is None:
            yield f"sự kiện {id} ({subject}): không có chỗ trong nhật ký và không còn đợi"
        if digest(content) != kept:
            yield f"sự kiện {id} ({subject}): nội dung không khớp với mã băm"
