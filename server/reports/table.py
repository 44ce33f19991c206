"""The table of a report: the same for its page, its workbook, its paper, and for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server import charts
from server.clock import now
from server.pages import fitting, when
from server.reports.conditions import Asked
from server.reports.words import PARTS, SHADES, TITLES, WAYS, span

DRAWN = 12
"""Bars of the chart; the table has all."""
ROOM, MARKS = 8_000, 22
"""Bytes of a page of 25 KB that the rows may take beside a chart; of a cell besides."""
Cell = tuple[int | str, str]
"""A figure, or words, and the address of the list behind it where there is something in it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`rows`: a name and its cells: the whole, its parts, and what is said of it besides; `rate`:
    what the whole comes to, in words, where a report has such a figure; `moving`: the columns that
    are of this moment, not of the period, so that no later figure of theirs is a correction."""

    title: str
    whose: str
    span: str
    as_of: str
    way: str
    parts: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]
    sums: Sequence[Cell]
    notes: Sequence[str]
    rate: tuple[str, str] = ("", "")
    moving: Sequence[str] = ()

    @property
    def has_some(self) -> bool:
        """Whether anything is counted: the communes stand there with nothing too."""
        return any(n for _name, counts in self.counts for n in counts if isinstance(n, int))

    @property
    def counts(self) -> list[tuple[str, list[int | str]]]:
        """A row each, without the addresses."""
        return [(name, [count for count, _href in cells]) for name, cells in self.rows]

    def turned(self, start: int) -> tuple[Sequence[tuple[str, Sequence[Cell]]], int | None]:
        """The rows of a page of 25 KB from that one on, and where the next page begins."""
        rows = self.rows[start:]
        n = fitting((_bytes(name, cells) for name, cells in rows), ROOM)
        return rows[:n], start + n if len(rows) > n else None

    @property
    def chart(self) -> charts.Chart:
        key = [(SHADES.get(name, name), str(PARTS[name])) for name in self.parts]
        bars = [
            (name, [int(n) for n, _href in cells[1 : 1 + len(key)]])
            for name, cells in self.rows[:DRAWN]
        ]
        return charts.lying(bars, key)


def _bytes(name: str, cells: Sequence[Cell]) -> int:
    """As it stands on the page, where `&` takes five."""
    addresses = sum(len(href) + 4 * href.count("&") for _said, href in cells)
    return len(name.encode()) + addresses + MARKS * (len(cells) + 1)


def percent(part: int, of: int) -> str:
    return f"{100 * part / of:.1f} %".replace(".", ",") if of else "–"


def headed(asked: Asked, by: str) -> dict[str, Any]:
    """What stands above every report."""
    return {
        "title": str(TITLES[asked.of]),
        "span": span(asked),
        "as_of": when(now()),
        "way": str(WAYS[asked.of][by]),
    }
