"""The disk's side of a scan box: what lies in it, and the one move that takes a file out of it.

A file is only ever moved by renaming inside its own folder, and only a file that is in the store
and in a row is removed: whatever moment the machine stops at, its bytes are still somewhere.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server.uploads import limits
from workflows import Refused

HELD, ASIDE = ".dang-nhan", ".khong-nhan"
"""Inside a box: files being taken in, and files that a clerk has dismissed."""

UNFINISHED = (".part", ".partial", ".tmp", ".filepart", ".crdownload")
CLUTTER = ("thumbs.db", "desktop.ini")
MOST = 1000
"""Files looked at in one look; the others have their turn in the next."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as the disk shows it now; another `mark` is another content."""

    name: str
    mark: str
    written: int


def boxes(root: Path) -> list[str]:
    """The names of the folders under the root, one an agency's code; "" is the root itself."""
    if not root.is_dir():
        return []
    with os.scandir(root) as entries:
        inner = [one.name for one in entries if one.is_dir() and not one.name.startswith(".")]
    return ["", *sorted(inner)]


def look(box: Path) -> list[Seen]:
    """What lies in a box, the oldest first; half-copied files under a draft's name are passed."""
    with os.scandir(box) as entries:
        found = list(filter(None, map(_seen, entries)))
    return sorted(found, key=lambda one: (one.written, one.name))[:MOST]


def _seen(entry: "os.DirEntry[str]") -> Seen | None:
    low = entry.name.lower()
    if entry.name.startswith((".", "~")) or low.endswith(UNFINISHED) or low in CLUTTER:
        return None
    try:
        if entry.is_dir(follow_symlinks=False):
            return None
        told = entry.stat(follow_symlinks=False)
        return Seen(_spoken(entry), _mark(told), told.st_mtime_ns)
    except OSError:  # it was taken away while we looked
        return None


def _spoken(entry: "os.DirEntry[str]") -> str:
    """A name that a row can hold; one in no alphabet is renamed where it lies."""
    try:
        entry.name.encode()
    except UnicodeEncodeError:
        plain = os.fsencode(entry.name).decode("latin-1")
        Path(entry.path).rename(Path(entry.path).with_name(plain))
        return plain
    return entry.name


def _mark(told: os.stat_result) -> str:
    return f"{told.st_ino}:{told.st_size}:{told.st_mtime_ns}"


def mark_of(place: Path) -> str:
    return _mark(place.lstat())


def read(place: Path) -> bytes:
    """The bytes of a plain file; a link, a pipe or a file over 50 MB is not opened at all."""
    told = place.lstat()
    if not stat.S_ISREG(told.st_mode):
        raise Refused("scan_not_a_file", "file")
    if told.st_size > limits.FILE:
        raise Refused("file_too_large", "file")
    handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as source:
        return source.read()


def where(box: Path, name: str, scan_id: int) -> Path:
    """Where a scan lies now: in the box, or already held by a try that was cut short."""
    held = box / HELD / str(scan_id)
    return held if held.exists() else box / name


def hold(box: Path, name: str, scan_id: int) -> Path:
    """Take a file out of the box, so that no scanner writes to its name any more."""
    held = box / HELD / str(scan_id)
    if not held.exists():
        held.parent.mkdir(exist_ok=True)
        (box / name).rename(held)
    return held


def let_go(box: Path, scan_id: int, mark: str) -> None:
    """Remove what is in the store and in a row; a file that grew since then is laid back."""
    held = box / HELD / str(scan_id)
    if not held.exists():
        return
    if mark_of(held) == mark:
        held.unlink()
    else:
        lay_back(box, scan_id)


def lay_back(box: Path, scan_id: int) -> None:
    """A held file that no row knows, or that is not what was taken, is a new file of the box."""
    (box / HELD / str(scan_id)).rename(box / f"khoi-phuc-{scan_id}-{os.urandom(3).hex()}")


def set_aside(box: Path, name: str, scan_id: int) -> None:
    """A dismissed file leaves the box and is kept, for whoever dismissed it in error."""
    place = where(box, name, scan_id)
    if place.exists():
        (box / ASIDE).mkdir(exist_ok=True)
        place.rename(box / ASIDE / f"{scan_id}-{name}"[:200])


def held_in(box: Path) -> Iterator[int]:
    """The scans whose files are held at this moment."""
    if (box / HELD).is_dir():
        yield from (int(one.name) for one in (box / HELD).iterdir() if one.name.isdecimal())
