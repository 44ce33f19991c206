"""Reads the text layer of a PDF, page by page, as one sees it."""

import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from server.uploads import limits

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
Leaf = tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]
LOST = ("Cc", "Cf", "Cs", "Cn")


def read_text(data: bytes, filled: list[tuple[Box, str]]) -> tuple[str, ...]:
    """The text of each page (`texts_of`) of a PDF as its bytes are."""
    with opened(data) as document, leaf(document, 0) as first:
        return texts_of(document, first, filled)


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


@contextmanager
def leaf(document: pypdfium2.PdfDocument, number: int) -> Iterator[Leaf]:
    """A page and what is written on it; to lay it out takes longer than to read it."""
    page = document[number]
    sheet = page.get_textpage()
    try:
        yield page, sheet
    finally:
        sheet.close()
        page.close()


def texts_of(
    document: pypdfium2.PdfDocument, first: Leaf, filled: list[tuple[Box, str]]
) -> tuple[str, ...]:
    """The text of each page, until 200 000 letters or four seconds are spent.

    `first`: page 1, open. `filled`: what was written into the fields of page 1. Our own papers
    carry their number and date so; page 1 is then read row by row, with the fields where one sees
    them.
    """
    until = time.process_time() + limits.TEXT_SECONDS
    said = tidy(_rows(first[1], filled) if filled else first[1].get_text_range())
    texts = [said[: limits.TEXT]]
    left = limits.TEXT - len(texts[0])
    for number in range(1, len(document)):
        is_open = left > 0 and time.process_time() < until
        texts.append(_page_text(document, number)[:left] if is_open else "")
        left -= len(texts[-1])
    return tuple(texts)


def tidy(text: str) -> str:
    """One line end, one form of each letter (NFC), a hyphen where PDFium hides one, no controls."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("\ufffe", "-").replace("\x02", "-").replace("\u00a0", " ")
    if not plain.replace("\n", "").isprintable():  # asked letter by letter only where some is odd
        plain = "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in LOST)
    return unicodedata.normalize("NFC", plain)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    with leaf(document, number) as (_page, sheet):
        return tidy(sheet.get_text_range())


def _rows(sheet: pypdfium2.PdfTextPage, filled: list[tuple[Box, str]]) -> str:
    """The pieces of a page from top to bottom; those at one height make one line."""
    boxes = [sheet.get_rect(number) for number in range(sheet.count_rects())]
    pieces = [(box, sheet.get_text_bounded(*box).strip()) for box in boxes] + filled
    rows: list[list[tuple[Box, str]]] = []
    for box, words in sorted(pieces, key=lambda piece: -(piece[0][1] + piece[0][3])):
        middle = (box[1] + box[3]) / 2
        is_level = bool(rows) and rows[-1][0][0][1] <= middle <= rows[-1][0][0][3]
        if is_level:
            rows[-1].append((box, words))
        else:
            rows.append([(box, words)])
    return "\n".join(" ".join(words for _box, words in sorted(row)) for row in rows)
