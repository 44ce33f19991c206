"""Counts by week as columns of a drawing; the same figures stand in words beside it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

HIGH, WIDE, GAP = 90, 28, 10
"""In the units of the drawing: the highest column, one column, and what is between two."""


@dataclass(frozen=True, slots=True)
class Column:
    x: int
    y: float
    height: float
    count: int
    day: str


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    columns: tuple[Column, ...]


def columns(weeks: Sequence[tuple[dt.date, int]]) -> Chart:
    """A column a week; the highest fills the drawing."""
    most = max((count for _week, count in weeks), default=0) or 1
    drawn = []
    for n, (week, count) in enumerate(weeks):
        height = round(HIGH * count / most, 1)
        x = n * (WIDE + GAP)
        drawn.append(Column(x, round(HIGH - height, 1), height, count, f"{week:%d/%m}"))
    return Chart(max(1, len(drawn)) * (WIDE + GAP), HIGH, tuple(drawn))
