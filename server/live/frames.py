"""WebSocket on the wire: a packet becomes one frame, the same bytes for every listener."""

import os
import socket
import struct
from collections.abc import Callable
from typing import Any

import simple_websocket
from engineio.packet import Packet
from wsproto.utilities import ProtocolError

TEXT, BINARY = 0x81, 0x82
"""First byte of a whole, unmasked frame (RFC 6455 §5.2)."""


def frame(packet: Packet) -> bytes:
    """The frame of `packet`, made once and kept on it: an event to 300 pages is encoded once."""
    kept = getattr(packet, "_frame", None)
    if kept is None:
        kept = packet._frame = _framed(packet.encode())
    return kept


def _framed(content: str | bytes) -> bytes:
    if isinstance(content, str):
        data, kind = content.encode(), TEXT
    else:
        data, kind = bytes(content), BINARY
    return _head(kind, len(data)) + data


def _head(kind: int, length: int) -> bytes:
    if length < 126:
        return bytes((kind, length))
    if length < 1 << 16:
        return struct.pack("!BBH", kind, 126, length)
    return struct.pack("!BBQ", kind, 127, length)


class Nobody:
    """Stands in for simple-websocket's reading thread, and for the event that wakes who waits for
    it: here one thread hears all pages (`listener`)."""

    def __init__(self, target: Callable[[], None] | None = None) -> None:
        self.name = ""

    def start(self) -> None:
        """Nothing."""

    def set(self) -> None:
        """Nothing."""


class GuardedSocket:
    """Control frames (ping, close) leave by the same locked path as events, never between them."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write

    def send(self, data: bytes) -> int:
        self._write(bytes(data))
        return len(data)


class Line(simple_websocket.Server):
    """A WebSocket that is read when something has come. Once hands are shaken it lets go of all
    that is needed for that alone: hundreds of them lie open."""

    connected: bool
    ws: Any
    sock: Any
    input_buffer: list[str | bytes]

    def __init__(self, environ: dict[str, Any], most: int) -> None:
        made = {"thread_class": Nobody, "event_class": Nobody, "max_message_size": most}
        super().__init__(environ, **made)
        self.ws, self.environ = self.ws.connection, None

    def taken_from_its_server(self, write: Callable[[bytes], None]) -> socket.socket:
        """The socket, which the web server would close when the request is over; it is left one
        whose other end is closed, so that it takes the page for gone."""
        taken = self.sock.dup()
        left, closed = socket.socketpair()
        closed.close()
        os.dup2(left.fileno(), self.sock.fileno(), inheritable=False)
        left.close()
        self.sock = GuardedSocket(write)
        return taken

    def hears(self, data: bytes) -> tuple[list[str | bytes], bool]:
        """What was said by that, and whether the page is still there."""
        try:
            self.ws.receive_data(data)
            there = bool(data) and self._handle_events()
        except ProtocolError:
            there = False
        said, self.input_buffer = self.input_buffer, []
        return said, there
