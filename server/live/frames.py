"""WebSocket on the wire: a packet becomes one frame, the same bytes for every listener."""

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


class NoThread:
    """Stands in for simple-websocket's reading thread: the request's own thread reads."""

    def __init__(self, target: Callable[[], None] | None = None) -> None:
        self.name = ""

    def start(self) -> None:
        """Nothing: `InlineWebSocket.receive` does the reading."""


class GuardedSocket:
    """Control frames (ping, close) leave by the same locked path as events, never between them."""

    def __init__(self, real: socket.socket, write: Callable[[bytes], None]) -> None:
        self.recv, self.close, self._write = real.recv, real.close, write

    def send(self, data: bytes) -> int:
        self._write(bytes(data))
        return len(data)


class InlineWebSocket(simple_websocket.Server):
    """A WebSocket read by the thread that waits for it: one thread a page instead of two."""

    connected: bool

    def receive(self, timeout: float | None = None) -> Any:
        """The next message; `ConnectionClosed` when there will be none."""
        while self.connected and not self.input_buffer:
            if not self._read():
                self.connected = False
        if self.input_buffer:
            return self.input_buffer.pop(0)
        raise simple_websocket.ConnectionClosed(self.close_reason, self.close_message)

    def _read(self) -> bool:
        """Take what has come; whether the other side is still there."""
        try:
            data = self.sock.recv(self.receive_bytes)
            if not data:
                return False
            self.ws.receive_data(data)
            return self._handle_events()
        except (OSError, ProtocolError):
            return False
