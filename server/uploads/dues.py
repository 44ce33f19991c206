"""By which day a letter wants its answer, as its own text says it (DOMAIN §4.5)."""

import re
from collections.abc import Iterator
from datetime import date
from string import digits

from server.uploads.head import Span

_DAY = re.compile(
    r"\b(?P<day>\d{1,2})(?:[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\b"
    r"|\s{1,3}tháng\s{1,3}(?P<month_>\d{1,2})\s{1,3}năm\s{1,3}(?P<year_>\d{4})\b)",
    re.IGNORECASE,
)
_BY = ("trước", "chậm nhất", "muộn nhất", "hạn cuối", "thời hạn", "hạn gửi", "hạn báo cáo")
_BETWEEN = {"là", "vào", "đến", "hết", "trong", "lúc", "ngày", "giờ", "phút", "h"}
_LOOKS_BACK = 60
"""Letters before a day in which it is said what the day is for."""


def printed_due(text: str, issued_on: date | None) -> tuple[date, Span] | None:
    """The first day that it wants something by; None where that lies not behind its own day.

    Of a letter without a day of its own nothing is said: “trước ngày 01/7/2025” may be long past.
    """
    if issued_on is None:
        return None
    ahead = [one for one in _days(text) if one[0] > issued_on]
    return min(ahead, key=lambda one: one[0], default=None)


def _days(text: str) -> Iterator[tuple[date, Span]]:
    for found in _DAY.finditer(text):
        first, last = found.span()
        if not _is_wanted(text[max(0, first - _LOOKS_BACK) : first]):
            continue
        year, month = (found[name] or found[f"{name}_"] for name in ("year", "month"))
        try:
            day = date(int(year), int(month), int(found["day"]))
        except ValueError:
            continue
        yield day, Span(text.count("\n", 0, first), first, last)


def _is_wanted(before: str) -> bool:
    """“chậm nhất vào 17 giờ 00 ngày …”: hours and small words may stand between."""
    words = re.findall(r"\w+", before.casefold())
    while words and (words[-1] in _BETWEEN or words[-1][0] in digits):
        words.pop()
    return f" {' '.join(words)}".endswith(tuple(f" {one}" for one in _BY))
