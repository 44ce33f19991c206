"""Spans on a line of time: who held a post when, where two overlap, where nobody was (§2.4)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from server.admin.changes import span
from server.clock import today

WIDE = 1000
AHEAD = dt.timedelta(days=180)
LONGEST_LOOK_BACK = dt.timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class Bar:
    """One span: its words, and where it lies on a line of 1000."""

    label: str
    words: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """The bars from the first day on, the mark of today, and what overlaps or is missing."""

    bars: list[Bar]
    today: int
    said: list[str]


def line(
    held: Sequence[tuple[str, dt.date, dt.date | None]], since: dt.date, *, alone: bool = True
) -> Line:
    """`held`: who, from, until (not included); `since`: when there was something to hold.

    In a post for several (not `alone`) to overlap is ordinary: drawn, and not told.
    """
    first = max(min([since, *(one[1] for one in held)]), today() - LONGEST_LOOK_BACK)
    last = max([today() + AHEAD, *(one[2] or one[1] for one in held)])
    days = max((last - first).days, 1)

    def at(day: dt.date) -> int:
        return round(WIDE * min(max((day - first).days, 0), days) / days)

    rows = sorted(held, key=lambda one: one[1])
    bars = [
        Bar(who, span(begin, end), at(begin), max(at(end or last) - at(begin), 4))
        for who, begin, end in rows
    ]
    return Line(bars, at(today()), [*_gaps(rows, first), *(_overlaps(rows) if alone else [])])


def _gaps(rows: Sequence[tuple[str, dt.date, dt.date | None]], first: dt.date) -> list[str]:
    """The days on which nobody holds it, up to today and beyond where an end is known."""
    found: list[str] = []
    free: dt.date | None = first
    for _who, begin, end in rows:
        if free is not None and begin > free:
            found.append(_("Khuyết %(span)s", span=span(free, begin)))
        if free is not None:
            free = None if end is None else max(free, end)
    if free is not None:
        found.append(_("Khuyết %(span)s", span=span(free, None)))
    return found


def _overlaps(rows: Sequence[tuple[str, dt.date, dt.date | None]]) -> list[str]:
    return [
        _("%(a)s và %(b)s cùng giữ %(span)s", a=one[0], b=other[0], span=_common(one, other))
        for n, one in enumerate(rows)
        for other in rows[n + 1 :]
        if one[2] is None or other[1] < one[2]
    ]


def _common(
    one: tuple[str, dt.date, dt.date | None], other: tuple[str, dt.date, dt.date | None]
) -> str:
    ends = [end for end in (one[2], other[2]) if end is not None]
    return span(max(one[1], other[1]), min(ends) if ends else None)
