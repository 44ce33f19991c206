"""The store: every file that ever came in or went out, named by its SHA-256 and never changed."""

import hashlib
import io
import mmap
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from server.files.bucket import Bucket
from server.files.shelves import BLOCK, Body, Folder, Shelf, digest_of, flush, make_folder, write
from server.files.strongbox import Strongbox

__all__ = ["Body", "Store", "add_line", "configure", "flush", "kept_secret", "lay_down", "store"]

SHUT = ".locked"
LENT = "store-lent"
"""In the home: copies of what lies in a bucket, for some minutes."""


class UnknownStore(ValueError):
    """The setting names a kind of store that this office cannot open."""


class Store:
    """What is kept by its digest, and may lie locked; a row may name what `keep` has returned
    (DESIGN §5.5)."""

    def __init__(self, shelf: Shelf, box: Strongbox) -> None:
        self.shelf, self.box = shelf, box

    @classmethod
    def of(cls, root: Path, box: Strongbox | None = None) -> "Store":
        """The store in a folder."""
        return cls(Folder(root), box or Strongbox(root.parent))

    @classmethod
    def at(cls, url: str, box: Strongbox | None = None) -> "Store":
        """The store that a setting names: `file:var/store`, `file:///srv/congso/store`,
        `s3://kho/cong-so?endpoint=https://minio.tinh.vn`."""
        parts = urlsplit(url)
        if parts.scheme == "s3" and parts.netloc and box is not None:
            try:
                return cls(Bucket(url, box.place.parent / LENT), box)
            except ValueError as wrong:
                raise UnknownStore(str(wrong)) from None
        if parts.scheme != "file" or parts.netloc not in ("", "localhost") or not parts.path:
            raise UnknownStore(f"the store must be a file: or s3: address, not {url!r}")
        return cls.of(Path(unquote(parts.path)), box)

    def path(self, sha256: str) -> Path:
        """A file on this machine with its bytes; anything but a digest is refused."""
        return self.shelf.here(sha256)

    def has(self, sha256: str) -> bool:
        return self.shelf.has(sha256) or self.is_shut(sha256)

    def is_shut(self, sha256: str) -> bool:
        """Whether it lies locked, as what may be a state secret does (SEC-02)."""
        return self.shelf.has(sha256 + SHUT)

    def keep(self, data: Body | Path) -> str:
        """Put a file there for good and say its name; keeping twice is keeping once."""
        sha256 = digest_of(data) if isinstance(data, Path) else hashlib.sha256(data).hexdigest()
        if not self.is_shut(sha256):
            self.shelf.put(sha256, data, sha256)
        return sha256

    def keep_shut(self, data: Body) -> str:
        """The same, locked from its first moment: in plain it never touches the store."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self.has(sha256):
            self._lock(sha256, data)
        return sha256

    def shut(self, sha256: str) -> None:
        """Lock a file that lies here; who asks for it by its name has it as before."""
        if self.shelf.has(sha256):
            self._lock(sha256, self.shelf.get(sha256))
            self.shelf.drop(sha256)

    def open_again(self, sha256: str) -> None:
        """As it lay before; the open one is there for good before the locked one goes."""
        if self.is_shut(sha256):
            self.shelf.put(sha256, self.fetch(sha256), sha256)
            self.shelf.drop(sha256 + SHUT)

    def _lock(self, sha256: str, data: Body) -> None:
        locked = self.box.lock(data[:], sha256)
        self.shelf.put(sha256 + SHUT, locked, hashlib.sha256(locked).hexdigest())

    def fetch(self, sha256: str) -> bytes:
        try:
            return self.shelf.get(sha256)
        except FileNotFoundError:
            if not self.is_shut(sha256):
                raise
        return self.box.unlock(self.shelf.get(sha256 + SHUT), sha256)

    def view(self, sha256: str) -> Body:
        """The same, for who goes through it a piece at a time; what is locked is in memory."""
        if not self.shelf.has(sha256) or self.shelf.size(sha256) < BLOCK:
            return self.fetch(sha256)
        with self.shelf.here(sha256).open("rb") as kept:
            return mmap.mmap(kept.fileno(), 0, access=mmap.ACCESS_READ)

    def source(self, sha256: str) -> Path | io.BytesIO:
        """For whoever sends it: a file here; what is locked is opened in memory alone."""
        is_open = self.shelf.has(sha256)
        return self.shelf.here(sha256) if is_open else io.BytesIO(self.fetch(sha256))

    def size(self, sha256: str) -> int:
        """Bytes of a file that lies open; FileNotFoundError where there is none."""
        return self.shelf.size(sha256)

    def check(self, sha256: str) -> bool:
        """Whether the file is there and its bytes still are what its name says."""
        if self.shelf.has(sha256):
            return self.shelf.digest(sha256) == sha256
        return self.is_shut(sha256) and hashlib.sha256(self.fetch(sha256)).hexdigest() == sha256

    def walk(self) -> Iterator[str]:
        """The names of all files, in order, for the ledger's own check."""
        yield from sorted({name.removesuffix(SHUT) for name in self.shelf.names()})

    def lying(self, sha256: str) -> list[str]:
        """The names under which it lies now, open or locked; both for a moment, while it is
        locked."""
        return [name for name in (sha256, sha256 + SHUT) if self.shelf.has(name)]

    def destroy(self, sha256: str) -> None:
        """A purged secret (SEC-03), or what was kept until its time was over (AR-07): nothing else
        is deleted in this office."""
        for name in (sha256, sha256 + SHUT):
            self.shelf.drop(name)


def lay_down(place: Path, data: Body) -> None:
    """A file for another program to take, whole or not at all; the same again is one file."""
    make_folder(place.parent)
    write(data, place, hashlib.sha256(data).hexdigest())
    flush(place.parent)


def kept_secret(place: Path, size: int) -> str:
    """`size` random bytes as text, made once for an installation, for nobody else's eyes."""
    if not place.exists():
        draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(size))
        draft.replace(place)
    return place.read_text()


def add_line(place: Path, line: str) -> None:
    """Add a line to a list that only grows, and see it on the disk; for nobody else's eyes."""
    handle = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as out:
        out.write(line + "\n")
        out.flush()
        os.fsync(out.fileno())
    flush(place.parent)


_open: list[Store] = []


def configure(place: Path | str, box: Strongbox | None = None) -> Store:
    """Say once, when the office opens, where its files lie (a folder, a `file:` or an `s3:`
    address), and the box that the suspect ones are locked with."""
    _open[:] = [Store.of(place, box) if isinstance(place, Path) else Store.at(place, box)]
    return _open[0]


def store() -> Store:
    """The store of this office; services ask here, so that none of them must know Flask."""
    if not _open:
        raise RuntimeError("configure() comes before store()")
    return _open[0]
