"""Where the store's bytes lie for good: a shelf has names, and a name has bytes that never change.

A name is a digest, or a digest and `.locked`. A folder on the disk is here, a bucket in `bucket`.
"""

import hashlib
import mmap
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, TypeAlias

NAME = re.compile(r"[0-9a-f]{64}(\.locked)?")
BLOCK = 1 << 20
_READ_ONLY = 0o440
Body: TypeAlias = bytes | mmap.mmap
"""Bytes in memory, or on the disk as if they were: searched, cut, hashed and sent alike."""


class Shelf(Protocol):
    """What the store asks of the place that its files lie in."""

    def open(self) -> None:
        """Made ready, at the start of the office."""

    def is_open(self) -> bool: ...

    def has(self, name: str) -> bool: ...

    def put(self, name: str, data: Body | Path, sha256: str) -> None:
        """For good when it returns, whole or not at all; OSError where it is not that digest."""

    def get(self, name: str) -> bytes:
        """FileNotFoundError where it is not there."""

    def here(self, name: str) -> Path:
        """A file on this machine with these bytes, to be read soon and never written."""

    def forget(self, name: str) -> None:
        """Whoever asked for it `here` needs it no more."""

    def size(self, name: str) -> int: ...

    def digest(self, name: str) -> str:
        """Of the bytes as they lie there now."""

    def drop(self, name: str) -> None:
        """Gone; harmless where it is not there."""

    def names(self) -> Iterator[str]: ...


class Folder:
    """Files under `root/ab/cd/…` on the disk of this machine, or on one that several mount."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)

    def is_open(self) -> bool:
        return self.root.is_dir()

    def here(self, name: str) -> Path:
        """Where it lies; anything but a name is refused, so none leads elsewhere."""
        if not NAME.fullmatch(name):
            raise ValueError("a stored file is named by 64 hexadecimal digits")
        return self.root / f"{name[:2]}/{name[2:4]}/{name}"

    def has(self, name: str) -> bool:
        return self.here(name).is_file()

    def put(self, name: str, data: Body | Path, sha256: str) -> None:
        place = self.here(name)
        folder = place.parent
        make_folder(folder)
        if not place.is_file():
            write(data, place, sha256)
        flush(folder)

    def get(self, name: str) -> bytes:
        return self.here(name).read_bytes()

    def forget(self, name: str) -> None:
        """It lies here."""

    def size(self, name: str) -> int:
        return self.here(name).stat().st_size

    def digest(self, name: str) -> str:
        return digest_of(self.here(name))

    def drop(self, name: str) -> None:
        place = self.here(name)
        if place.is_file():
            place.unlink(missing_ok=True)
            flush(place.parent)

    def names(self) -> Iterator[str]:
        found = (place.name for place in self.root.glob("??/??/*"))
        return (name for name in found if NAME.fullmatch(name))


def write(data: Body | Path, place: Path, sha256: str) -> None:
    """Bytes first, name last: a crash leaves an old state or the whole file, never half of one."""
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    try:
        _fill(draft, data)
        if digest_of(draft) != sha256:
            raise OSError(f"the disk did not keep what was written for {place.name}")
        draft.rename(place)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _fill(draft: Path, data: Body | Path) -> None:
    with draft.open("xb") as out:
        if isinstance(data, Path):
            with data.open("rb") as source:
                shutil.copyfileobj(source, out, BLOCK)
        else:
            out.write(data)
        out.flush()
        os.fchmod(out.fileno(), _READ_ONLY)
        os.fsync(out.fileno())


def make_folder(folder: Path) -> None:
    """Make a folder and see to it that its own name survives a power cut."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o750, exist_ok=True)
    flush(folder.parent)


def flush(place: Path) -> None:
    """The bytes of a file, or the names in a folder, are on the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(place: Path) -> str:
    with place.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
