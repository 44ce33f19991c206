"""A long file locked under a passphrase, written and read in one go (a backup that leaves home).

`MAGIC`, a salt, then blocks of AES-256-GCM. Each block's nonce has its place and whether it is the
last (the STREAM construction), so none can be left out, repeated, moved or cut off behind; the key
is scrypt's of passphrase and salt, and of no other file.
"""

import io
import secrets
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from signing.wrapping import NotOpened

MAGIC = b"CONGSO-LOCKED-1\n"
BLOCK = 1 << 20
_SALT, _TAG = 16, 16
_COST = 2**17
"""128 MiB and half a second for each guess (OWASP)."""


class Locking(io.RawIOBase):
    """What is written here goes locked to `out`; whole once it is closed."""

    def __init__(self, out: IO[bytes], passphrase: str) -> None:
        salt = secrets.token_bytes(_SALT)
        self._out, self._cipher = out, _cipher(passphrase, salt)
        self._waiting, self._place = bytearray(), 0
        out.write(MAGIC + salt)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._waiting += data
        while len(self._waiting) > BLOCK:
            self._put(bytes(self._waiting[:BLOCK]), last=False)
            del self._waiting[:BLOCK]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._waiting), last=True)
        super().close()

    def _put(self, block: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._place, last), block, MAGIC))
        self._place += 1


class Unlocking(io.RawIOBase):
    """The bytes again; `NotOpened` under another passphrase, or where it is not whole."""

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        if source.read(len(MAGIC)) != MAGIC:
            raise NotOpened("not locked")
        self._source, self._cipher = source, _cipher(passphrase, source.read(_SALT))
        self._next, self._open, self._place = source.read(BLOCK + _TAG), io.BytesIO(), 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        given = self._open.read(size)
        while self._next and not 0 <= size <= len(given):
            self._open = io.BytesIO(self._block())
            given += self._open.read(size if size < 0 else size - len(given))
        return given

    def _block(self) -> bytes:
        locked, self._next = self._next, self._source.read(BLOCK + _TAG)
        try:
            nonce = _nonce(self._place, last=not self._next)
            opened = self._cipher.decrypt(nonce, locked, MAGIC)
        except InvalidTag as wrong:
            raise NotOpened(f"block {self._place}") from wrong
        self._place += 1
        return opened


def _nonce(place: int, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase.encode()))
