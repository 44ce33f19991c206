"""Periods that a report is ordered for: the last whole week, month or quarter (DOMAIN §13)."""

from datetime import date, timedelta
from enum import StrEnum

from workflows.schedule import monday

_DAY = timedelta(days=1)
_MONTHS = 3
"""In a quarter of the calendar year (CAL-10)."""


class Every(StrEnum):
    """How often a report is made."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


def last_whole(every: Every, day: date) -> tuple[date, date]:
    """The first and the last day of the period that ended before `day`'s began."""
    last = _begin(every, day) - _DAY
    return _begin(every, last), last


def _begin(every: Every, day: date) -> date:
    """The first day of the period that `day` lies in; a week begins on Monday (§11.5)."""
    if every is Every.WEEK:
        return monday(day)
    if every is Every.MONTH:
        return day.replace(day=1)
    return day.replace(month=(day.month - 1) // _MONTHS * _MONTHS + 1, day=1)
