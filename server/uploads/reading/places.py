"""Where on the first page a word stands, so that a proposal can be shown on the paper."""

from ctypes import c_double
from typing import Any

import pypdfium2
from pypdfium2 import raw

from server.uploads.reading.texts import Box, tidy

Place = tuple[int, int, float, float, float, float]
"""First and last letter in the text, then left, top, right, bottom as parts of the page."""

LETTERS = 4000
"""Proposals are read from the head of a page; further down nobody asks where a word stands."""

_Word = tuple[str, Box]
HALVES = range(0xD800, 0xE000)
"""What PDFium gives of a letter beyond 16 bits: two halves, and no register's word has one."""


def word_places(document: pypdfium2.PdfDocument, text: str) -> tuple[Place, ...]:
    """The places of the words of page 1 in a PDF whose first page reads `text`."""
    if not text.strip():
        return ()
    page = document[0]
    sheet = page.get_textpage()
    try:
        if page.get_rotation():
            return ()
        return tuple(_placed(_words(sheet), text, page.get_bbox()))
    finally:
        sheet.close()
        page.close()


def _words(page: pypdfium2.PdfTextPage) -> list[_Word]:
    """The words in their order: how each reads, and what it covers. By PDFium's own calls: the
    helpers', letter by letter, took two thirds of the time that a letter was looked at."""
    words: list[_Word] = []
    boxes: list[Box] = []
    word, sheet, edges = "", page.raw, (c_double(), c_double(), c_double(), c_double())
    for index in range(min(page.count_chars(), LETTERS)):
        letter = _letter(sheet, index)
        if letter.strip():
            word += letter
            boxes.append(_box(sheet, index, edges))
        elif word:
            words.append((tidy(word), _around(boxes)))
            word, boxes = "", []
    return [*words, (tidy(word), _around(boxes))] if word else words


def _letter(sheet: Any, index: int) -> str:
    """A letter, or nothing where the page's text leaves it out."""
    if raw.FPDFText_GetTextIndexFromCharIndex(sheet, index) < 0:
        return ""
    code = raw.FPDFText_GetUnicode(sheet, index)
    return "" if code in HALVES else chr(code)


def _box(sheet: Any, index: int, edges: tuple[c_double, ...]) -> Box:
    """What a letter covers; `edges` are PDFium's to write in, the same ones for a whole page."""
    if not raw.FPDFText_GetCharBox(sheet, index, *edges):
        raise pypdfium2.PdfiumError("a letter that lies nowhere")
    left, right, bottom, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _around(boxes: list[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _placed(words: list[_Word], text: str, page: tuple[float, ...]) -> list[Place]:
    """Each word where it comes next in the text; one that reads otherwise there has no place."""
    left, bottom, right, top = page
    width, height, at = right - left, top - bottom, 0
    placed: list[Place] = []
    for word, (x0, y0, x1, y1) in words:
        start = text.find(word, at) if word else -1
        if start < 0:
            continue
        at = start + len(word)
        across = _part((x0 - left) / width), _part((x1 - left) / width)
        down = _part((top - y1) / height), _part((top - y0) / height)
        placed.append((start, at, across[0], down[0], across[1], down[1]))
    return placed


def _part(share: float) -> float:
    return round(min(max(share, 0.0), 1.0), 4)
