"""How long a record of sound is, by what it says of itself (in a child); 0 where it says nothing.

A list of contents has it where a paper has its pages (CF-04).
"""

from collections.abc import Callable

from server.uploads.inspecting.frames import behind_names, frame, lasts

LONGEST = 1_000_000
"""Eleven days of it nobody recorded: what says more says nothing."""


def seconds_of(kind: str, data: bytes) -> int:
    """Rounded up: a record of a breath is one second long."""
    said = _BY_KIND[kind](data)
    return min(-int(-said // 1), LONGEST) if said > 0 else 0


def _wav(data: bytes) -> float:
    at, rate, size = 12, 0, 0
    while at + 8 <= len(data):
        name, length = data[at : at + 4], _little(data[at + 4 : at + 8])
        rate = _little(data[at + 16 : at + 20]) if name == b"fmt " else rate
        size = length if name == b"data" else size
        at += 8 + length + length % 2
    return size / rate if rate else 0


def _mp3(data: bytes) -> float:
    at, said = behind_names(data), 0.0
    while size := frame(data, at):
        said, at = said + lasts(data, at), at + size
    return said


def _ogg(data: bytes) -> float:
    """By the count of samples on its last page; of Opus there are 48 000 a second."""
    first, last = data[:128], data.rfind(b"OggS")
    count = int.from_bytes(data[last + 6 : last + 14], "little", signed=True)
    vorbis = first.find(b"\x01vorbis")
    hertz = _little(first[vorbis + 12 : vorbis + 16]) if vorbis >= 0 else 0
    hertz = 48_000 if b"OpusHead" in first else hertz
    return count / hertz if hertz and count > 0 else 0


def _m4a(data: bytes) -> float:
    """The header of the film that sound is the only track of: its units a second, how many."""
    at = data.find(b"mvhd") + 4
    wide = 8 if data[at : at + 1] == b"\1" else 4
    units, count = at + 4 + 2 * wide, at + 8 + 2 * wide
    scale = int.from_bytes(data[units : units + 4], "big")
    return int.from_bytes(data[count : count + wide], "big") / scale if at > 3 and scale else 0


def _little(four: bytes) -> int:
    return int.from_bytes(four, "little")


_BY_KIND: dict[str, Callable[[bytes], float]] = {
    "audio/wav": _wav,
    "audio/mpeg": _mp3,
    "audio/ogg": _ogg,
    "audio/mp4": _m4a,
}
