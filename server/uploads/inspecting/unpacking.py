"""Unpacks what the filters of a PDF packed, block by block, so that a bomb is never held."""

import base64
import re
import zlib
from collections.abc import Callable, Iterable, Iterator

from server.uploads import limits

Blocks = Iterable[bytes]


def inflated(blocks: Blocks) -> Iterator[bytes]:
    """Flate; what comes after a fault is no data to any reader."""
    machine = zlib.decompressobj()
    for block in blocks:
        left = block
        while left:
            try:
                yield machine.decompress(left, limits.MIB)
            except zlib.error:
                return
            left = machine.unconsumed_tail


def from_hex(blocks: Blocks) -> Iterator[bytes]:
    kept = b""
    for block in blocks:
        digits = kept + re.sub(rb"[^0-9A-Fa-f]", b"", block)
        even = len(digits) & ~1
        kept = digits[even:]
        yield bytes.fromhex(digits[:even].decode())


def from_85(blocks: Blocks) -> Iterator[bytes]:
    """Five letters say four bytes; `z` says four zeros."""
    kept = b""
    for block in blocks:
        letters = kept + re.sub(rb"[^!-u]", b"", block.split(b"~")[0].replace(b"z", b"!!!!!"))
        whole = len(letters) // 5 * 5
        kept = letters[whole:]
        for at in range(0, whole, 5 * 4096):
            try:
                yield base64.a85decode(letters[at : min(at + 5 * 4096, whole)])
            except ValueError:
                return


def from_runs(blocks: Blocks) -> Iterator[bytes]:
    """RunLength: two bytes may say 128."""
    data, at = b"".join(blocks), 0
    while at < len(data) and data[at] != 128:
        length = data[at]
        if length < 128:
            yield data[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            yield data[at + 1 : at + 2] * (257 - length)
            at += 2


class _Table:
    """The codes of LZW: 256 letters, 256 for a new table, 257 for the end, then what was seen."""

    def __init__(self) -> None:
        self.rows = [bytes([n]) for n in range(256)] + [b"", b""]
        self.last = b""

    @property
    def wide(self) -> int:
        """Bits of the next code; it grows one code early, as PDF has it."""
        return min(12, (len(self.rows) + 1).bit_length())

    def say(self, code: int) -> bytes:
        said = self.rows[code] if code < len(self.rows) else self.last + self.last[:1]
        if self.last and len(self.rows) < 4096:
            self.rows.append(self.last + said[:1])
        self.last = said
        return said


def from_lzw(blocks: Blocks) -> Iterator[bytes]:
    """A code says up to four thousand bytes."""
    table, held, kept = _Table(), 0, 0
    for byte in b"".join(blocks):
        held, kept = held << 8 | byte, kept + 8
        if kept < table.wide:
            continue
        kept -= table.wide
        code, held = held >> kept, held & (1 << kept) - 1
        if code == 257 or code > len(table.rows):
            return
        if code == 256:
            table = _Table()
        else:
            yield table.say(code)


UNPACKERS: dict[str, tuple[Callable[[Blocks], Iterator[bytes]], int]] = {
    "/FlateDecode": (inflated, 1040),
    "/Fl": (inflated, 1040),
    "/LZWDecode": (from_lzw, 2800),
    "/LZW": (from_lzw, 2800),
    "/RunLengthDecode": (from_runs, 64),
    "/RL": (from_runs, 64),
    "/ASCIIHexDecode": (from_hex, 1),
    "/AHx": (from_hex, 1),
    "/ASCII85Decode": (from_85, 4),
    "/A85": (from_85, 4),
}
"""By the filter's name: how it is unpacked, and the most bytes that one byte becomes."""
