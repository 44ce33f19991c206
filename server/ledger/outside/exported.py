"""An export verified line by line: the first entry that is not as the signed heads say is named.

The memory that it takes does not grow with the log: of the tree only its right edge is kept.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from server.ledger.outside.evidence import (
    Bad,
    Sound,
    Trusted,
    Unreadable,
    hashed,
    head_in,
    read,
    said_in,
    subject,
    witnessed,
)
from signing.merkle import Head, appended, root
from signing.note import NoteKey

Edge = dict[tuple[int, int], bytes]


def examine_export(
    first: dict[str, Any], lines: Iterable[str], key: NoteKey, trusted: Trusted
) -> Sound:
    """What the entries and the heads say together; `Bad` names the first entry that is not so."""
    notes = {head_in(note, key): note for note in _notes(first)}
    if not notes:
        raise Bad("tệp không có điểm chốt nào được ký")
    heads = {head.size: head for head in notes}
    if len(heads) < len(notes):
        raise Bad("hai điểm chốt cùng số mục mâu thuẫn với nhau")
    count = _examine_entries(heads, (line for line in lines if line.strip()))
    last = heads[max(heads)]
    if count != last.size:
        raise Bad(_length_words(count, last.size))
    return Sound(count, last.size, str(key), witnessed(notes[last], trusted))


def _notes(first: dict[str, Any]) -> list[str]:
    notes = first.get("checkpoints")
    return [str(note) for note in notes] if isinstance(notes, list) else []


def _examine_entries(heads: dict[int, Head], lines: Iterator[str]) -> int:
    """How many entries there are, each where it belongs and under the heads."""
    edge: Edge = {}
    count = sound = 0
    for line in lines:
        edge = _grown(edge, count, _entry(line, count, lines))
        count += 1
        if count in heads:
            _compare(heads[count], edge, sound)
            sound = count
    return count


def _length_words(count: int, last: int) -> str:
    if count < last:
        return f"mục {count}: thiếu, tệp bị cắt ở cuối (điểm chốt đã ký có {last} mục)"
    return f"mục {last}: không nằm trong điểm chốt nào đã ký"


def _entry(line: str, seq: int, rest: Iterator[str]) -> bytes:
    """The leaf's hash, if the entry is what it says it is."""
    said = _said(line, seq)
    content, kept = said.get("data"), said.get("hash")
    if said.get("seq") != seq:
        raise Bad(_misplaced(said.get("seq"), seq, rest))
    if not isinstance(content, str) or not isinstance(kept, str):
        raise Bad(f"mục {seq}: không đọc được")
    found = hashed(content)
    if found.hex() != kept:
        raise Bad(f"mục {seq} ({subject(content)}): nội dung đã bị sửa")
    if said_in(content).get("seq") != seq:
        raise Bad(f"mục {seq} ({subject(content)}): mang số thứ tự khác")
    return found


def _said(line: str, seq: int) -> dict[str, Any]:
    try:
        return read(line)
    except Unreadable:
        raise Bad(f"mục {seq}: không đọc được") from None


def _misplaced(found: object, seq: int, rest: Iterator[str]) -> str:
    """Another entry stands in the place of `seq`: said twice, out of its order, or one is gone."""
    if isinstance(found, int) and 0 <= found < seq:
        return f"mục {found}: có hai lần"
    if any(_seq(line) == seq for line in rest):
        return f"mục {seq}: sai thứ tự, đứng sau mục {found}"
    return f"mục {seq}: thiếu"


def _seq(line: str) -> object:
    try:
        return read(line).get("seq")
    except Unreadable:
        return None


def _grown(edge: Edge, seq: int, leaf: bytes) -> Edge:
    """The full subtrees at the right edge: all that a growing tree needs to remember."""
    rows = appended(seq, leaf, lambda level, index: edge[(level, index)])
    more = edge | {(level, index): found for level, index, found in rows}
    count = seq + 1
    places = ((lv, (count >> lv) - 1) for lv in range(count.bit_length()) if count >> lv & 1)
    return {place: more[place] for place in places}


def _compare(head: Head, edge: Edge, sound: int) -> None:
    if root(head.size, lambda level, index: edge[(level, index)]) != head.root:
        raise Bad(f"mục {sound}–{head.size - 1}: có mục không khớp với điểm chốt đã ký")
