"""The log against what others remember of it: an old copy laid back, a clock that was set.

Rows that agree with each other prove nothing of the day: the last published head, the witnesses'
own clocks and the order of the entries do.
"""

import datetime as dt
import json
from collections.abc import Iterator
from functools import partial

from sqlalchemy import select

from server.audit.models import LedgerCheckpoint, LedgerCosignature, LedgerLeaf, LedgerWitness
from server.clock import now
from server.database import db
from server.ledger import published, tree, witnesses
from server.ledger.checking.log import entry_words, when
from server.ledger.heads import log_key
from signing.merkle import root
from signing.note import NoteKey, NoteRefused, opened
from signing.witnessing import seen_at

TOLERANCE = dt.timedelta(minutes=5)
"""Acts commit in another order than they began, and two clocks are never quite alike."""

BLOCK = 10_000


def head_findings() -> Iterator[str]:
    yield from _published()
    yield from _witnesses()
    yield from _times()


def _published() -> Iterator[str]:
    """The file beside the database remembers the last head that left the office."""
    try:
        last = published.last(log_key())
    except NoteRefused:
        yield f"tệp {published.NAME}: chữ ký của nhật ký không đúng"
        return
    size = tree.size()
    if last is None:
        return
    if last.size > size and last.size > _size_by_now():
        yield (
            f"điểm chốt {last.size} mục đã công bố, nhưng nhật ký chỉ có {size} mục: "
            "cơ sở dữ liệu là một bản cũ đã được phục hồi, hoặc nhật ký bị cắt"
        )
    elif last.size <= size and _root(last.size) != last.root:
        yield f"điểm chốt {last.size} mục đã công bố: không khớp với các mục của nhật ký"


def _size_by_now() -> int:
    """Outside the one moment of this examination: a head that was signed since, the file names
    already, and the next one will look at it."""
    with db.engine.connect() as now_:
        return tree.size(now_)


def _root(size: int) -> bytes | None:
    try:
        return tree.ask(partial(root, size))
    except tree.NodeMissing:
        return None


def _witnesses() -> Iterator[str]:
    """What they last answered, and whether their lines are theirs and their clocks like ours."""
    for one in witnesses.standings():
        if one.answer == witnesses.CONTRADICTS:
            yield f"nhân chứng {one.name}: nhật ký không nối tiếp điểm chốt mà nhân chứng đã thấy"
        if one.answer == witnesses.AHEAD:
            yield f"nhân chứng {one.name}: đã thấy một điểm chốt dài hơn nhật ký hiện có"
    rows = (
        select(LedgerCheckpoint, LedgerCosignature.line, LedgerWitness.key)
        .join(LedgerCosignature, LedgerCosignature.size == LedgerCheckpoint.size)
        .join(LedgerWitness, LedgerWitness.id == LedgerCosignature.witness_id)
        .order_by(LedgerCheckpoint.size)
    )
    for head, line, key in db.session.execute(rows):
        yield from _line(head, line, NoteKey.parse(key))


def _line(head: LedgerCheckpoint, line: str, key: NoteKey) -> Iterator[str]:
    at = _seen_at(head.note + line, key)
    if at is None:
        yield f"điểm chốt {head.size} mục: chữ ký của nhân chứng {key.name} không đúng"
    elif dt.datetime.fromtimestamp(at, dt.UTC) < head.at - TOLERANCE:
        yield (
            f"điểm chốt {head.size} mục: ghi {when(head.at)}, nhưng nhân chứng {key.name} đã thấy "
            f"từ {when(dt.datetime.fromtimestamp(at, dt.UTC))}: đồng hồ của máy chủ đã bị đổi"
        )


def _seen_at(note: str, key: NoteKey) -> int | None:
    try:
        return seen_at(opened(note), key)
    except NoteRefused:
        return None


def _times() -> Iterator[str]:
    """Each entry is no older than those before it; what a world moved in brought has its own."""
    latest, of = dt.datetime.fromtimestamp(0, dt.UTC), 0
    for seq, doc, at in _moments():
        if at < latest - TOLERANCE:
            yield (
                f"{entry_words(seq, doc)}: ghi {when(at)}, sau mục {of} ghi {when(latest)}: "
                "đồng hồ của máy chủ đã bị đổi"
            )
            latest, of = at, seq  # one finding for one turn of the clock
        elif at > latest:
            latest, of = at, seq
    if latest > now() + TOLERANCE:
        yield f"mục {of}: ghi {when(latest)}, sau giờ hiện tại của máy chủ"


def _moments() -> Iterator[tuple[int, str, dt.datetime]]:
    rows = select(LedgerLeaf.seq, LedgerLeaf.data).order_by(LedgerLeaf.seq)
    for seq, data in db.session.execute(rows.execution_options(yield_per=BLOCK)):
        said = _said(data)
        if said is not None:
            yield seq, *said


def _said(data: str) -> tuple[str, dt.datetime] | None:
    """None where it was brought along, and where the entry was spoilt: another part names that."""
    try:
        said = json.loads(data)
        if "brought" in said:
            return None
        return str(said["doc"]), dt.datetime.fromisoformat(said["time"])
    except (ValueError, TypeError, KeyError):
        return None
