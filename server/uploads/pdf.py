"""Judges a PDF: whole, open, quiet, of sensible size; and reads its text layer."""

import io
import time
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from server.uploads import limits
from server.uploads.actions import refuse_actions
from server.uploads.pages import count_pages
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
            signed = _judge(pdf)
    except pikepdf.PasswordError:
        raise Refused("file_encrypted", "file") from None
    except pikepdf.PdfError:
        raise Refused("file_broken", "file") from None
    return _text(data), signed


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


def _text(data: bytes) -> tuple[str, ...]:
    """The text layer page by page, until 200 000 letters or four seconds are spent."""
    texts, left, until = [], limits.TEXT, time.process_time() + limits.TEXT_SECONDS
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            is_open = left > 0 and time.process_time() < until
            texts.append(_page_text(document, number)[:left] if is_open else "")
            left -= len(texts[-1])
    finally:
        document.close()
    return tuple(texts)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    sheet = page.get_textpage()
    try:
        return tidy(sheet.get_text_range())
    finally:
        sheet.close()
        page.close()


def tidy(text: str) -> str:
    """One line end, one form of each letter (NFC), a hyphen where PDFium hides one, no controls."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("\ufffe", "-").replace("\x02", "-").replace("\u00a0", " ")
    kept = (
        c for c in plain if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn")
    )
    return unicodedata.normalize("NFC", "".join(kept))
