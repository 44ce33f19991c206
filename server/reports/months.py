"""A report divided by months: `2026-11` as a key, `11/2026` as an official writes it."""

import datetime as dt
from typing import Any

from sqlalchemy import case

from server.clock import midnight

DAY = dt.timedelta(1)
Days = tuple[dt.date, dt.date]


def month_of(moment: Any, days: Days) -> Any:
    """`2026-11`: the month in Hà Nội; a period has thirteen of them at most."""
    return case(*((moment >= midnight(one), f"{one:%Y-%m}") for one in _months(days)), else_="")


def month_of_day(day: Any, days: Days) -> Any:
    return case(*((day >= one, f"{one:%Y-%m}") for one in _months(days)), else_="")


def _months(days: Days) -> list[dt.date]:
    """The first day of each, the last month first."""
    first, last = days
    found = [first.replace(day=1)]
    while (after := (found[-1].replace(day=28) + 4 * DAY).replace(day=1)) <= last:
        found.append(after)
    return found[::-1]


def month_word(key: str) -> str:
    """As an official writes it: 11/2026."""
    year, _dash, month = key.partition("-")
    return f"{month}/{year}"
