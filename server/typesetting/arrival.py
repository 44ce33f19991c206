"""Dấu "ĐẾN" as Annex IV V of Decree 30/2020 has it carved: a frame of 50 × 35 mm."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from server.typesetting import fonts
from server.typesetting.fonts import BOLD, REGULAR, width
from server.typesetting.rows import MM

WIDE, HIGH = 50 * MM, 35 * MM
_RED = HexColor("#B42318")
_PAD, _SIZE, _LEAST = 2 * MM, 9.0, 5.0
_SPLIT = 18 * MM
"""Where the large word ends and number and day begin."""


@dataclass(frozen=True, slots=True)
class ArrivalStamp:
    """What is written into the frame."""

    agency: str
    number: str
    day: str
    passed_to: str
    case_file: str


@dataclass(frozen=True, slots=True)
class _Line:
    """Words at a height (mm) between two edges of the frame."""

    words: str
    up: float
    left: float = 0
    right: float = WIDE
    face: str = REGULAR
    size: float = _SIZE
    is_centred: bool = False


def draw_arrival(stamp: ArrivalStamp, folder: Path) -> bytes:
    """The stamp as a page of its own size, to be laid over the copy that is looked at."""
    fonts.load(folder)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDE, HIGH), invariant=1, initialFontName=REGULAR)
    canvas.setFillColor(_RED)
    canvas.setStrokeColor(_RED)
    canvas.setLineWidth(1.2)
    canvas.rect(0.8, 0.8, WIDE - 1.6, HIGH - 1.6)
    for line in (
        _Line(stamp.agency.upper(), 29, face=BOLD, is_centred=True),
        _Line("ĐẾN", 17.5, right=_SPLIT, face=BOLD, size=16.0, is_centred=True),
        _Line(f"Số: {stamp.number}", 21, _SPLIT),
        _Line(f"Ngày: {stamp.day}", 15.5, _SPLIT),
        _Line(f"Chuyển: {stamp.passed_to or '.' * 26}", 9.5),
        _Line(f"Số và ký hiệu HS: {stamp.case_file or '.' * 16}", 4),
    ):
        _write(canvas, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _write(canvas: Canvas, line: _Line) -> None:
    """One line between its edges, set smaller until it fits, as a hand would write it."""
    words, size, room = line.words, line.size, line.right - line.left - 2 * _PAD
    while size > _LEAST and width(words, line.face, size) > room:
        size -= 0.5
    while len(words) > 1 and width(words, line.face, size) > room:
        words = words[:-2].rstrip() + "…"
    canvas.setFont(line.face, size)
    if line.is_centred:
        canvas.drawCentredString((line.left + line.right) / 2, line.up * MM, words)
    else:
        canvas.drawString(line.left + _PAD, line.up * MM, words)
