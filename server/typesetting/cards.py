"""Name cards for a table: two on a sheet, each folded once, so that both sides tell the name."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from server.typesetting.books import wrapped
from server.typesetting.fonts import BOLD, REGULAR, load, width

WIDE, HIGH = A4
HALF = HIGH / 4
"""A face of a card: the sheet is cut in the middle, each part folded in its own."""
ROOM = WIDE - 30 * mm
LARGEST, POST, SEAT = 46.0, 17.0, 13.0


@dataclass(frozen=True, slots=True)
class Card:
    """Who sits there, as what, and on which seat, if the room has a plan."""

    name: str
    post: str
    seat: str


def cards(people: Sequence[Card], fonts: Path) -> bytes:
    """The same people give the same bytes."""
    load(fonts)
    made = BytesIO()
    page = Canvas(made, pagesize=A4, invariant=1)
    page.setTitle("Thẻ tên đại biểu")
    for n, one in enumerate(people):
        if n and n % 2 == 0:
            page.showPage()
        _card(page, one, HIGH / 2 * (1 - n % 2))
    page.save()
    return made.getvalue()


def _card(page: Canvas, one: Card, low: float) -> None:
    """The lower half upright, the upper one on its head; lines where to fold and to cut."""
    _line(page, low + HALF, (1, 3))
    _line(page, low, (6, 4))
    for turn, x, y in ((0, 0, low), (180, WIDE, low + 2 * HALF)):
        page.saveState()
        page.translate(x, y)
        page.rotate(turn)
        _face(page, one)
        page.restoreState()


def _line(page: Canvas, y: float, dashes: tuple[int, int]) -> None:
    page.saveState()
    page.setStrokeGray(0.6)
    page.setDash(*dashes)
    page.line(0, y, WIDE, y)
    page.restoreState()


def _face(page: Canvas, one: Card) -> None:
    name = one.name.upper()
    size = min(LARGEST, LARGEST * ROOM / max(width(name, BOLD, LARGEST), 1))
    page.setFont(BOLD, size)
    page.drawCentredString(WIDE / 2, HALF * 0.52, name)
    page.setFont(REGULAR, POST)
    for n, line in enumerate(wrapped(one.post, ROOM, REGULAR, POST)[:2]):
        page.drawCentredString(WIDE / 2, HALF * 0.34 - n * POST * 1.25, line)
    page.setFont(REGULAR, SEAT)
    page.drawRightString(WIDE - 12 * mm, 8 * mm, one.seat)
