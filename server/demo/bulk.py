"""Ten thousand or a million incoming papers as bare rows, for `congso demo --documents N`."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import NamedTuple

from server.demo.calendar import at, office_time
from server.demo.content import cards, some_commune, subject
from server.demo.content_theme import Line, Theme
from server.demo.papers_numbers import (
    issuer_of,
    outgoing_notation,
    outside_notation,
    outside_number,
)
from server.demo.papers_out import urgency
from server.demo.papers_trail import Year
from server.demo.places import COMMUNES, Agency

Row = tuple[str, str, str, date, datetime, str, str, str]
"""Issuer, number, notation, issued on, arrived at, type, subject, urgency."""

OPENING, MINUTES = time(7, 35), 235
"""Papers come in all morning; the afternoon is the same again, six hours later."""


class _Sort(NamedTuple):
    issuer: Agency
    kind: str
    notation: str
    doc_type: str
    line: Line
    lag: int


def _sorts(random: Random) -> list[_Sort]:
    """Every kind of letter from outside, and the communes' by each commune."""
    found = []
    for theme, line in cards(lambda line: not line.goes_out):
        for issuer in COMMUNES if line.who == "xa" else (issuer_of(theme, line),):
            found.append(_sort(theme, line, issuer))
    random.shuffle(found)
    return found


def _sort(theme: Theme, line: Line, issuer: Agency) -> _Sort:
    own = issuer.level == "xa"
    field = outgoing_notation(line.kind, theme.fields[2]) if own else outside_notation(theme, line)
    lag = 0 if own else 1 + len(issuer.code) % 3
    return _Sort(issuer, line.kind, field, line.doc_type, line, lag)


def _day_cards(sorts: list[_Sort], day: date, year: Year) -> list[tuple[str, ...]]:
    """The letters of a month, worded once."""
    rows: list[tuple[str, ...]] = []
    for sort in sorts:
        if day.month in sort.line.months:
            commune = (
                sort.issuer if sort.issuer.level == "xa" else some_commune(year.random, sort.line)
            )
            words = subject(sort.line, day, commune, year.random)
            rows.append((sort.issuer.code, sort.kind, sort.notation, sort.doc_type, words,
                         urgency(sort.kind, year.random)))  # fmt: skip
    return rows


def bulk(today: date, seed: int, n: int) -> Iterator[Row]:
    """`n` rows in order of arrival over the year, numbers growing in each issuer's series."""
    year = Year(office_time(today), today, Random(f"{seed}:bulk"))
    sorts = _sorts(year.random)
    by_code = {sort.issuer.code: sort.issuer for sort in sorts}
    lags = {sort.issuer.code: sort.lag for sort in sorts}
    series: dict[tuple[str, str, int], count[int]] = defaultdict(lambda: count(1))
    worded: list[tuple[str, ...]] = []
    month = 0
    for order, day in enumerate(year.days):
        if day.month != month:
            month, worded = day.month, _day_cards(sorts, day, year)
        share = n * (order + 1) // len(year.days) - n * order // len(year.days)
        issued = {code: year.hours.shift(day, -lag) for code, lag in lags.items()}
        yield from _day(day, share, worded, _Books(by_code, issued, series))


class _Books(NamedTuple):
    issuers: dict[str, Agency]
    issued: dict[str, date]
    series: dict[tuple[str, str, int], "count[int]"]


def _day(day: date, share: int, worded: list[tuple[str, ...]], books: _Books) -> Iterator[Row]:
    opened, half = at(day, OPENING), max((share + 1) // 2, 1)
    for place in range(share):
        code, kind, notation, doc_type, words, speed = worded[place % len(worded)]
        issued = books.issued[code]
        number = next(books.series[code, kind, issued.year])
        minutes = place % half * MINUTES // half + place // half * 360
        yield (
            books.issuers[code].full_name,
            outside_number(books.issuers[code], kind, number),
            notation,
            issued,
            opened + timedelta(minutes=minutes),
            doc_type,
            words,
            speed,
        )
