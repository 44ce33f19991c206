"""Our own page as the layout rules read it: what is drawn, before a PDF is made of it."""

from collections.abc import Iterator, Sequence

from server.typesetting.drawing import NUMBER_SIZE, NUMBER_Y
from server.typesetting.fonts import ITALIC, REGULAR, width
from server.typesetting.lines import BOUND
from server.typesetting.paging import Leaf, Page
from server.typesetting.rows import (
    CENTRE,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    TOP,
    Frame,
    Mark,
    Row,
    Rule,
    Side,
    Text,
)
from workflows.layout import Described, Knows, Run
from workflows.layout.lines import Border, Piece, Stroke
from workflows.layout.seen import Drawn, described

_KNOWN = frozenset(Knows) - {Knows.IMAGES}
_LATER = {"number": ("…", REGULAR), "date": ("ngày … tháng … năm …", ITALIC)}
"""What the System will write into the free places, when it gives the number (OUT-T12)."""
_FIELD_SIZE, _FIELD_DROP = 13, 4


def seen(doc_type: str, leaves: Sequence[Leaf]) -> Described:
    """The pages as anybody would read them: the margins are measured, not taken on trust."""
    drawn = Drawn(
        ((PAGE_WIDTH, PAGE_HEIGHT),) * len(leaves),
        tuple(one for n, leaf in enumerate(leaves, start=1) for one in _pieces(n, leaf)),
        tuple(one for n, (_, page) in enumerate(leaves, start=1) for one in _strokes(n, page)),
        tuple(one for n, (_, page) in enumerate(leaves, start=1) for one in _borders(n, page)),
    )
    sheets, blocks = described(drawn)
    return Described(sheets, blocks, _KNOWN, doc_type=doc_type, own=True)


def _pieces(n: int, leaf: Leaf) -> Iterator[Piece]:
    number, page = leaf
    if number > 1:
        half = width(str(number), REGULAR, NUMBER_SIZE) / 2
        run = Run(str(number), REGULAR, NUMBER_SIZE)
        yield Piece(n, run, CENTRE - half, CENTRE + half, PAGE_HEIGHT - NUMBER_Y)
    for y, row in page:
        top = PAGE_HEIGHT - TOP + y
        yield from (_text(n, mark, top) for mark in row.marks if isinstance(mark, Text))
        yield from _fields(n, row, top)


def _text(n: int, mark: Text, top: float) -> Piece:
    spaces = mark.text.count(" ") + mark.text.count(BOUND)
    end = mark.x + width(mark.text, mark.font, mark.size) + mark.stretch * spaces
    run = _run(mark.text.replace(BOUND, " "), mark.font, mark.size, "red" if mark.red else "black")
    return Piece(n, run, mark.x, end, top + mark.y)


def _fields(n: int, row: Row, top: float) -> Iterator[Piece]:
    for spot in row.spots:
        if spot.name in _LATER:
            words, font = _LATER[spot.name]
            run = _run(words, font, _FIELD_SIZE, "black")
            yield Piece(n, run, spot.x, spot.x + spot.width, top + spot.y - _FIELD_DROP)


def _run(text: str, font: str, size: float, colour: str) -> Run:
    return Run(text, font, size, "Bold" in font, "Italic" in font, colour)


def _marks(page: Page) -> Iterator[tuple[float, Mark]]:
    for y, row in page:
        yield from ((PAGE_HEIGHT - TOP + y, mark) for mark in row.marks)


def _strokes(n: int, page: Page) -> Iterator[Stroke]:
    for top, mark in _marks(page):
        if isinstance(mark, Rule):
            yield Stroke(n, mark.x0, mark.x1, top + mark.y)


def _borders(n: int, page: Page) -> Iterator[Border]:
    for top, mark in _marks(page):
        if isinstance(mark, Frame):
            low = top + mark.y
            yield Border(n, (mark.x, low - mark.height, mark.x + mark.width, low), "red")
    for y, row in page:
        if any(isinstance(mark, Side) for mark in row.marks):
            top = PAGE_HEIGHT - TOP + y
            yield Border(n, (LEFT, top, RIGHT, top + row.height), "black")
