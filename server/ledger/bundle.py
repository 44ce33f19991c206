"""What leaves the office, an export or a proof, read as a sceptic: no database, no network.

An export is one JSON object a line: a head (`congso-ledger/1`, key and checkpoints of the log),
then the entries in order. A proof is one object (`congso-proof/1`): the entries of one document,
each with its path to a signed head.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from signing.checkpoint import read_checkpoint
from signing.merkle import Head, appended, includes, leaf_hash, root
from signing.note import NoteKey, NoteRefused

Edge = dict[tuple[int, int], bytes]

EXPORT, PROOF = "congso-ledger/1", "congso-proof/1"


class Unreadable(ValueError):
    """Neither an export nor a proof of ours."""


class Bad(Exception):
    """The first thing that is wrong, in words that name it."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What holds: so many entries, and where the last signed head stands."""

    entries: int
    head: int
    key: str


def examine(lines: Iterable[str], pinned: NoteKey | None = None) -> Sound:
    """Verify an export or a proof; raises `Bad` or `Unreadable`."""
    stream = iter(lines)
    first = _read(next(stream, ""))
    key = _key(first, pinned)
    if first.get("format") == EXPORT:
        return _examine_export(first, stream, key)
    if first.get("format") == PROOF:
        proofs = chain([first], (_read(line) for line in stream if line.strip()))
        return _examine_proofs(proofs, key)
    raise Unreadable("không phải tệp xuất hay chứng minh của nhật ký")


def _read(line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise Unreadable("không phải JSON") from None
    if not isinstance(said, dict):
        raise Unreadable("không phải một đối tượng JSON")
    return said


def _key(first: dict[str, Any], pinned: NoteKey | None) -> NoteKey:
    """The key that the file names, which must be the pinned one where one is pinned."""
    try:
        named = NoteKey.parse(str(first.get("key", "")))
    except NoteRefused:
        raise Unreadable("không có khóa của nhật ký") from None
    if pinned is not None and named != pinned:
        raise Bad("khóa của nhật ký trong tệp không phải khóa đã ghim")
    return named


def _examine_export(first: dict[str, Any], lines: Iterator[str], key: NoteKey) -> Sound:
    heads = {head.size: head for head in map(lambda note: _head(note, key), _notes(first))}
    if not heads:
        raise Bad("tệp không có điểm chốt nào được ký")
    edge: Edge = {}
    count = sound = 0
    for seq, line in enumerate(line for line in lines if line.strip()):
        edge, count = _grown(edge, seq, _entry(line, seq)), seq + 1
        if count in heads:
            _compare(heads[count], edge, sound)
            sound = count
    last = max(heads)
    if count != last:
        raise Bad(_length_words(count, last))
    return Sound(count, last, str(key))


def _length_words(count: int, last: int) -> str:
    if count < last:
        return f"mục {count}: thiếu (điểm chốt đã ký có {last} mục)"
    return f"mục {last}: không nằm trong điểm chốt nào đã ký"


def _notes(first: dict[str, Any]) -> list[str]:
    notes = first.get("checkpoints")
    return [str(note) for note in notes] if isinstance(notes, list) else []


def _head(note: str, key: NoteKey) -> Head:
    try:
        return read_checkpoint(note, key)
    except NoteRefused:
        raise Bad("một điểm chốt không do khóa của nhật ký ký") from None


def _entry(line: str, seq: int) -> bytes:
    """The leaf's hash, if the entry is what it says it is."""
    try:
        said = _read(line)
    except Unreadable:
        raise Bad(f"mục {seq}: không đọc được") from None
    content, kept = said.get("data"), said.get("hash")
    if said.get("seq") != seq:
        raise Bad(f"mục {seq}: thiếu hoặc sai thứ tự")
    if not isinstance(content, str) or not isinstance(kept, str):
        raise Bad(f"mục {seq}: không đọc được")
    return _leaf(seq, content, kept)


def _leaf(seq: int, content: str, kept: str) -> bytes:
    found = leaf_hash(content.encode("utf-8", "surrogatepass"))
    if found.hex() != kept:
        raise Bad(f"mục {seq} ({_subject(content)}): nội dung đã bị sửa")
    if _said(content).get("seq") != seq:
        raise Bad(f"mục {seq} ({_subject(content)}): mang số thứ tự khác")
    return found


def _said(content: str) -> dict[str, Any]:
    try:
        return _read(content)
    except Unreadable:
        return {}


def _subject(content: str) -> str:
    return str(_said(content).get("doc", "không rõ văn bản"))


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


def _examine_proofs(proofs: Iterable[dict[str, Any]], key: NoteKey) -> Sound:
    entries = last = 0
    for one in proofs:
        head = _head(str(one.get("checkpoint", "")), key)
        listed = one.get("entries")
        if not isinstance(listed, list) or not listed:
            raise Unreadable("chứng minh không có mục nào")
        for entry in listed:
            _examine_proof(entry, head, str(one.get("document", "")))
        entries, last = entries + len(listed), max(last, head.size)
    return Sound(entries, last, str(key))


def _examine_proof(entry: Any, head: Head, document: str) -> None:
    try:
        seq, content = int(entry["seq"]), str(entry["data"])
        path = [base64.b64decode(one, validate=True) for one in entry["proof"]]
    except (TypeError, KeyError, ValueError, binascii.Error):
        raise Unreadable("một mục của chứng minh không đọc được") from None
    leaf = leaf_hash(content.encode("utf-8", "surrogatepass"))
    if not includes(leaf, seq, head.size, path, head.root):
        raise Bad(f"mục {seq} ({_subject(content)}): không nằm trong điểm chốt đã ký")
    if _subject(content) != document:
        raise Bad(f"mục {seq} ({_subject(content)}): không nói về {document}")
