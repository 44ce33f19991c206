"""The first page of an auditor's report; its table follows on leaves like a register's."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from server.typesetting.books import HIGH, LEFT, RIGHT, TOP, WIDE, wrapped
from server.typesetting.fonts import BOLD, ITALIC, REGULAR, load, width

SIZE, LEADING = 12, 17
LABELS, GAP = 190, 12
"""How far right of the labels their values begin, where none of them is longer."""
MOTTO = "Độc lập - Tự do - Hạnh phúc"
HALF, HAND = 300, 260
"""How wide a name at the left of the head may be, and who signs."""
LINE = 2.5
"""The line under who issues it is a third of its name, that under the motto as long as it."""


@dataclass(frozen=True, slots=True)
class Front:
    """`facts`: labels and values in their order; `signer`: title and name under the mark."""

    agency: str
    unit: str
    place: str
    title: str
    facts: Sequence[tuple[str, str]]
    vouching: str
    signer: tuple[str, str]


def front(said: Front, fonts: Path) -> bytes:
    """The page, with room for the signature at its right."""
    load(fonts)
    made = BytesIO()
    page = Canvas(made, pagesize=(WIDE, HIGH), invariant=1)
    page.setTitle(said.title)
    _head(page, said)
    y = _facts(page, said, HIGH - TOP - 130)
    page.setFont(ITALIC, SIZE)
    for line in wrapped(said.vouching, WIDE - LEFT - RIGHT, ITALIC, SIZE):
        y -= LEADING
        page.drawString(LEFT, y, line)
    _foot(page, said)
    page.save()
    return made.getvalue()


def _head(page: Canvas, said: Front) -> None:
    left, right, y = LEFT + 150, WIDE - RIGHT - 190, HIGH - TOP - 10
    above, issuer = (said.agency, said.unit) if said.unit else ("", said.agency)
    names = [*_named(above, REGULAR), *_named(issuer, BOLD)]
    rows = (
        *((left, y - 16 * n, font, name) for n, (font, name) in enumerate(names)),
        (right, y, BOLD, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (right, y - 16, BOLD, MOTTO),
        (right, y - 38, ITALIC, said.place),
        (WIDE / 2, y - 80, BOLD, said.title.upper()),
    )
    for x, at, font, text in rows:
        page.setFont(font, 15 if at == y - 80 else 12.5)
        page.drawCentredString(x, at, text)
    _line(page, left, y - 16 * (len(names) - 1), width(names[-1][1], BOLD, 12.5) / 3)
    _line(page, right, y - 16, width(MOTTO, BOLD, 12.5))


def _named(name: str, font: str) -> list[tuple[str, str]]:
    """A name in as many lines as its half of the head needs."""
    return [(font, part) for part in wrapped(name.upper(), HALF, font, 12.5)] if name else []


def _line(page: Canvas, middle: float, base: float, long: float) -> None:
    """Nét kẻ ngang, below the words that it belongs to (Decree 30, Annex I)."""
    page.setLineWidth(0.6)
    page.line(middle - long / 2, base - LINE - 2, middle + long / 2, base - LINE - 2)


def _facts(page: Canvas, said: Front, y: float) -> float:
    """Labels and values; the values begin behind the longest label, not upon it."""
    longest = max((width(f"{label}:", REGULAR, SIZE) for label, _value in said.facts), default=0)
    labels = max(LABELS, longest + GAP)
    for label, value in said.facts:
        page.setFont(REGULAR, SIZE)
        page.drawString(LEFT, y, f"{label}:")
        page.setFont(BOLD, SIZE)
        for line in wrapped(value or "–", WIDE - LEFT - RIGHT - labels, BOLD, SIZE):
            page.drawString(LEFT + labels, y, line)
            y -= LEADING
    return y


def _foot(page: Canvas, said: Front) -> None:
    """Under the signature's place: who signs."""
    title, name = said.signer
    page.setFont(BOLD, 12.5)
    titles = wrapped(title.upper(), HAND, BOLD, 12.5)
    for n, text in enumerate(titles, start=1):
        page.drawCentredString(WIDE - RIGHT - HAND / 2, 150 + 15 * (len(titles) - n), text)
    for n, text in enumerate(wrapped(name, HAND, BOLD, 12.5)):
        page.drawCentredString(WIDE - RIGHT - HAND / 2, 52 - 15 * n, text)
