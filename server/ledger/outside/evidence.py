"""What a reader of an export or a proof starts from: keys he knows, one line at a time, a verdict.

Nothing here knows a database or a network: this is the sceptic's side of the log.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from signing.checkpoint import read_checkpoint
from signing.merkle import Head, leaf_hash
from signing.note import NoteKey, NoteRefused, opened
from signing.witnessing import seen_at


class Unreadable(ValueError):
    """Neither an export nor a proof of ours."""


class Bad(Exception):
    """The first thing that is wrong, in words that name it."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """The log's key and its witnesses', as the reader knows them; what he does not, he sees."""

    log: NoteKey | None = None
    witnesses: tuple[NoteKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Sound:
    """What holds: so many entries, where the last signed head stands, who countersigned it when,
    the digests of the files that the entries of a proof name, and what a statement says."""

    entries: int
    head: int
    key: str
    witnessed: dict[str, int] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()


def read(line: str) -> dict[str, Any]:
    """One JSON object, or `Unreadable`."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise Unreadable("không phải JSON") from None
    if not isinstance(said, dict):
        raise Unreadable("không phải một đối tượng JSON")
    return said


def key_in(first: dict[str, Any], trusted: Trusted) -> NoteKey:
    """The key that the file names, which must be the pinned one where one is pinned."""
    try:
        named = NoteKey.parse(str(first.get("key", "")))
    except NoteRefused:
        raise Unreadable("không có khóa của nhật ký") from None
    if trusted.log is not None and named != trusted.log:
        raise Bad("khóa của nhật ký trong tệp không phải khóa đã ghim")
    return named


def head_in(note: object, key: NoteKey) -> Head:
    try:
        return read_checkpoint(str(note), key)
    except NoteRefused:
        raise Bad("một điểm chốt không do khóa của nhật ký ký") from None


def witnessed(note: object, trusted: Trusted) -> dict[str, int]:
    """When each demanded witness saw this head; `Bad` names the first that did not."""
    found = opened(str(note))
    seen = {one: seen_at(found, one) for one in trusted.witnesses}
    for key, at in seen.items():
        if at is None:
            raise Bad(f"nhân chứng {key.name} chưa ký xác nhận điểm chốt này")
    return {key.name: at for key, at in seen.items() if at is not None}


def said_in(content: str) -> dict[str, Any]:
    try:
        return read(content)
    except Unreadable:
        return {}


def subject(content: str) -> str:
    return str(said_in(content).get("doc", "không rõ văn bản"))


def hashed(content: str) -> bytes:
    return leaf_hash(content.encode("utf-8", "surrogatepass"))
