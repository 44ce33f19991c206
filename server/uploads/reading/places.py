"""Where on the first page a word stands, so that a proposal can be shown on the paper."""

import re
from ctypes import c_double, c_ushort
from typing import Any

import pypdfium2
from pypdfium2 import raw

from server.uploads.reading.texts import Box, Leaf, tidy

Place = tuple[int, int, float, float, float, float]
"""First and last letter in the text, then left, top, right, bottom as parts of the page."""

LETTERS = 4000
"""Proposals are read from the head of a page; further down nobody asks where a word stands."""

_Word = tuple[str, Box]
_WORD = re.compile(r"\S+")
GAP = " "
HALVES = range(0xD800, 0xE000)
"""What PDFium gives of a letter beyond 16 bits: two halves, and no register's word has one."""


def word_places(leaf: Leaf, text: str) -> tuple[Place, ...]:
    """The places of the words of page 1 in a PDF whose first page reads `text`."""
    page, sheet = leaf
    if page.get_rotation() or not text.strip():
        return ()
    return tuple(_placed(_words(sheet), text, page.get_bbox()))


def _words(page: pypdfium2.PdfTextPage) -> list[_Word]:
    """The words in their order: how each reads, and what it covers. By PDFium's own calls: the
    helpers', letter by letter, took two thirds of the time that a letter was looked at."""
    sheet, edges = page.raw, (c_double(), c_double(), c_double(), c_double())
    letters = _letters(sheet, min(page.count_chars(), LETTERS))
    found = [(one[0], _pieces(sheet, *one.span(), edges)) for one in _WORD.finditer(letters)]
    return [(tidy(word), _around(pieces)) for word, pieces in found if pieces]


def _letters(sheet: Any, count: int) -> str:
    """As many as the page has, a gap where its text leaves one out: asked for at once, and one by
    one only where that is not as many."""
    units = (c_ushort * (count + 1))()
    raw.FPDFText_GetText(sheet, 0, count, units)
    text = bytes(units)[: 2 * count].decode("utf-16-le", "ignore")
    if len(text) == count and "\0" not in text:
        return text
    return "".join(_letter(sheet, index) for index in range(count))


def _letter(sheet: Any, index: int) -> str:
    if raw.FPDFText_GetTextIndexFromCharIndex(sheet, index) < 0:
        return GAP
    code = raw.FPDFText_GetUnicode(sheet, index)
    return GAP if code in HALVES else chr(code)


def _pieces(sheet: Any, start: int, end: int, edges: tuple[c_double, ...]) -> list[Box]:
    """What the letters of a word cover, those beside one another as one; none of a word that lies
    nowhere. `edges` are PDFium's to write in, the same ones for a whole page."""
    left, top, right, bottom = edges
    boxes = []
    for number in range(raw.FPDFText_CountRects(sheet, start, end - start)):
        raw.FPDFText_GetRect(sheet, number, left, top, right, bottom)
        boxes.append((left.value, bottom.value, right.value, top.value))
    return boxes


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
