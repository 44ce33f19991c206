"""A request takes a thread once it is here: whoever sends drop by drop holds up nobody.

gunicorn gives a thread to whoever has said a first byte, and that thread waits for the rest: two
hundred lines that each said half a header shut the door for everybody, for as long as they liked.
Here the one loop that looks after all lines waits for a header and a form; only what is larger (a
file) is read by a thread, and files never have all of them. (PEERS §4, 27)
"""

import contextlib
import re
import selectors
import socket
import struct
import time
from collections import deque
from functools import partial
from typing import Any

from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

FORM = 16 * 1024
"""Bytes of a body that is awaited: with its header it lies in the kernel's buffer, unread."""
HEADER = 32 * 1024
"""Bytes without the end of a header that are awaited; what is longer a thread reads and refuses."""
SILENT, HALF = 10, 60
"""Seconds until a line is given up that says nothing, or does not end what it began."""
SPARE = 4
"""One thread in so many is kept from files that are on their way."""
SLOWEST, LONGEST = 4 * 1024, 3600
"""Bytes a second of a file, which a commune's 64 kbit/s have twice; and seconds at most."""
REST, IDLE = 1 << 30, 10
"""Bytes that are still taken of a body which was refused unread, and seconds without one."""
UNKNOWN = 1 << 20
"""A body in chunks does not say how long it is."""
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)


def lacking(said: bytes) -> int | None:
    """Bytes that a request still lacks, of which this is here; None while its header lacks some.

    A file is said to lack its whole length: it is not awaited."""
    end = said.find(b"\r\n\r\n")
    if end < 0:
        return UNKNOWN if len(said) > HEADER else None
    if CHUNKED.search(said, 0, end):
        return UNKNOWN
    found = LENGTH.search(said, 0, end)
    length = int(found[1]) if found else 0
    return length if length > FORM else max(0, length - (len(said) - end - 4))


def _peeked(line: socket.socket) -> bytes:
    """What lies there for whoever reads it."""
    try:
        return line.recv(HEADER + FORM, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return b""


def _wakes_at(line: socket.socket, many: int) -> None:
    """The loop hears of it when so many bytes are there (socket(7)), not of those it knows."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, many)


def _patience(line: socket.socket, which: int, seconds: int = HALF) -> None:
    """A thread that waits for this line, whatever it is for, waits no longer than this."""
    line.setsockopt(socket.SOL_SOCKET, which, struct.pack("ll", seconds, 0))


def _take_the_rest(conn: Any) -> None:
    """Who was told no before his file was read still sends it, and hears the no when he is done;
    closed under his hands, the line would break and the words be lost."""
    _patience(conn.sock, socket.SO_RCVTIMEO, IDLE)
    left = REST
    with contextlib.suppress(OSError, ParseException):
        while left > 0 and (said := conn.parser.mesg.body.read(UNKNOWN)):
            left -= len(said)


class Patient(ThreadWorker):
    """gunicorn's worker of threads, whose loop waits for requests to be here."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.silent: dict[Any, float] = {}
        self.coming: dict[Any, float] = {}
        self.files: dict[Any, float] = {}
        """Lines that said nothing, that said half, whose file a thread reads: given up when."""
        self.queued: deque[tuple[Any, int]] = deque()

    def enqueue_req(self, conn: Any) -> None:
        """A thread for this line as soon as its request is here."""
        said = _peeked(conn.sock)
        before = conn.parser.unreader.buf.getvalue() if conn.parser else b""
        left = lacking(before + said)
        if left is None or 0 < left <= FORM:
            self._waits(conn, len(said))
            return
        self.silent.pop(conn, None)
        self.coming.pop(conn, None)
        _wakes_at(conn.sock, 1)
        _patience(conn.sock, socket.SO_SNDTIMEO)
        conn.data_ready = True
        if left:
            self.queued.append((conn, left))
            self._next_file()
        else:
            super().enqueue_req(conn)

    def _waits(self, conn: Any, heard: int) -> None:
        if heard:
            self.silent.pop(conn, None)
            self.coming.setdefault(conn, time.monotonic() + HALF)
        else:
            self.silent.setdefault(conn, time.monotonic() + SILENT)
        _wakes_at(conn.sock, heard + 1)
        more = partial(self._says_more, conn, heard)
        self.poller.register(conn.sock, selectors.EVENT_READ, more)

    def _says_more(self, conn: Any, heard: int, line: socket.socket) -> None:
        """Woken by no more than there was, it is the end of the line that was heard."""
        if len(_peeked(line)) > heard:
            self.poller.unregister(line)
            self.enqueue_req(conn)
        else:
            self._gives_up(conn)

    def _gives_up(self, conn: Any) -> None:
        self.silent.pop(conn, None)
        self.coming.pop(conn, None)
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def _next_file(self) -> None:
        """A thread for the next file, while enough of them are left for everybody else."""
        if self.queued and len(self.files) < self.cfg.threads - self.cfg.threads // SPARE:
            conn, length = self.queued.popleft()
            _patience(conn.sock, socket.SO_RCVTIMEO)
            seconds = min(LONGEST, HALF + length // SLOWEST)
            self.files[conn] = time.monotonic() + seconds
            super().enqueue_req(conn)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """A file that was read makes room for the next; a line that ends is ended by a thread, for
        that waits until the other end has heard it, and the loop is everybody's."""
        if self.files.pop(conn, None):
            self._next_file()
        if fs.cancelled() or fs.exception() or not fs.result():
            self.nr_conns -= 1
            self.tpool.submit(conn.close, graceful=True)
        else:
            super().finish_request(conn, fs)

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """Of the lines that a thread reads: the loop keeps an eye on how long."""
        if conn in self.files:
            _take_the_rest(conn)
        return bool(super()._keepalive_after(conn, keepalive))

    def murder_pending(self) -> None:
        """Give up the lines whose time is over; whoever leaves waits for nobody who is silent."""
        super().murder_pending()
        at = time.monotonic()
        for kept in (self.silent, self.coming):
            for conn in [one for one, until in kept.items() if until <= at or self._leaves(kept)]:
                self._gives_up(conn)
        for conn in [one for one, until in self.files.items() if until <= at]:
            _ends(conn.sock)

    def _leaves(self, kept: dict[Any, float]) -> bool:
        return kept is self.silent and not self.alive


def _ends(line: socket.socket) -> None:
    """The thread that reads it is told that nothing more comes."""
    try:
        line.shutdown(socket.SHUT_RD)
    except OSError:  # it is gone already
        return
