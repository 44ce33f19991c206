"""Small secrets of the office, locked with its own key while they lie in the database."""

import base64
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


def wrap(text: str, key: str, purpose: str) -> str:
    """Lock `text`; only who knows `key` opens it, and only for the same purpose."""
    nonce = secrets.token_bytes(_NONCE)
    locked = _cipher(key).encrypt(nonce, text.encode(), purpose.encode())
    return base64.b64encode(nonce + locked).decode()


def unwrap(locked: str, key: str, purpose: str) -> str:
    """The text again; `InvalidTag` where key or purpose is another."""
    raw = base64.b64decode(locked)
    return _cipher(key).decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode()).decode()


def _cipher(key: str) -> AESGCM:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"congso small secrets")
    return AESGCM(made.derive(key.encode()))
