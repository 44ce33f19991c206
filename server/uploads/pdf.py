"""Judges a PDF: whole, open, quiet, of sensible size."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from server.uploads import limits
from server.uploads.actions import refuse_actions
from server.uploads.fields import fields
from server.uploads.pages import count_pages
from server.uploads.texts import read_text
from workflows.law import Refused

_DEFLATED = ("/FlateDecode", "/Fl")
_SWELL = 1040
"""A deflated byte never becomes more than this many."""


def examine_pdf(data: bytes) -> tuple[tuple[str, ...], bool]:
    """The text of each page and whether the file is signed; the file itself is never written."""
    try:
        with pikepdf.open(
            io.BytesIO(data),
            attempt_recovery=False,
            suppress_warnings=True,
            inherit_page_attributes=False,
        ) as pdf:
            signed, filled = _judge(pdf), fields(pdf)
    except pikepdf.PasswordError:
        raise Refused("file_encrypted", "file") from None
    except pikepdf.PdfError:
        raise Refused("file_broken", "file") from None
    return read_text(data, filled), signed


def _judge(pdf: pikepdf.Pdf) -> bool:
    if pdf.is_encrypted:
        raise Refused("file_encrypted", "file")
    if len(pdf.objects) > limits.OBJECTS:
        raise Refused("file_too_complex", "file")
    signed = refuse_actions(pdf)
    count_pages(pdf)
    _weigh(pdf)
    return signed


def _weigh(pdf: pikepdf.Pdf) -> None:
    """No picture over 100 megapixels, no stream that swells: measured before anybody unpacks it."""
    left = limits.UNPACKED
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        if thing.get("/Subtype") == "/Image":
            if int(thing.get("/Width", 0)) * int(thing.get("/Height", 0)) > limits.PIXELS:
                raise Refused("image_too_large", "file")
        else:
            left -= _swelling(thing, left)


def _swelling(stream: Any, most: int) -> int:
    """How many bytes a packed stream really has, or `archive_bomb` beyond `most`."""
    filters = stream.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    deflated = sum(name in _DEFLATED for name in names)
    if int(stream.get("/Length", 0)) * _SWELL**deflated < limits.SMALL:
        return 0
    blocks, size = iter([stream.read_raw_bytes()]), 0
    for _ in range(deflated):
        blocks = _inflated(blocks)
    for block in blocks:
        size += len(block)
        if size > most:
            raise Refused("archive_bomb", "file")
    return size


def _inflated(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Unpacked block by block, so that a bomb is counted and never held."""
    machine = zlib.decompressobj()
    for block in blocks:
        left = block
        while left:
            try:
                yield machine.decompress(left, limits.MIB)
            except zlib.error:
                return
            left = machine.unconsumed_tail
