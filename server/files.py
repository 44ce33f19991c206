"""The store: every file that ever came in or went out, named by its SHA-256 and never changed."""

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

_DIGEST = re.compile(r"[0-9a-f]{64}")
_READ_ONLY = 0o440
_BLOCK = 1 << 20


class UnknownStore(ValueError):
    """The setting names a kind of store that this office cannot open."""


class Store:
    """Files under `root/ab/cd/…`; a row may name what `keep` has returned (DESIGN §5.5)."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def at(cls, url: str) -> "Store":
        """The store that a setting names: `file:var/store`, `file:///srv/congso/store`."""
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost") or not parts.path:
            raise UnknownStore(f"the store must be a file: address with a folder, not {url!r}")
        return cls(Path(unquote(parts.path)))

    def path(self, sha256: str) -> Path:
        """Where a file lies; anything but a digest is refused, so no name leads elsewhere."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError("a stored file is named by 64 hexadecimal digits")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def keep(self, data: bytes | Path) -> str:
        """Put a file on the disk for good and say its name; keeping twice is keeping once."""
        sha256 = _digest(data) if isinstance(data, Path) else hashlib.sha256(data).hexdigest()
        place = self.path(sha256)
        _make_folder(place.parent)
        if not place.exists():
            _write(data, place)
        _flush(place.parent)
        return sha256

    def fetch(self, sha256: str) -> bytes:
        return self.path(sha256).read_bytes()

    def check(self, sha256: str) -> bool:
        """Whether the file is there and its bytes still are what its name says."""
        place = self.path(sha256)
        return place.is_file() and _digest(place) == sha256

    def walk(self) -> Iterator[str]:
        """The names of all files, in order, for the ledger's own check."""
        for place in sorted(self.root.glob("??/??/*")):
            if _DIGEST.fullmatch(place.name):
                yield place.name

    def destroy(self, sha256: str) -> None:
        """The purge of a state secret (DOMAIN SEC-03): the only deletion that this office knows."""
        place = self.path(sha256)
        place.unlink()
        _flush(place.parent)


def _write(data: bytes | Path, place: Path) -> None:
    """Bytes first, name last: a crash leaves an old state or the whole file, never half of one."""
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    try:
        _fill(draft, data)
        if _digest(draft) != place.name:
            raise OSError(f"the disk did not keep what was written for {place.name}")
        draft.rename(place)
    finally:
        draft.unlink(missing_ok=True)


def _fill(draft: Path, data: bytes | Path) -> None:
    with draft.open("xb") as out:
        if isinstance(data, Path):
            with data.open("rb") as source:
                shutil.copyfileobj(source, out, _BLOCK)
        else:
            out.write(data)
        out.flush()
        os.fchmod(out.fileno(), _READ_ONLY)
        os.fsync(out.fileno())


def _make_folder(folder: Path) -> None:
    """Make a folder and see to it that its own name survives a power cut."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o750, exist_ok=True)
    _flush(folder.parent)


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
    _flush(place.parent)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(place: Path) -> str:
    with place.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


_open: list[Store] = []


def configure(place: Path | str) -> Store:
    """Say once, when the office opens, where its files lie: a folder or a `file:` address."""
    _open[:] = [Store(place) if isinstance(place, Path) else Store.at(place)]
    return _open[0]


def store() -> Store:
    """The store of this office; services ask here, so that none of them must know Flask."""
    if not _open:
        raise RuntimeError("configure() comes before store()")
    return _open[0]
