"""The store: every file that ever came in or went out, named by its SHA-256 and never changed."""

import hashlib
import io
import mmap
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from server.strongbox import Strongbox

_DIGEST = re.compile(r"[0-9a-f]{64}")
SHUT = ".locked"
_READ_ONLY = 0o440
_BLOCK = 1 << 20
Body: TypeAlias = bytes | mmap.mmap
"""Bytes in memory, or on the disk as if they were: searched, cut, hashed and sent alike."""


class UnknownStore(ValueError):
    """The setting names a kind of store that this office cannot open."""


class Store:
    """Files under `root/ab/cd/…`; a row may name what `keep` has returned (DESIGN §5.5)."""

    def __init__(self, root: Path, box: Strongbox | None = None) -> None:
        self.root = root
        self.box = box or Strongbox(root.parent)

    @classmethod
    def at(cls, url: str, box: Strongbox | None = None) -> "Store":
        """The store that a setting names: `file:var/store`, `file:///srv/congso/store`."""
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost") or not parts.path:
            raise UnknownStore(f"the store must be a file: address with a folder, not {url!r}")
        return cls(Path(unquote(parts.path)), box)

    def path(self, sha256: str) -> Path:
        """Where a file lies; anything but a digest is refused, so no name leads elsewhere."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError("a stored file is named by 64 hexadecimal digits")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file() or self.is_shut(sha256)

    def is_shut(self, sha256: str) -> bool:
        """Whether it lies locked, as what may be a state secret does (SEC-02)."""
        return self._shut(sha256).is_file()

    def keep(self, data: Body | Path) -> str:
        """Put a file on the disk for good and say its name; keeping twice is keeping once."""
        sha256 = _digest(data) if isinstance(data, Path) else hashlib.sha256(data).hexdigest()
        place = self.path(sha256)
        _make_folder(place.parent)
        if not self.has(sha256):
            _write(data, place, sha256)
        flush(place.parent)
        return sha256

    def keep_shut(self, data: Body) -> str:
        """The same, locked from its first moment: in plain it never touches the store."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self.has(sha256):
            _make_folder(self.path(sha256).parent)
            self._lock(sha256, data)
        return sha256

    def shut(self, sha256: str) -> None:
        """Lock a file that lies here; who asks for it by its name has it as before."""
        place = self.path(sha256)
        if place.is_file():
            self._lock(sha256, place.read_bytes())
            place.unlink()
            flush(place.parent)

    def open_again(self, sha256: str) -> None:
        """As it lay before; the open one is on the disk before the locked one goes."""
        place, shut = self.path(sha256), self._shut(sha256)
        if not shut.is_file():
            return
        if not place.is_file():
            _write(self.fetch(sha256), place, sha256)
            flush(place.parent)
        shut.unlink()
        flush(place.parent)

    def _lock(self, sha256: str, data: Body) -> None:
        place, locked = self._shut(sha256), self.box.lock(data[:], sha256)
        _write(locked, place, hashlib.sha256(locked).hexdigest())
        flush(place.parent)

    def _shut(self, sha256: str) -> Path:
        return self.path(sha256).with_suffix(SHUT)

    def fetch(self, sha256: str) -> bytes:
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError:
            if not self.is_shut(sha256):
                raise
        return self.box.unlock(self._shut(sha256).read_bytes(), sha256)

    def view(self, sha256: str) -> Body:
        """The same, for who goes through it a piece at a time; what is locked is in memory."""
        place = self.path(sha256)
        if not place.is_file() or place.stat().st_size < _BLOCK:
            return self.fetch(sha256)
        with place.open("rb") as kept:
            return mmap.mmap(kept.fileno(), 0, access=mmap.ACCESS_READ)

    def source(self, sha256: str) -> Path | io.BytesIO:
        """For whoever sends it: where it lies; what is locked is opened in memory alone."""
        place = self.path(sha256)
        return place if place.is_file() else io.BytesIO(self.fetch(sha256))

    def check(self, sha256: str) -> bool:
        """Whether the file is there and its bytes still are what its name says."""
        place = self.path(sha256)
        if place.is_file() or not self.is_shut(sha256):
            return place.is_file() and _digest(place) == sha256
        return hashlib.sha256(self.fetch(sha256)).hexdigest() == sha256

    def walk(self) -> Iterator[str]:
        """The names of all files, in order, for the ledger's own check."""
        names = {place.name.removesuffix(SHUT) for place in self.root.glob("??/??/*")}
        yield from sorted(name for name in names if _DIGEST.fullmatch(name))

    def places(self, sha256: str) -> list[Path]:
        """Where it lies now, open or locked; both for a moment, while it is locked."""
        return [one for one in (self.path(sha256), self._shut(sha256)) if one.is_file()]

    def destroy(self, sha256: str) -> None:
        """A purged secret (SEC-03), or what was kept until its time was over (AR-07): nothing else
        is deleted in this office."""
        place = self.path(sha256)
        for one in (place, self._shut(sha256)):
            one.unlink(missing_ok=True)
        flush(place.parent)


def _write(data: Body | Path, place: Path, sha256: str) -> None:
    """Bytes first, name last: a crash leaves an old state or the whole file, never half of one."""
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    try:
        _fill(draft, data)
        if _digest(draft) != sha256:
            raise OSError(f"the disk did not keep what was written for {place.name}")
        draft.rename(place)
    finally:
        draft.unlink(missing_ok=True)


def _fill(draft: Path, data: Body | Path) -> None:
    with draft.open("xb") as out:
        if isinstance(data, Path):
            with data.open("rb") as source:
                shutil.copyfileobj(source, out, _BLOCK)
        else:
            out.write(data)
        out.flush()
        os.fchmod(out.fileno(), _READ_ONLY)
        os.fsync(out.fileno())


def lay_down(place: Path, data: Body) -> None:
    """A file for another program to take, whole or not at all; the same again is one file."""
    _make_folder(place.parent)
    _write(data, place, hashlib.sha256(data).hexdigest())
    flush(place.parent)


def _make_folder(folder: Path) -> None:
    """Make a folder and see to it that its own name survives a power cut."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o750, exist_ok=True)
    flush(folder.parent)


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


def flush(place: Path) -> None:
    """The bytes of a file, or the names in a folder, are on the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(place: Path) -> str:
    with place.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


_open: list[Store] = []


def configure(place: Path | str, box: Strongbox | None = None) -> Store:
    """Say once, when the office opens, where its files lie (a folder or a `file:` address), and
    the box that the suspect ones are locked with."""
    _open[:] = [Store(place, box) if isinstance(place, Path) else Store.at(place, box)]
    return _open[0]


def store() -> Store:
    """The store of this office; services ask here, so that none of them must know Flask."""
    if not _open:
        raise RuntimeError("configure() comes before store()")
    return _open[0]
