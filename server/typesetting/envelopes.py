"""Bì văn bản: whose it is, which documents are in it, to whom it goes (Decree 30, Annex IV, II)."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from server.typesetting.books import wrapped
from server.typesetting.fonts import BOLD, REGULAR, load, width
from server.typesetting.head import STAMPS

WIDE, HIGH = 229 * mm, 162 * mm
"""C5: a sheet folded once."""
EDGE = 15 * mm
TO = 95 * mm
"""Where the addressee begins."""
SENDER = 115 * mm
"""How wide the sender's lines are: an agency's name stands in one."""
SIZE, LEADING = 13, 18


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is written on it; `place` is where the sender sits."""

    superior: str
    agency: str
    place: str
    code: str
    to: str
    address: str
    urgency: str = "NORMAL"


def envelopes(written: Sequence[Envelope], fonts: Path) -> bytes:
    """A page each, in their order; the same envelopes give the same bytes."""
    load(fonts)
    made = BytesIO()
    page = Canvas(made, pagesize=(WIDE, HIGH), invariant=1)
    page.setTitle("Bì văn bản")
    for one in written:
        _sender(page, one)
        _addressee(page, one)
        _urgency(page, one)
        page.showPage()
    page.save()
    return made.getvalue()


def _sender(page: Canvas, one: Envelope) -> None:
    """Top left as at the head of a document, without the line of the State; the number under it."""
    y = HIGH - EDGE - SIZE
    y = _lines(page, (EDGE, y), one.superior.upper(), REGULAR, SENDER)
    y = _lines(page, (EDGE, y), one.agency.upper(), BOLD, SENDER)
    y = _lines(page, (EDGE, y), one.place, REGULAR, SENDER)
    page.line(EDGE, y + LEADING - 5, EDGE + 30 * mm, y + LEADING - 5)
    _lines(page, (EDGE, HIGH / 2), f"Số: {one.code}", REGULAR, TO - 2 * EDGE)


def _addressee(page: Canvas, one: Envelope) -> None:
    y, room = HIGH / 2, WIDE - EDGE - TO
    page.setFont(REGULAR, SIZE)
    page.drawString(TO, y, "Kính gửi:")
    gap = width("Kính gửi:  ", REGULAR, SIZE)
    y = _lines(page, (TO + gap, y), one.to, BOLD, room - gap)
    _lines(page, (TO + gap, y), one.address, REGULAR, room - gap)


def _urgency(page: Canvas, one: Envelope) -> None:
    """The mark that the document has stands on its envelope (article 17.1)."""
    if one.urgency not in STAMPS:
        return
    words, wide = STAMPS[one.urgency]
    left, low, high = WIDE - EDGE - wide * mm, HIGH - EDGE - 8 * mm, 8 * mm
    page.rect(left, low, wide * mm, high)
    page.setFont(BOLD, SIZE)
    page.drawCentredString(left + wide * mm / 2, low + high / 2 - 4.5, words)


def _lines(page: Canvas, at: tuple[float, float], text: str, font: str, room: float) -> float:
    """The words in as many lines as they need; where the next one begins."""
    left, y = at
    page.setFont(font, SIZE)
    for line in wrapped(text, room, font, SIZE) if text else ():
        page.drawString(left, y, line)
        y -= LEADING
    return y
