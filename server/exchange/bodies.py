"""An envelope's bytes: a small one in memory, a large one on the disk, read a piece at a time.

With 200 MiB of files it has 267 MiB, and neither who sends it nor who takes it needs them at once.
"""

import mmap
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from server.exchange.envelope import MIB
from server.files import Body
from server.office import office

HEAVY = 16 * MIB
"""An envelope from here on is laid on the disk, and takes twice its size of memory while it is
read."""

BLOCK = 3 << 18
"""Bytes in one piece; base64 makes four of three."""


@contextmanager
def on_disk(fill: Callable[[BinaryIO], object]) -> Iterator[Body]:
    """What is written there, for as long as it is worked with; it never has a name."""
    with tempfile.TemporaryFile(dir=office().home) as file:
        fill(file)
        file.flush()
        if not file.tell():
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as body:
            yield body


def pieces(body: Body, first: int = 0) -> Iterator[bytes]:
    """Its bytes from there on, one piece after the other."""
    return (body[at : at + BLOCK] for at in range(first, len(body), BLOCK))
