"""A log's head, signed: a C2SP checkpoint inside a signed note, with an Ed25519 key of the log."""

import base64
import binascii
import re
from pathlib import Path

from signing.merkle import Head
from signing.note import (
    SIGNS,
    NoteKey,
    NoteRefused,
    b64,
    line,
    make_key,
    opened,
    require_signed,
    secret_at,
)

KEY_FILE = "log.key"
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")


def make_log_key(folder: Path, name: str = "congso") -> NoteKey:
    """The log's key under `folder`, made on first call; the public one lies beside it."""
    return make_key(folder / KEY_FILE, name, SIGNS)


def sign_checkpoint(folder: Path, key: NoteKey, head: Head) -> str:
    """The note that goes to outsiders: a log that nobody else has seen proves nothing."""
    text = f"{key.name}\n{head.size}\n{b64(head.root)}\n"
    signature = secret_at(folder / KEY_FILE).sign(text.encode())
    return f"{text}\n{line(key, signature)}"


def read_checkpoint(note: str, key: NoteKey) -> Head:
    """The head that the note states, if this key signed it; else `NoteRefused`."""
    found = opened(note)
    require_signed(found, key)
    origin, head = stated(found.text)
    if origin != key.name:
        raise NoteRefused("origin")
    return head


def stated(text: str) -> tuple[str, Head]:
    """Whose log, and the head of it, as the text of a checkpoint states them."""
    try:
        origin, size, root = text.split("\n")[:3]
        head = Head(int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error):
        raise NoteRefused("malformed") from None
    if not origin or not _SIZE.fullmatch(size) or len(head.root) != 32:
        raise NoteRefused("malformed")
    return origin, head
