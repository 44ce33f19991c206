"""Witnesses: somebody else countersigns a log's head, after seeing that it only grew.

C2SP tlog-cosignature (Ed25519, `cosignature/v1`) and tlog-witness (`add-checkpoint`). A witness
keeps one thing, the last head it signed, in a folder of its own: whoever rewrites the log's
database has not rewritten that.
"""

import base64
import binascii
import fcntl
import os
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signing.checkpoint import read_checkpoint, stated
from signing.merkle import EMPTY, Head, consistent
from signing.note import (
    WITNESSES,
    Note,
    NoteKey,
    NoteRefused,
    b64,
    is_by,
    line,
    make_key,
    opened,
    secret_at,
)

MOST_HASHES = 63
_OLD = re.compile(r"old (0|[1-9][0-9]{0,17})")
_NONE = Head(0, EMPTY)


class WitnessRefused(Exception):
    """The witness will not sign; `size` is that of the last head it signed, where that helps."""

    def __init__(self, reason: str, size: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.size = reason, size


@dataclass(frozen=True, slots=True)
class Asked:
    """What a log asks of a witness: the head, and how it continues the one seen before."""

    old: int
    proof: tuple[bytes, ...]
    note: str

    def __str__(self) -> str:
        return "\n".join((f"old {self.old}", *map(b64, self.proof), "", self.note))

    @classmethod
    def parse(cls, body: str) -> "Asked":
        above, gap, note = body.partition("\n\n")
        first, *rest = above.split("\n")
        old = _OLD.fullmatch(first)
        try:
            proof = tuple(base64.b64decode(one, validate=True) for one in rest)
        except binascii.Error:
            raise WitnessRefused("malformed") from None
        if not gap or not old or len(proof) > MOST_HASHES or any(len(one) != 32 for one in proof):
            raise WitnessRefused("malformed")
        return cls(int(old[1]), proof, note)


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness at work in its folder: its key, and what it last saw of each log it watches."""

    folder: Path

    @classmethod
    def founded(cls, folder: Path, name: str) -> "Witness":
        """The key is made on first call."""
        make_key(folder / "witness.key", name, WITNESSES)
        return cls(folder)

    @property
    def key(self) -> NoteKey:
        return NoteKey.parse((self.folder / "witness.pub").read_text())

    def watch(self, log: NoteKey) -> None:
        """From now on heads of this log are countersigned; no other key speaks for it."""
        place = self._seen(log).with_suffix(".log")
        place.parent.mkdir(exist_ok=True, mode=0o700)
        place.write_text(f"{log}\n")

    def watched(self) -> list[NoteKey]:
        return [NoteKey.parse(one.read_text()) for one in sorted(self.folder.glob("logs/*.log"))]

    def last_seen(self, log: NoteKey) -> Head:
        """The last head of this log that was countersigned here."""
        place = self._seen(log)
        return read_checkpoint(place.read_text(), log) if place.exists() else _NONE

    def countersign(self, asked: Asked, at: int) -> str:
        """The signature line, once the head was seen to continue the last one; else a refusal."""
        log, head = self._log_of(asked.note)
        with self._alone():
            last = self.last_seen(log)
            _require_growth(last, head, asked)
            _keep(self._seen(log), asked.note)
        return cosigned(secret_at(self.folder / "witness.key"), self.key, asked.note, at)

    def _log_of(self, note: str) -> tuple[NoteKey, Head]:
        try:
            origin, _ = stated(opened(note).text)
        except NoteRefused:
            raise WitnessRefused("malformed") from None
        known = [one for one in self.watched() if one.name == origin]
        if not known:
            raise WitnessRefused("unknown_log")
        for log in known:
            try:
                return log, read_checkpoint(note, log)
            except NoteRefused:
                continue
        raise WitnessRefused("not_signed")

    def _seen(self, log: NoteKey) -> Path:
        return self.folder / "logs" / f"{log.id.hex()}.note"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One head at a time: whoever came first is not rolled back by whoever came second."""
        with (self.folder / ".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _require_growth(last: Head, head: Head, asked: Asked) -> None:
    if asked.old > head.size:
        raise WitnessRefused("shrunk", last.size)
    if asked.old != last.size:
        raise WitnessRefused("other_size", last.size)
    if last.size == head.size and last.root != head.root:
        raise WitnessRefused("other_root", last.size)
    is_first = not last.size and not asked.proof
    if not is_first and not consistent(last, head, asked.proof):
        raise WitnessRefused("contradiction", last.size)


def _keep(place: Path, note: str) -> None:
    """On the disk before anybody hears of the signature."""
    draft = place.with_suffix(".new")
    with draft.open("w") as out:
        out.write(note)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def cosigned(secret: Ed25519PrivateKey, key: NoteKey, note: str, at: int) -> str:
    """The line that a witness puts under a head it saw at that second."""
    said = _said(opened(note).text, at)
    return line(key, struct.pack(">Q", at) + secret.sign(said))


def seen_at(note: Note, key: NoteKey) -> int | None:
    """When this witness saw the head, by its own clock; None where its line is missing or wrong."""
    for content in note.of(key):
        if len(content) == 72:
            (at,) = struct.unpack(">Q", content[:8])
            if is_by(key, content[8:], _said(note.text, at)):
                return int(at)
    return None


def _said(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
