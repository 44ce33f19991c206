"""A công văn as Nam saves it from his word processor: gaps for number, date and signature."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from server.typesetting import Sheet
from server.typesetting.drawing import draw
from server.typesetting.fonts import REGULAR, load
from server.typesetting.page import _leaves
from server.typesetting.rows import Mark, Text
from server.typesetting.sheet import tidy
from tests.typesetting.sheets import LETTER

FONTS = Path(__file__).parents[2] / "build" / "fonts"
DATE = "Hoằng Hóa, ngày      tháng      năm 2026"
TIMES = {
    "Tinos-Regular": "TimesNewRomanPSMT",
    "Tinos-Bold": "TimesNewRomanPS-BoldMT",
    "Tinos-Italic": "TimesNewRomanPS-ItalicMT",
    "Tinos-BoldItalic": "TimesNewRomanPS-BoldItalicMT",
}


def handed(sheet: Sheet = LETTER, date: str = DATE) -> bytes:
    """The page of a sheet as somebody's PDF, in Times New Roman."""
    load(FONTS)
    clean = tidy(replace(sheet, qr=None))
    leaves = [
        (n, [(y, replace(row, marks=_dated(row.marks, clean, date))) for y, row in page])
        for n, page in _leaves(clean)
    ]
    return edited(draw(clean, leaves), _in_times)


def _dated(marks: Sequence[Mark], sheet: Sheet, date: str) -> tuple[Mark, ...]:
    place = f"{sheet.place},"
    return tuple(
        replace(one, text=date) if isinstance(one, Text) and one.text == place else one
        for one in marks
    )


def _in_times(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        for key in ("/BaseFont", "/FontName"):
            if isinstance(thing, pikepdf.Dictionary) and key in thing:
                tag, _, name = str(thing[key])[1:].rpartition("+")
                thing[key] = pikepdf.Name(f"/{tag}+{TIMES.get(name, name)}")


def edited(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The same file with one thing changed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def said(words: str = "Chữ", x: float = 40, y: float = 50, before: str = "") -> bytes:
    """A small page with a line of embedded letters, and what is drawn before it."""
    load(FONTS)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 80), invariant=1, pageCompression=0)
    canvas._code.append(before)
    canvas.setFont(REGULAR, 13)
    canvas.drawString(x, y, words)
    canvas.save()
    return out.getvalue()
