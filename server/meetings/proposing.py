"""Whom and until when a conclusion means, read in its own words: a proposal to be looked at."""

import datetime as dt
import re
from collections.abc import Iterable

from server.clock import HANOI, today
from server.words import fold

_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_END = dt.time(17)


def lead(text: str, leads: Iterable[tuple[str, str]]) -> str:
    """The code of whom it is given to: named right after “giao”, or the only one that is named."""
    said = fold(text)
    named = {code: at for code, name in leads if code and (at := said.find(fold(name))) >= 0}
    given = [code for code, at in named.items() if said[:at].endswith("giao ")]
    found = given or [*named]
    return found[0] if len(found) == 1 else ""


def due(text: str) -> dt.datetime | None:
    """The end of the one day that is named and lies ahead."""
    days = {day for one in _DAY.findall(text) if (day := _day(*map(int, one))) and day > today()}
    return dt.datetime.combine(days.pop(), _END, HANOI) if len(days) == 1 else None


def _day(day: int, month: int, year: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
