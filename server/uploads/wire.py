"""How a file goes over the pipe to a child and how the answer comes back."""

import json
import struct
from collections.abc import Sequence
from typing import IO, Any

_HEAD = struct.Struct(">IQ")
"""The lengths of what is asked and of the bytes that follow."""


def send(out: IO[bytes], data: bytes, asked: dict[str, Any]) -> None:
    """A file, its `name`, and the `task` that is asked of the child."""
    spoken = json.dumps(asked).encode()
    out.write(_HEAD.pack(len(spoken), len(data)) + spoken)
    out.write(data)
    out.flush()


def receive(source: IO[bytes]) -> tuple[bytes, dict[str, Any]] | None:
    """The next file, or nothing when the parent has closed its end."""
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    length, size = _HEAD.unpack(head)
    asked = json.loads(source.read(length))
    return source.read(size), asked


def answer(out: IO[bytes], words: dict[str, Any], files: Sequence[bytes] = ()) -> None:
    """Words as one line of JSON, then the bytes of the files that were made."""
    said = {**words, "sizes": [len(one) for one in files]} if files else words
    out.write(json.dumps(said).encode() + b"\n")
    for one in files:
        out.write(one)
    out.flush()


def hear(source: IO[bytes]) -> dict[str, Any] | None:
    """One answer with its `files`, or nothing when the child has died."""
    line = source.readline()
    if not line.endswith(b"\n"):
        return None
    words: dict[str, Any] = json.loads(line)
    files = [source.read(size) for size in words.pop("sizes", ())]
    return words | {"files": files} if files else words
