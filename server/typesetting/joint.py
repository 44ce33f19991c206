"""The end of a paper that several agencies issue: their signatures side by side (DOMAIN §5.5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.typesetting.closing import (
    AIR,
    GAP,
    MARK_HEIGHT,
    MARK_WIDTH,
    listed_under,
    seal_over,
)
from server.typesetting.fonts import BOLD
from server.typesetting.head import named
from server.typesetting.lines import Line
from server.typesetting.rows import LEFT, MM, RIGHT, RISE, WIDTH, Mark, Row, Spot, centred, together
from server.typesetting.sheet import Issuer, Sheet

_HALF = WIDTH * 0.48
"""The right column; in the left one a seal at the left of its mark stays inside the margin."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a signature of several stands."""

    x: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    def lines(self, texts: Sequence[str], size: float) -> list[Line]:
        return [line for text in texts for line in named(text.upper(), BOLD, size, self.width)]


def jointly(sheet: Sheet, size: float) -> list[Row]:
    """Two by two, the agency that leads at the right on top, Nơi nhận under them (DOMAIN §5.5)."""
    signed = [
        _pair(sheet, size, first, list(sheet.issuers[first : first + 2]))
        for first in range(0, len(sheet.issuers), 2)
    ]
    return together([*signed, *listed_under(sheet)])


def _pair(sheet: Sheet, size: float, first: int, issuers: list[Issuer]) -> Row:
    """One signature, or two whose marks stand level however many lines are over them."""
    columns = [_Column(RIGHT - _HALF, _HALF), _Column(LEFT, WIDTH - _HALF - AIR)]
    placed = list(zip(issuers, columns, strict=False))
    most = max(len(column.lines(one.authority, size)) for one, column in placed)
    marks: list[Mark] = []
    spots: list[Spot] = []
    depth = 0.0
    for n, (one, column) in enumerate(placed, start=first + 1):
        drawn, kept, deep = _signed_in(column, one, size, most)
        marks += drawn
        seal = seal_over(kept, sheet.seal_diameter_mm * MM)
        spots += [_numbered(kept, n), _numbered(seal, n)]
        depth = max(deep, seal.y, depth)
    return Row(depth, tuple(marks), GAP, joined=True, spots=tuple(spots))


def _signed_in(
    column: _Column, one: Issuer, size: float, most: int
) -> tuple[list[Mark], Spot, float]:
    """Authority, the place of the mark under `most` lines, and the name."""
    marks: list[Mark] = []
    for n, line in enumerate(column.lines(one.authority, size)):
        marks += centred(line, column.middle, size * (RISE + 1.2 * n), size)
    top = size * (RISE + 0.3 + 1.2 * (most - 1))
    left = column.middle - MARK_WIDTH / 2
    person = Spot("person", left, top + MARK_HEIGHT, MARK_WIDTH, MARK_HEIGHT)
    name_y = person.y + size * RISE
    for n, line in enumerate(named(one.signer, BOLD, size, column.width)):
        marks += centred(line, column.middle, name_y + 1.2 * size * n, size)
    return marks, person, name_y + size * 0.3


def _numbered(spot: Spot, n: int) -> Spot:
    """`person` and `seal` of the agency that leads, `person2` and `seal2` of the next."""
    return spot if n == 1 else replace(spot, name=f"{spot.name}{n}")
