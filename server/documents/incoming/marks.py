"""Where on the page each proposal was read: rectangles for the viewer (DOMAIN §4, PEERS §2)."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.papers.models import ScanText

Rect = tuple[float, float, float, float]
"""Left, top, width, height, as parts of page 1."""


COLUMN = 0.05
"""A gap in a line that is wider, as a part of the page, parts the two columns of a head."""


def marks(paper: IncomingDocument) -> dict[str, list[Rect]]:
    """By field, a rectangle for each line that the proposal stands on."""
    words = db.session.scalar(select(ScanText.words).where(ScanText.sha256 == paper.file_sha256))
    spans = {name: span for name, span in (paper.proposals or {}).items() if "start" in span}
    found = {
        name: _lines(word[2:] for word in words or () if _meets(word, span["start"], span["end"]))
        for name, span in spans.items()
    }
    return {name: rects for name, rects in found.items() if rects}


def _meets(word: Sequence[float], start: int, end: int) -> bool:
    return word[0] < end and start < word[1]


def _lines(boxes: Iterable[Sequence[float]]) -> list[Rect]:
    """Words at one height are one rectangle; behind a wide gap stands the other column."""
    lines: list[list[float]] = []
    for left, top, right, bottom in boxes:
        middle = (top + bottom) / 2
        if lines and lines[-1][1] <= middle <= lines[-1][3]:
            x0, y0, x1, y1 = lines[-1]
            if left - x1 > COLUMN:
                continue
            lines[-1] = [min(x0, left), min(y0, top), max(x1, right), max(y1, bottom)]
        else:
            lines.append([left, top, right, bottom])
    return [(x0, y0, round(x1 - x0, 4), round(y1 - y0, 4)) for x0, y0, x1, y1 in lines]
