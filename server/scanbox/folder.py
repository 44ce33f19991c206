"""The disk's side of a scan box: what lies in it, and the one move that takes a file out of it.

A file is only ever moved by renaming inside its own folder, and only a file that is in the store
and in a row is removed: whatever moment the machine stops at, its bytes are still somewhere.
"""

import datetime as dt
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server.clock import now
from server.uploads import limits
from workflows import Refused

HELD, ASIDE = ".dang-nhan", ".khong-nhan"
"""Inside a box: files being taken in, and files that a clerk has dismissed."""

ITSELF = "."
"""The name of a box as a thing that lies in it: what is shown where the box cannot be read."""

UNFINISHED = (".part", ".partial", ".tmp", ".filepart", ".crdownload")
LEFT = dt.timedelta(hours=1)
"""A copy that nobody went on with for so long is broken off: shown as a scan that failed."""
CLUTTER = ("thumbs.db", "desktop.ini")


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


def look(root: Path, name: str) -> list[Seen]:
    """What lies in a box and in the folders that a scanner makes in it (one a day, one an
    official), the oldest first; a folder within that is closed to us is shown itself. Of the root
    the folders are the boxes."""
    box = root / name
    found, waiting = list[Seen](), [box]
    while waiting:
        here = waiting.pop()
        try:
            entries = _entries(here)
        except OSError:
            if here == box:
                raise
            found.extend(_seen(here, box))
            continue
        folders = [Path(one.path) for one in entries if _is_folder(one)]
        waiting.extend(folders if name else ())
        for one in entries:
            found.extend(() if _is_folder(one) else _seen(_spoken(one), box))
    return sorted(found, key=lambda one: (one.written, one.name))


def _entries(place: Path) -> list["os.DirEntry[str]"]:
    with os.scandir(place) as entries:
        return [one for one in entries if not one.name.startswith((".", "~"))]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    return entry.is_dir(follow_symlinks=False)


def _seen(place: Path, box: Path) -> Iterator[Seen]:
    """Not the machine's clutter, nor a copy under a draft's name that is still being made."""
    low = place.name.lower()
    try:
        told = place.lstat()
    except OSError:  # it was taken away while we looked
        return
    is_draft = low.endswith(UNFINISHED) and told.st_mtime > (now() - LEFT).timestamp()
    if low not in CLUTTER and not is_draft:
        yield Seen(str(place.relative_to(box)), _mark(told), told.st_mtime_ns)


def _spoken(entry: "os.DirEntry[str]") -> Path:
    """With a name that a row can hold; one in no alphabet is renamed where it lies."""
    try:
        entry.path.encode()
    except UnicodeEncodeError:
        plain = os.fsencode(entry.name).decode("latin-1")
        return Path(entry.path).rename(Path(entry.path).with_name(plain))
    return Path(entry.path)


def _mark(told: os.stat_result) -> str:
    return f"{told.st_ino}:{told.st_size}:{told.st_mtime_ns}"


def mark_of(place: Path) -> str:
    return _mark(place.lstat())


def read(place: Path) -> bytes:
    """The bytes of a plain file; a link, a pipe or a file over 50 MB is not opened at all.

    A folder that was closed to us either still is, or its files speak for themselves.
    """
    told = place.lstat()
    if stat.S_ISDIR(told.st_mode):
        _entries(place)
        raise FileNotFoundError(place)
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


def is_gone(box: Path, name: str, scan_id: int) -> bool:
    """Whether a file was taken out by hand; of a box that cannot be read nobody knows."""
    try:
        where(box, name, scan_id).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def set_aside(box: Path, name: str, scan_id: int) -> None:
    """A dismissed file leaves the box and is kept, for whoever dismissed it in error; a folder
    that was closed to us stays where it is."""
    place = where(box, name, scan_id)
    if place.exists() and not place.is_dir():
        (box / ASIDE).mkdir(exist_ok=True)
        place.rename(box / ASIDE / f"{scan_id}-{name.replace('/', '-')}"[:200])


def held_in(box: Path) -> Iterator[int]:
    """The scans whose files are held at this moment."""
    if (box / HELD).is_dir():
        yield from (int(one.name) for one in (box / HELD).iterdir() if one.name.isdecimal())
