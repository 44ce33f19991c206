"""An Engine.IO socket that writes at once and never waits for a slow reader (measured: LIVE.md).

It leans on private seams of engineio and simple-websocket (`_upgrade_websocket`,
`schedule_ping`, `_handle_events`): both are pinned exactly, and tests/entry drills the seams.
The stock socket has a queue and two threads for each page, and its writes interleave under load.
"""

import contextlib
import socket
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

import engineio.server
import engineio.socket
import simple_websocket
from engineio.exceptions import UnknownPacketError
from engineio.packet import CLOSE, Packet

from server.live.frames import GuardedSocket, InlineWebSocket, NoThread, frame
from server.live.pinger import Pinger

MAX_BACKLOG = 1 << 20
"""Bytes that may wait for a page; a slower one is dropped and comes back through a resync."""


class LeanSocket(engineio.socket.Socket):
    """One page's connection."""

    last_ping: float | None
    closing: bool
    closed: bool

    def __init__(self, server: Any, sid: str) -> None:
        super().__init__(server, sid)
        self._line: Any = None
        self._raw: Any = None
        self._lock = threading.Lock()
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._flushing = False
        if not hasattr(server, "pinger"):
            server.pinger = Pinger(server)

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
                self._line.sendall(data)
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
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        if self._line is None:
            super().close(wait, abort, reason)
            return
        if self.closed or self.closing:
            return
        self.closing = True
        why = reason or self.server.reason.SERVER_DISCONNECT
        self.server._trigger_event("disconnect", self.sid, why, run_async=False)
        if not abort:
            self._write(frame(Packet(CLOSE)))
        self.closed = True
        self._cut()

    def _upgrade_websocket(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> list[bytes]:
        """Serve the page in this request's thread until it leaves."""
        if self.upgraded:
            raise OSError("already upgraded")
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)  # deflate costs 60 % of the memory
        most = self.server.max_http_buffer_size
        line = InlineWebSocket(environ, max_message_size=most, thread_class=NoThread)
        self._take_over(line)
        try:
            self._listen(line)
        finally:
            self.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
            line.sock.close()
        return _farewell(line.mode)

    def _take_over(self, line: InlineWebSocket) -> None:
        self._line, self._raw = line.sock, getattr(line.sock, "_sock", line.sock)
        line.sock = GuardedSocket(line.sock, self._write)
        self.connected = self.upgraded = True
        while not self.queue.empty():
            packet = self.queue.get()
            self.queue.task_done()
            if packet is not None:
                self._write(frame(packet))

    def _listen(self, line: InlineWebSocket) -> None:
        while True:
            try:
                said = line.receive()
            except simple_websocket.ConnectionClosed:
                return
            if not self._heard(said):
                return

    def _heard(self, said: str | bytes) -> bool:
        """Take one message; whether to go on. A packet of no known kind is passed over."""
        try:
            self.receive(Packet(encoded_packet=said))
        except UnknownPacketError:
            return True
        except Exception:
            self.server.logger.exception("receive")
            return False
        return True


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
