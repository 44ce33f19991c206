"""Trích sao: the form of a paper made anew around the parts that were chosen (article 25.3b)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from server.typesetting.fonts import ITALIC, REGULAR, width
from server.typesetting.page import typeset
from server.typesetting.rows import PAGE_HEIGHT, PAGE_WIDTH
from server.typesetting.sheet import Sheet, tidy
from signing import Box, Places

SIGNED = "(Đã ký)"
"""In the place of the signature: who signed the paper signed no extract."""
_SIZE, _DROP = 13, 4
"""As number and date are written into their fields (SIGNING §1)."""


@dataclass(frozen=True, slots=True)
class Extract:
    """Which paragraphs, counted from 1, of a paper with this number and date."""

    sheet: Sheet
    parts: frozenset[int]
    number: str
    date: str


def parts_of(sheet: Sheet) -> tuple[str, ...]:
    """What may be chosen: the paragraphs as they are printed, numbers and all."""
    return tidy(sheet).body


def has_parts_beside(sheet: Sheet) -> bool:
    """Whether annexes are left out of every extract."""
    return bool(tidy(sheet).annexes)


def extracted(one: Extract, fonts: Path) -> bytes:
    """Head, chosen paragraphs and end, with number and date as the paper has them; no QR."""
    made = typeset(_only(one.sheet, one.parts), fonts)
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        for n, page in enumerate(pdf.pages):
            words = [it for it in _written(one, made.places) if it[0].page % len(pdf.pages) == n]
            if words:
                with pikepdf.open(BytesIO(_drawn(words))) as over:
                    page.add_overlay(over.pages[0], None)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _only(sheet: Sheet, parts: Collection[int]) -> Sheet:
    """Annexes stay out, and what is counted was counted in the whole text."""
    body = tuple(text for n, text in enumerate(tidy(sheet).body, start=1) if n in parts)
    return replace(sheet, body=body, annexes=(), qr=None)


_Word = tuple[Box, float, str, str]
"""In which box, from which x, what, in which face."""


def _written(one: Extract, places: Places) -> Iterator[_Word]:
    number, date = places.number, places.date
    yield number, number.x1 - width(one.number, REGULAR, _SIZE), one.number, REGULAR
    if date is not None:
        yield date, date.x0, one.date, ITALIC
    for person in (places.person, *(mark for mark, _seal in places.others)):
        middle = (person.x0 + person.x1) / 2
        yield person, middle - width(SIGNED, ITALIC, _SIZE) / 2, SIGNED, ITALIC


def _drawn(words: list[_Word]) -> bytes:
    out = BytesIO()
    size = (PAGE_WIDTH, PAGE_HEIGHT)
    canvas = Canvas(out, pagesize=size, invariant=1, initialFontName=REGULAR)
    for box, x, text, face in words:
        canvas.setFont(face, _SIZE)
        low = box.y0 + (box.height / 2 if text == SIGNED else _DROP)
        canvas.drawString(x, low, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
