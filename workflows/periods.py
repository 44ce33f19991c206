"""Periods that a report is asked and ordered for, from a week to a year (DOMAIN §13)."""

from datetime import date, timedelta
from enum import StrEnum

from workflows.schedule import monday

_DAY = timedelta(days=1)


class Every(StrEnum):
    """How often a report is made."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}
"""How many months each has; all of them of the calendar year (CAL-10)."""


def last_whole(every: Every, day: date) -> tuple[date, date]:
    """The first and the last day of the period that ended before `day`'s began."""
    last = begin(every, day) - _DAY
    return begin(every, last), last


def begin(every: Every, day: date) -> date:
    """The first day of the period that `day` lies in; a week begins on Monday (§11.5)."""
    if every is Every.WEEK:
        return monday(day)
    months = MONTHS[every]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)
