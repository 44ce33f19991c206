"""A log's head, signed: a C2SP checkpoint inside a signed note, with an Ed25519 key of the log."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from signing.merkle import Head

_ED25519 = b"\x01"
_DASH = "\u2014"
_KEY_FILE, _PUBLIC_FILE = "log.key", "log.pub"


class CheckpointRefused(Exception):
    """Not a checkpoint of this log, or not signed by its key."""


@dataclass(frozen=True, slots=True)
class LogKey:
    """Name and public key of a log, as its readers know it: `name+id+base64`."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_b64(_ED25519 + self.public)}"

    @classmethod
    def parse(cls, text: str) -> "LogKey":
        try:
            name, key_id, packed = text.strip().split("+", 2)
            content = base64.b64decode(packed, validate=True)
        except (ValueError, binascii.Error) as broken:
            raise CheckpointRefused("key") from broken
        key = cls(name, content[1:])
        if content[:1] != _ED25519 or len(key.public) != 32 or key.id.hex() != key_id:
            raise CheckpointRefused("key")
        return key


def make_log_key(folder: Path, name: str = "congso") -> LogKey:
    """The log's key under `folder`, made on first call; the public one lies beside it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / _KEY_FILE
    if not path.exists():
        raw, fmt = serialization.Encoding.Raw, serialization.PrivateFormat.Raw
        secret = Ed25519PrivateKey.generate().private_bytes(raw, fmt, serialization.NoEncryption())
        draft = folder / f".{_KEY_FILE}.new"
        draft.touch(mode=0o600)
        draft.write_bytes(secret)
        draft.replace(path)
    public = _secret(folder).public_key().public_bytes_raw()
    key = LogKey(name, public)
    (folder / _PUBLIC_FILE).write_text(f"{key}\n")
    return key


def sign_checkpoint(folder: Path, key: LogKey, head: Head) -> str:
    """The note that goes to outsiders: a log that nobody else has seen proves nothing."""
    text = f"{key.name}\n{head.size}\n{_b64(head.root)}\n"
    signature = _secret(folder).sign(text.encode())
    return f"{text}\n{_DASH} {key.name} {_b64(key.id + signature)}\n"


def read_checkpoint(note: str, key: LogKey) -> Head:
    """The head that the note states, if this key signed it; else `CheckpointRefused`."""
    text, found, signatures = note.partition("\n\n")
    text += "\n"
    if not found or not any(_signed(text, line, key) for line in signatures.splitlines()):
        raise CheckpointRefused("signature")
    try:
        name, size, root = text.split("\n")[:3]
        head = Head(int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error) as broken:
        raise CheckpointRefused("text") from broken
    if name != key.name or head.size < 0 or len(head.root) != 32:
        raise CheckpointRefused("text")
    return head


def _signed(text: str, line: str, key: LogKey) -> bool:
    dash, _, rest = line.partition(" ")
    name, _, packed = rest.rpartition(" ")
    try:
        content = base64.b64decode(packed, validate=True)
        if dash != _DASH or name != key.name or content[:4] != key.id:
            return False
        Ed25519PublicKey.from_public_bytes(key.public).verify(content[4:], text.encode())
    except (binascii.Error, InvalidSignature):
        return False
    return True


def _secret(folder: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes((folder / _KEY_FILE).read_bytes())


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode()
