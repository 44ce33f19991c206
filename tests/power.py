"""A power cut, played again: what SQLite wrote and synced is noted, and the disk laid as it may be.

SQLite is watched at its own door to the system (its VFS): each write, each cut to length, each
sync, in order. After a cut there is on the disk all that was synced before it, and of what was
written since any part in any order, a torn one too, for the kernel owes nobody more.
"""

import _sqlite3
import ctypes
import random
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KEPT = ("", "-wal")
"""The database and its log; the index of the log (`-shm`) is made anew."""

_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
"""The name goes on as the address that came: SQLite looks there as long as the file is open."""
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_CUT = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Methods(Structure):
    """`sqlite3_io_methods`: what a file can do."""

    _fields_ = (
        ("version", c_int), ("close", c_void_p), ("read", c_void_p), ("write", c_void_p),
        ("truncate", c_void_p), ("sync", c_void_p), ("more", c_void_p * 12),
    )  # fmt: skip


class _File(Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


class _Vfs(Structure):
    """`sqlite3_vfs`: how a file is opened."""

    _fields_ = (
        ("version", c_int), ("size", c_int), ("longest", c_int), ("next", c_void_p),
        ("name", c_char_p), ("data", c_void_p), ("open", c_void_p),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """A file's name ("" or "-wal"), and bytes written at a place, or a length, or a sync; or what
    was said to be done by then."""

    name: str
    at: int = 0
    data: bytes | None = None
    synced: bool = False
    said: int | None = None


@dataclass
class Tape:
    """All that was done to the files of one database while it was watched."""

    place: Path
    began: dict[str, bytes] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    _kept: list[Any] = field(default_factory=list)
    """What the library calls must live as long as the lines that it calls from."""

    def says(self, what: int) -> None:
        """Somebody was told now that it is done."""
        self.deeds.append(Deed("said", said=what))

    def watches(self, file: int, name: str) -> None:
        """The file that was just opened at this address, whose every change is noted from now."""
        head = cast(file, POINTER(_File)).contents
        old = head.methods.contents
        methods = _Methods.from_buffer_copy(old)
        write, cut, sync = _WRITE(old.write), _CUT(old.truncate), _SYNC(old.sync)

        def writes(one: int, data: int, size: int, at: int) -> int:
            self.deeds.append(Deed(name, at, ctypes.string_at(data, size)))
            return int(write(one, data, size, at))

        def cuts(one: int, length: int) -> int:
            self.deeds.append(Deed(name, length))
            return int(cut(one, length))

        def syncs(one: int, how: int) -> int:
            done = int(sync(one, how))
            self.deeds.append(Deed(name, synced=True))
            return done

        calls = (_WRITE(writes), _CUT(cuts), _SYNC(syncs))
        methods.write, methods.truncate, methods.sync = (cast(it, c_void_p).value for it in calls)
        self._kept += [methods, *calls]
        head.methods = ctypes.pointer(methods)

    def cuts(self, dice: random.Random, many: int) -> Iterator[tuple[int, dict[str, bytes]]]:
        """At so many places, what was said to be done by then and how the disk may lie."""
        places = set(dice.sample(range(len(self.deeds)), min(many, len(self.deeds))))
        sure, since = {n: bytearray(it) for n, it in self.began.items()}, list[Deed]()
        said = 0
        for place, deed in enumerate(self.deeds):
            if place in places:
                yield said, _after(sure, since, dice)
            if deed.said is not None:
                said = deed.said
            elif deed.synced:
                for one in (it for it in since if it.name == deed.name):
                    _do(sure, one)
                since = [it for it in since if it.name != deed.name]
            else:
                since.append(deed)


def _after(sure: dict[str, bytearray], since: list[Deed], dice: random.Random) -> dict[str, bytes]:
    lies = {name: bytearray(it) for name, it in sure.items()}
    share = dice.choice((0.0, 0.3, 0.7, 1.0))
    for deed in since:
        if dice.random() < share:
            _do(lies, deed, dice.random() if dice.random() < 0.2 else 1.0)
    return {name: bytes(it) for name, it in lies.items()}


def _do(lies: dict[str, bytearray], deed: Deed, share: float = 1.0) -> None:
    here = lies[deed.name]
    if deed.data is None:
        del here[deed.at :]
        return
    data = deed.data[: int(len(deed.data) * share)]
    if len(here) < deed.at:
        here.extend(bytes(deed.at - len(here)))
    here[deed.at : deed.at + len(data)] = data


@contextmanager
def watched(place: Path) -> Iterator[Tape]:
    """Whoever opens the database at `place` meanwhile is watched, as long as his line is open."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None).contents
    before, tape = vfs.open, Tape(place)
    opens = _OPEN(before)
    names = {f"{place}{name}": name for name in KEPT}
    tape.began = {
        name: Path(path).read_bytes() if Path(path).exists() else b""
        for path, name in names.items()
    }

    def opened(system: int, path: int | None, file: int, flags: int, out: Any) -> int:
        done = int(opens(system, path, file, flags, out))
        name = ctypes.string_at(path).decode() if path else ""
        if not done and name in names:
            tape.watches(file, names[name])
        return done

    call = _OPEN(opened)
    tape._kept.append(call)
    vfs.open = cast(call, c_void_p).value
    try:
        yield tape
    finally:
        vfs.open = before
        _ALL.append(tape)


_ALL: list[Tape] = []
"""Lines that were opened meanwhile may outlive the watch."""
