"""By which day a letter wants its answer, as its own text says it (DOMAIN §4.5)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from string import digits

from server.uploads.reading.head import Span

_DAY = re.compile(
    r"\b(?P<day>\d{1,2})(?:[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4})\b|(?![/.-]?\d))"
    r"|\s{1,3}tháng\s{1,3}(?P<month_>\d{1,2})\b(?:\s{1,3}năm\s{1,3}(?P<year_>\d{4})\b)?)",
    re.IGNORECASE,
)
_SAID_A_DAY = re.compile(r"\bngày\s{1,3}\Z", re.IGNORECASE)
"""Before a day without its year: 1/3 alone may be a part of something."""
_BY = ("trước", "chậm nhất", "muộn nhất", "hạn cuối", "thời hạn", "hạn gửi", "hạn báo cáo")
_BETWEEN = {"là", "vào", "đến", "hết", "trong", "lúc", "ngày", "giờ", "phút", "h"}
_LOOKS_BACK = 60
"""Letters before a day in which it is said what the day is for."""
_SOON = timedelta(days=183)
"""“đã xong trước ngày 30/6” in October looks back: the next such day is not half a year ahead."""


def printed_due(text: str, issued_on: date | None) -> tuple[date, Span] | None:
    """The first day that it wants something by; None where that lies not behind its own day.

    Where no year is printed it is the next such day (`says_its_year`). Of a letter without a day of
    its own nothing is said: “trước ngày 01/7/2025” may be long past.
    """
    if issued_on is None:
        return None
    ahead = [one for one in _days(text, issued_on) if one[0] > issued_on]
    return min(ahead, key=lambda one: one[0], default=None)


def says_its_year(text: str, span: Span) -> bool:
    """Whether that day stands there with its year."""
    return bool(re.search(r"\d{4}", text[span.start : span.end]))


def _days(text: str, issued_on: date) -> Iterator[tuple[date, Span]]:
    for found in _DAY.finditer(text):
        first, last = found.span()
        before = text[max(0, first - _LOOKS_BACK) : first]
        if not _is_wanted(before):
            continue
        year, month = (found[name] or found[f"{name}_"] for name in ("year", "month"))
        if year is None and not _SAID_A_DAY.search(before):
            continue
        span = Span(text.count("\n", 0, first), first, last)
        yield from ((it, span) for it in _meant(int(found["day"]), int(month), year, issued_on))


def _meant(day: int, month: int, year: str | None, issued_on: date) -> Iterator[date]:
    """The day, where a calendar has it; without a year the next one, if it comes soon."""
    for each in (int(year),) if year else (issued_on.year, issued_on.year + 1):
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if year or issued_on < found <= issued_on + _SOON:
            yield found


def _is_wanted(before: str) -> bool:
    """“chậm nhất vào 17 giờ 00 ngày …”: hours and small words may stand between."""
    words = re.findall(r"\w+", before.casefold())
    while words and (words[-1] in _BETWEEN or words[-1][0] in digits):
        words.pop()
    return f" {' '.join(words)}".endswith(tuple(f" {one}" for one in _BY))
