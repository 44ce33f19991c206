"""Signed notes (C2SP signed-note): a short text, and under it lines with Ed25519 signatures.

Kind 1 signs the text as it stands (a log its head); kind 4 signs it with the time at which it was
seen (a witness, C2SP tlog-cosignature). A line of a key that nobody asked about is passed over.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNS, WITNESSES = b"\x01", b"\x04"
"""What a key does: it signs a text, or it says when it saw one."""

MOST_LINES = 100
_DASH = "\u2014"
_LINE = re.compile(rf"{_DASH} ([^\s+]+) ([A-Za-z0-9+/]+=*)")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteRefused(Exception):
    """Not a signed note, not its key, or not what that key signed: `reason` is one word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class NoteKey:
    """Whose signature it is, as readers know the key: `name+id+base64`."""

    name: str
    public: bytes
    kind: bytes = SIGNS

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + self.kind + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64(self.kind + self.public)}"

    @classmethod
    def parse(cls, text: str) -> "NoteKey":
        try:
            name, key_id, packed = text.strip().split("+", 2)
            content = base64.b64decode(packed, validate=True)
        except (ValueError, binascii.Error):
            raise NoteRefused("key") from None
        key = cls(name, content[1:], content[:1])
        known = key.kind in (SIGNS, WITNESSES) and len(key.public) == 32
        if not known or key.id.hex() != key_id or not _LINE.fullmatch(f"{_DASH} {name} AAAA"):
            raise NoteRefused("key")
        return key


@dataclass(frozen=True, slots=True)
class Line:
    """One signature under a note: whose it says it is, and what it holds."""

    name: str
    key_id: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text with its last line end, and the lines under it."""

    text: str
    lines: tuple[Line, ...]

    def of(self, key: NoteKey) -> Iterator[bytes]:
        """What the lines of this key hold."""
        return (one.content for one in self.lines if (one.name, one.key_id) == (key.name, key.id))


def opened(note: str) -> Note:
    """The note taken apart; `malformed` where it is none. Nothing is verified yet."""
    text, gap, below = note.rpartition("\n\n")
    if not gap or not below.endswith("\n") or _CONTROL.search(note):
        raise NoteRefused("malformed")
    rows = below.split("\n")[:-1]
    if len(rows) > MOST_LINES:
        raise NoteRefused("malformed")
    return Note(f"{text}\n", tuple(map(_line, rows)))


def _line(row: str) -> Line:
    found = _LINE.fullmatch(row)
    try:
        content = base64.b64decode(found[2], validate=True) if found else b""
    except binascii.Error:
        content = b""
    if not found or len(content) < 5:
        raise NoteRefused("malformed")
    return Line(found[1], content[:4], content[4:])


def line(key: NoteKey, content: bytes) -> str:
    """A signature as the note's next line."""
    return f"{_DASH} {key.name} {b64(key.id + content)}\n"


def require_signed(note: Note, key: NoteKey) -> None:
    """`signature` where the key did not sign this text, or a line in its name is wrong."""
    made = list(note.of(key))
    if not made or not all(is_by(key, one, note.text.encode()) for one in made):
        raise NoteRefused("signature")


def is_by(key: NoteKey, signature: bytes, said: bytes) -> bool:
    """Whether this key made this signature over exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def make_key(place: Path, name: str, kind: bytes) -> NoteKey:
    """The key pair at `place` (`….key`, the public one beside it), made on first call."""
    make_secret(place)
    key = NoteKey(name, secret_at(place).public_key().public_bytes_raw(), kind)
    place.with_suffix(".pub").write_text(f"{key}\n")
    return key


def make_secret(place: Path) -> None:
    """A secret key at `place`, for its owner's eyes alone; one that lies there stays."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if place.exists():
        return
    raw, fmt = serialization.Encoding.Raw, serialization.PrivateFormat.Raw
    secret = Ed25519PrivateKey.generate().private_bytes(raw, fmt, serialization.NoEncryption())
    draft = place.with_name(f".{place.name}.new")
    draft.touch(mode=0o600)
    draft.write_bytes(secret)
    draft.replace(place)


def secret_at(place: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(place.read_bytes())


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()
