"""An Engine.IO socket that writes at once, never waits for a slow reader, and holds no thread.

It leans on private seams of engineio and simple-websocket (`_upgrade_websocket`,
`schedule_ping`, `_handle_events`): both are pinned exactly, and tests/entry drills the seams.
The stock socket has a queue and four threads for each page, and its writes interleave under load;
a thread for each costs 60 KiB (LIVE.md).
"""

import contextlib
import socket
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

import engineio.server
import engineio.socket
from engineio.exceptions import UnknownPacketError
from engineio.packet import CLOSE, PONG, Packet

from server.live.frames import Line, frame
from server.live.listener import Listener
from server.live.pinger import Pinger

MAX_BACKLOG = 1 << 20
"""Bytes that may wait for a page; a slower one is dropped and comes back through a resync."""

PONGS = str(PONG)

SHOWN = frozenset(
    {"REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT",
     "SERVER_PROTOCOL", "REMOTE_ADDR", "HTTP_HOST", "HTTP_COOKIE", "HTTP_AUTHORIZATION",
     "HTTP_USER_AGENT", "wsgi.url_scheme", "flask.app", "congso.auth"}
)  # fmt: skip
"""What is kept of a page's request: who speaks is asked by it at each word, and nothing else."""


class LeanSocket(engineio.socket.Socket):
    """One page's connection."""

    last_ping: float | None
    closing: bool
    closed: bool
    upgraded: bool
    queue: Any

    def __init__(self, server: Any, sid: str) -> None:
        super().__init__(server, sid)
        self._line: Line | None = None
        self._raw: Any = None
        self._lock = threading.Lock()
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._flushing = False
        self._came_by: dict[str, Any] = {}
        self._why = server.reason.TRANSPORT_CLOSE
        if not hasattr(server, "pinger"):
            server.pinger, server.listener = Pinger(server), Listener(server)

    def schedule_ping(self) -> None:
        if self.last_ping:
            self.last_ping = None
            self.server.pinger.add(self)

    def send(self, pkt: Packet) -> None:
        """Write now; before the upgrade, as the stock socket does."""
        if self._line is None:
            super().send(pkt)
        elif not self.closed and self.check_ping_timeout():
            self._write(frame(pkt))

    def _write(self, data: bytes) -> None:
        """Hand `data` to the kernel if it takes it at once; else a task of this page's own does."""
        with self._lock:
            rest = data if self._waiting else data[self._sent(data) :]
            if not rest:
                return
            self._waiting.append(rest)
            self._bytes += len(rest)
            too_slow = self._bytes > MAX_BACKLOG
            start = not (self._flushing or too_slow)
            self._flushing = self._flushing or start
        if too_slow:
            self._cut()
        elif start:
            self.server.start_background_task(self._flush)

    def _sent(self, data: bytes) -> int:
        """How many bytes went; a broken line takes them all, its reader will notice."""
        try:
            return int(self._raw.send(data, socket.MSG_DONTWAIT))
        except BlockingIOError:
            return 0
        except OSError:
            return len(data)

    def _flush(self) -> None:
        while data := self._next():
            try:
                self._raw.sendall(data)
            except OSError:
                self._give_up()
                return
            with self._lock:
                self._waiting.popleft()
                self._bytes -= len(data)

    def _next(self) -> bytes | None:
        with self._lock:
            self._flushing = bool(self._waiting)
            return self._waiting[0] if self._waiting else None

    def _give_up(self) -> None:
        with self._lock:
            self._waiting.clear()
            self._bytes = 0
            self._flushing = False
        self._cut()

    def _cut(self) -> None:
        """The listener hears that it is over, and closes."""
        with contextlib.suppress(OSError):
            self._raw.shutdown(socket.SHUT_RDWR)

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """Send the page away. Whoever asks does not wait until the office has noted it: he may be
        in the middle of saying something to hundreds."""
        if self._line is None:
            super().close(wait, abort, reason)
            return
        if self.closed or self.closing:
            return
        self._why = reason or self.server.reason.SERVER_DISCONNECT
        if not abort:
            self._write(frame(Packet(CLOSE)))
        self.closing = self.closed = True
        self._cut()

    def _upgrade_websocket(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> list[bytes]:
        """Take the page over from the web server; this request is then done."""
        if self.upgraded:
            raise OSError("already upgraded")
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)  # deflate costs 60 % of the memory
        line = Line(environ, self.server.max_http_buffer_size)
        self._raw, self._line = line.taken_from_its_server(self._write), line
        self._came_by = environ
        self._forget()
        self.connected = self.upgraded = True
        while not self.queue.empty():
            self._write(frame(self.queue.get()))
        self.queue = None
        self.server.listener.add(self)
        return _farewell(line.mode)

    def fileno(self) -> int:
        return int(self._raw.fileno())

    def hears(self) -> tuple[list[str | bytes], bool]:
        """What has come and is to be answered, and whether the page is still there."""
        assert self._line is not None
        try:
            said, there = self._line.hears(self._raw.recv(4096, socket.MSG_DONTWAIT))
        except BlockingIOError:
            return [], True
        except OSError:
            return [], False
        if PONGS in said:
            self.schedule_ping()
        return [one for one in said if one != PONGS], there

    def answers(self, said: str | bytes) -> None:
        """Take one message. A packet of no known kind is passed over."""
        try:
            self.receive(Packet(encoded_packet=said))
        except UnknownPacketError:
            return
        except Exception:
            self.server.logger.exception("receive")
            self._cut()
        finally:
            self._forget()

    def _forget(self) -> None:
        """What nobody asks of a page's request later; Flask leaves its own in it at each word."""
        for name in self._came_by.keys() - SHOWN:
            del self._came_by[name]

    def leaves(self) -> None:
        """The page is gone, and nothing that it said is left to be answered."""
        self.closing = self.closed = True
        self._raw.close()
        self.server._trigger_event("disconnect", self.sid, self._why, run_async=False)
        self.server.sockets.pop(self.sid, None)


def _farewell(mode: str) -> list[bytes]:
    """The way each server is told that a request's connection is gone."""
    if mode == "gunicorn":
        raise StopIteration
    if mode == "werkzeug":
        raise ConnectionError
    return []


def install() -> None:
    """Every Engine.IO server made from now on uses the lean socket."""
    engineio.server.socket.Socket = LeanSocket
