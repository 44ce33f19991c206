"""How a file goes over the pipe to a child and how the answer comes back."""

import json
import struct
from typing import IO, Any

_HEAD = struct.Struct(">IQ")
"""The lengths of the name and of the bytes that follow."""


def send(out: IO[bytes], data: bytes, name: str) -> None:
    spoken = name.encode("utf-8", "replace")
    out.write(_HEAD.pack(len(spoken), len(data)) + spoken)
    out.write(data)
    out.flush()


def receive(source: IO[bytes]) -> tuple[bytes, str] | None:
    """The next file, or nothing when the parent has closed its end."""
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    name, size = _HEAD.unpack(head)
    spoken = source.read(name).decode()
    return source.read(size), spoken


def answer(out: IO[bytes], words: dict[str, Any]) -> None:
    out.write(json.dumps(words).encode() + b"\n")
    out.flush()


def hear(source: IO[bytes]) -> dict[str, Any] | None:
    """One answer, or nothing when the child has died."""
    line = source.readline()
    return json.loads(line) if line.endswith(b"\n") else None
