"""A line into a room by which one only hears, and when the kernel had each word.

When a word reached a delegate is when his machine had it, and five hundred delegates have five
hundred machines: the moment is the one that the kernel notes as it lays the bytes into his socket,
not the one at which the bench's one process comes to read them, the five hundredth last.
"""

import socket
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

PATIENCE = 60.0
STAMPED = 35
"""SO_TIMESTAMPNS of Linux, which Python has no name for: with what is read comes when it arrived,
in seconds and nanoseconds of the wall clock."""

_UPGRADE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
_HEAD_ENDS = b"\r\n\r\n"


@contextmanager
def kernel_noting() -> Iterator[None]:
    """The kernel notes arrivals while some socket asks for it, and begins a moment after the first
    one did: here one waits for that, and goes on asking until the end."""
    with (
        socket.create_server(("127.0.0.1", 0)) as house,
        socket.create_connection(house.getsockname()) as end,
        house.accept()[0] as asking,
    ):
        asking.setsockopt(socket.SOL_SOCKET, STAMPED, 1)
        is_noted = False
        while not is_noted:
            end.sendall(b".")
            is_noted = bool(asking.recvmsg(1, 64)[1])
        yield


class Ear:
    """Engine.IO's words over one WebSocket, without any client's work on them."""

    def __init__(self, url: str) -> None:
        at = urlsplit(url)
        self.line = socket.create_connection((at.hostname, at.port), PATIENCE)
        self.line.setsockopt(socket.SOL_SOCKET, STAMPED, 1)
        self.line.sendall(_UPGRADE.format(at.netloc).encode())
        self._held = b""
        while _HEAD_ENDS not in self._held:
            self._held += self.line.recv(4096)
        self._held = self._held.split(_HEAD_ENDS, 1)[1]

    def hears(self) -> tuple[float, list[bytes]]:
        """What lies in its socket now, and when that came, in milliseconds of the wall clock."""
        said, notes, *_ = self.line.recvmsg(65536, 64)
        if not said:
            raise ConnectionError("the house hung up")
        self._held += said
        return _moment(notes), list(self.held())

    def held(self) -> Iterator[bytes]:
        """The whole words that are here already."""
        while (ends := _ends(self._held)) is not None:
            begins, end = ends
            word, self._held = self._held[begins:end], self._held[end:]
            yield word

    def says(self, word: str) -> None:
        """A page's frames are masked; a mask of zeros is one."""
        data = word.encode()
        size = bytes([0x80 | len(data)]) if len(data) < 126 else struct.pack(">BH", 0xFE, len(data))
        self.line.sendall(b"\x81" + size + bytes(4) + data)


def _moment(notes: Sequence[tuple[int, int, bytes]]) -> float:
    """As the kernel noted it."""
    (said,) = [data for _level, kind, data in notes if kind == STAMPED]
    seconds, nanoseconds = struct.unpack("qq", said)
    return float(seconds * 1_000 + nanoseconds / 1_000_000)


def _ends(held: bytes) -> tuple[int, int] | None:
    """Where the first whole word of a house begins and ends."""
    if len(held) < 2:
        return None
    size, begins = held[1] & 127, 2
    if size > 125:
        begins = 4 if size == 126 else 10
        size = int.from_bytes(held[2:begins])
    return (begins, begins + size) if len(held) >= begins + size else None
