"""A day, a month or a year that is all that somebody typed: `15/6/2023`, `tháng 6/2023`, `2023`.

A day or a month means what was issued then. A year alone stands in too many numbers to mean
anything else than itself, so it is looked for as a word, and the page offers that year's books.
"""

import calendar
import datetime as dt
import re
import unicodedata
from typing import NamedTuple

from server.bars import LAST_YEAR
from server.finding.asked import takes_at_word
from server.words import fold, letterwise

_YEAR = r"(?P<year>\d{4})"
_SHORT_YEAR = r"(?P<year>\d{4}|\d{2})"
_MONTH = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})"
_BETWEEN = r"\s*[/.-]\s*"
_IS = r"(?:\s*:\s*|\s+)"
"""`ngày 1/6`, and as a condition is typed, `ngày:1/6`."""
_SAID = (
    rf"(?:ngay{_IS})?{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_SHORT_YEAR}",
    rf"(?:ngay{_IS})?{_DAY}\s+thang\s+{_MONTH}\s+(?:nam\s+)?{_YEAR}",
    rf"{_YEAR}-{_MONTH}-{_DAY}",
    rf"(?:thang\s+|t)?{_MONTH}{_BETWEEN}{_YEAR}",
    rf"thang\s+{_MONTH}\s+(?:nam\s+)?{_YEAR}",
    rf"(?:nam{_IS})?{_YEAR}",
)
_FORMS = [re.compile(one, re.ASCII) for one in _SAID]
_REACH = re.compile(rf"(?:tu{_IS})?(?P<first>.+?)\s+(?:den|toi|-){_IS}(?P<last>.+)")
_DATE = "|".join(re.sub(r"\?P<(\w+)>", "?:", one) for one in _SAID[:2])
_CITED = re.compile(
    rf"(?P<before>(?:.*?\s)?)(?:(?:so\s*:?\s*)?(?P<code>\d+\s*[/-]\s*[^\W\d][^\s,]*)"
    rf"|so\s*:?\s*(?P<number>\d+))\s*,?\s+(?P<on>ngay\s+(?:{_DATE}))(?:\W.*)?",
    re.ASCII,
)
EARLIEST = 1900


class Dated(NamedTuple):
    """The first and the last day that are meant, and the year where it is all that was typed."""

    first: dt.date
    last: dt.date
    year: int | None = None


def dated(said: str) -> Dated | None:
    """None where something else was typed, or what is no day; `từ 1/3 đến 15/3/2026` is all the
    days between."""
    typed = fold(said).strip()
    return _said(typed) or _reach(typed)


def _said(typed: str) -> Dated | None:
    found = next((one for form in _FORMS if (one := form.fullmatch(typed))), None)
    if found is None:
        return None
    parts = {name: int(value) for name, value in found.groupdict().items()}
    parts["year"] += 2000 if parts["year"] < 100 else 0
    if not EARLIEST <= parts["year"] <= LAST_YEAR or not 1 <= parts.get("month", 1) <= 12:
        return None
    return _span(parts)


def _reach(typed: str) -> Dated | None:
    """The year may stand behind the last day alone; years alone are words."""
    found = _REACH.fullmatch(typed)
    last = _said(found["last"]) if found else None
    if found is None or last is None or last.year:
        return None
    first = _said(found["first"]) or _said(f"{found['first']}/{last.last.year}")
    if first is None or first.year or first.first > last.last:
        return None
    return Dated(first.first, last.last)


def cited(said: str) -> tuple[str, Dated] | None:
    """What is cited by its number and its day, as one paper cites another: `Quyết định số
    1829/QĐ-UBND ngày 30/5/2023 của …`; its type and number, and the day."""
    said = unicodedata.normalize("NFC", said)
    found = None if takes_at_word(said) else _CITED.fullmatch(letterwise(said))
    on = dated(found["on"]) if found else None
    if found is None or on is None:
        return None
    number = said[slice(*found.span("code" if found["code"] else "number"))]
    return said[: found.end("before")] + number, on


def _span(parts: dict[str, int]) -> Dated | None:
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    if month is None:
        return Dated(dt.date(year, 1, 1), dt.date(year, 12, 31), year)
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Dated(dt.date(year, month, 1), dt.date(year, month, last))
    if not 1 <= day <= last:
        return None
    one = dt.date(year, month, day)
    return Dated(one, one)
