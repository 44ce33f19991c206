"""Reads the text layer of a PDF, page by page, as one sees it."""

import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from server.uploads import limits

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
LOST = ("Cc", "Cf", "Cs", "Cn")


def read_text(data: bytes, filled: list[tuple[Box, str]]) -> tuple[str, ...]:
    """The text of each page (`texts_of`) of a PDF as its bytes are."""
    with opened(data) as document:
        return texts_of(document, filled)


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def texts_of(document: pypdfium2.PdfDocument, filled: list[tuple[Box, str]]) -> tuple[str, ...]:
    """The text of each page, until 200 000 letters or four seconds are spent.

    `filled`: what was written into the fields of page 1. Our own papers carry their number and
    date so; page 1 is then read row by row, with the fields where one sees them.
    """
    texts, left, until = [], limits.TEXT, time.process_time() + limits.TEXT_SECONDS
    for number in range(len(document)):
        is_open = left > 0 and time.process_time() < until
        text = _page_text(document, number, filled if number == 0 else []) if is_open else ""
        texts.append(tidy(text)[:left])
        left -= len(texts[-1])
    return tuple(texts)


def tidy(text: str) -> str:
    """One line end, one form of each letter (NFC), a hyphen where PDFium hides one, no controls."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("\ufffe", "-").replace("\x02", "-").replace("\u00a0", " ")
    if not plain.replace("\n", "").isprintable():  # asked letter by letter only where some is odd
        plain = "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in LOST)
    return unicodedata.normalize("NFC", plain)


def _page_text(document: pypdfium2.PdfDocument, number: int, filled: list[tuple[Box, str]]) -> str:
    page = document[number]
    sheet = page.get_textpage()
    try:
        return _rows(sheet, filled) if filled else sheet.get_text_range()
    finally:
        sheet.close()
        page.close()


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
