"""While the room is spoken to, whatever signs on this machine holds still (LIVE §1, DESIGN §11.16).

The lowest niceness gives a word the core at once, and yet a page turn took a third longer beside a
signer on the other core (docs/figures.md). So from the press to the last delegate the children,
whoever's they are, do nothing. A few bytes that the processes of one office share say until when:
nobody is asked, and nobody is waited for.
"""

import mmap
import signal
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST = 0.03
"""Seconds that a child holds still at a time, for one word or for many; so long, too, for one whose
speaker was killed in the midst of it."""

WORKS = 0.01
"""And seconds that it then works at least: of five hundred votes it keeps a quarter of its time."""

LOOKS = 0.001
"""Seconds from look to look: a page turn takes ten times that."""

_UNTIL = struct.Struct("d")


class Slate:
    """Until when it is to be quiet, by the machine's clock, which all processes share. What is
    further away than `MOST` was written before the machine was started anew."""

    def __init__(self, place: Path) -> None:
        with place.open("r+b") as file:
            self._bytes = mmap.mmap(file.fileno(), _UNTIL.size)

    def write(self, until: float) -> None:
        _UNTIL.pack_into(self._bytes, 0, until)

    def is_quiet(self) -> bool:
        (until,) = _UNTIL.unpack_from(self._bytes)
        return bool(0 < until - time.monotonic() <= MOST)


class Speaker:
    """Who speaks to the room in this process: some at a time."""

    def __init__(self, place: Path) -> None:
        self.place = place
        with place.open("ab") as file:
            if file.tell() < _UNTIL.size:  # no hole: a full disk says so here, not in the midst
                file.write(bytes(_UNTIL.size))
        self._slate = Slate(place)
        self._lock = threading.Lock()
        self._speaking = 0

    def begins(self) -> None:
        with self._lock:
            self._speaking += 1
            self._slate.write(time.monotonic() + MOST)

    def ends(self) -> None:
        """The last of them lets the children go on, another process's speaker or not."""
        with self._lock:
            self._speaking -= 1
            if not self._speaking:
                self._slate.write(0)


class Hearer:
    """A child between two looks at the slate, as long as it works; its main thread does both. What
    it waits for meanwhile, a token's library say, is not broken off by a look."""

    def __init__(self, place: Path) -> None:
        self._slate = Slate(place)
        self._works = False
        signal.signal(signal.SIGALRM, self._look)
        signal.siginterrupt(signal.SIGALRM, False)

    @contextmanager
    def working(self) -> Iterator[None]:
        self._works = True
        self._next(LOOKS)
        try:
            yield
        finally:
            self._works = False
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _look(self, *_: object) -> None:
        """The next look is set only when this one is over: a sleep is not looked into."""
        began = time.monotonic()
        while self._slate.is_quiet() and time.monotonic() < began + MOST:
            time.sleep(LOOKS)
        self._next(WORKS if time.monotonic() > began + LOOKS else LOOKS)

    def _next(self, seconds: float) -> None:
        if self._works:
            signal.setitimer(signal.ITIMER_REAL, seconds)


_here: list[Speaker] = []


def lies_in(home: Path) -> None:
    """Where this office's processes have their slate."""
    _here[:] = [Speaker(home / "hush")]


def slate() -> Path:
    return _here[0].place


@contextmanager
def word() -> Iterator[None]:
    """Something is said to the room; a step of whoever says it, or what it decorates."""
    speaker = _here[0]
    speaker.begins()
    try:
        yield
    finally:
        speaker.ends()
