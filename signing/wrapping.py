"""What lies locked: the office's small secrets, and under another key suspected state secrets."""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


class NotOpened(ValueError):
    """What is locked was locked with another key, or is no longer what it was."""


def wrap(text: str, key: str, purpose: str) -> str:
    """Lock `text`; only who knows `key` opens it, and only for the same purpose."""
    nonce = secrets.token_bytes(_NONCE)
    locked = _cipher(key).encrypt(nonce, text.encode(), purpose.encode())
    return base64.b64encode(nonce + locked).decode()


def unwrap(locked: str, key: str, purpose: str) -> str:
    """The text again; `InvalidTag` where key or purpose is another."""
    raw = base64.b64decode(locked)
    return _cipher(key).decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode()).decode()


def lock(data: bytes, key: bytes, name: str) -> bytes:
    """Lock what a suspected secret holds (SEC-02); `key` has 32 bytes, `name` says what it is."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, name.encode())


def unlock(locked: bytes, key: bytes, name: str) -> bytes:
    """The bytes again; `NotOpened` under another key or name, or where a bit is another."""
    try:
        return AESGCM(key).decrypt(locked[:_NONCE], locked[_NONCE:], name.encode())
    except (InvalidTag, ValueError) as wrong:
        raise NotOpened(name) from wrong


def _cipher(key: str) -> AESGCM:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"congso small secrets")
    return AESGCM(made.derive(key.encode()))
