"""The strips a page is built of: what is drawn on each, and which may not be parted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.typesetting.fonts import width
from server.typesetting.lines import BOUND, Line

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 30 * MM, PAGE_WIDTH - 15 * MM
TOP, BOTTOM = PAGE_HEIGHT - 20 * MM, 20 * MM
WIDTH, HEIGHT = RIGHT - LEFT, TOP - BOTTOM
CENTRE = (LEFT + RIGHT) / 2

LEADING = 1.25
RISE = 0.95


@dataclass(frozen=True, slots=True)
class Text:
    """Words at x, their baseline y points under the top of the row."""

    x: float
    y: float
    text: str
    font: str
    size: float
    stretch: float = 0
    red: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A solid line (đường kẻ ngang, nét liền)."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Side:
    """An upright line between two columns of a table."""

    x: float
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The single red border of an urgency stamp."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place kept free for a field; y is its lower edge under the top of the row."""

    name: str
    x: float
    y: float
    width: float
    height: float


Mark = Text | Rule | Side | Frame


@dataclass(frozen=True, slots=True)
class Row:
    """A strip of the text area; a joined row stays on the page of the row before it.

    `again`: what is repeated above it where it opens a page; `ends`: what is drawn where it is the
    last of its page (a table is closed there, and begins overleaf with its heads).
    """

    height: float
    marks: tuple[Mark, ...]
    gap: float = 0
    joined: bool = False
    spots: tuple[Spot, ...] = ()
    again: tuple["Row", ...] = ()
    ends: tuple[Mark, ...] = ()


def spelled(line: Line, x: float, y: float, size: float, stretch: float = 0) -> tuple[Text, ...]:
    """The runs of a line side by side."""
    marks = []
    for run in line.runs:
        marks.append(Text(x, y, run.text, run.font, size, stretch))
        spaces = run.text.count(" ") + run.text.count(BOUND)
        x += width(run.text, run.font, size) + stretch * spaces
    return tuple(marks)


def centred(line: Line, middle: float, y: float, size: float) -> tuple[Text, ...]:
    """The line with its middle at `middle`."""
    return spelled(line, middle - line.width / 2, y, size)


def stacked(lines: Sequence[Line], size: float, gap: float) -> list[Row]:
    """Centred lines one under the other, kept together."""
    return [
        Row(size * LEADING, centred(line, CENTRE, size * RISE, size), 0 if n else gap, bool(n))
        for n, line in enumerate(lines)
    ]


def together(rows: Sequence[Row]) -> list[Row]:
    """The same rows, none to be parted from the one before it but the first."""
    return [replace(row, joined=row.joined or bool(n)) for n, row in enumerate(rows)]


def underline(lines: Sequence[Line], middle: float, y: float) -> Rule:
    """A line of 1/3 to 1/2 of the words above it, in proportion to them (FMT-13, FMT-16)."""
    last, widest = lines[-1].width, max(line.width for line in lines)
    half = max(last / 3, min(last / 2, 0.42 * widest)) / 2
    return Rule(middle - half, middle + half, y)
