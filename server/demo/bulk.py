"""Ten thousand or a million incoming papers as bare rows, for `congso demo --documents N`."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count, cycle
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

OPENING, MINUTES = time(7, 35), 200
"""Papers come in from then on; the afternoon is the same again, six hours later."""


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
    month, done = 0, 0
    for order, day in enumerate(year.days):
        if day.month != month:
            month, worded = day.month, _day_cards(sorts, day, year)
        share = n * (order + 1) // len(year.days) - n * order // len(year.days)
        issued = {code: year.hours.shift(day, -lag) for code, lag in lags.items()}
        turn = done % len(worded)
        today_first = worded[turn:] + worded[:turn]
        yield from _day(day, share, today_first, _Books(by_code, issued, series))
        done += share


class _Books(NamedTuple):
    issuers: dict[str, Agency]
    issued: dict[str, date]
    series: dict[tuple[str, str, int], "count[int]"]


class _Stack(NamedTuple):
    """Letters of one kind from one issuer on one day: only number and hour are wanting."""

    issuer: str
    numbers: "count[int]"
    suffix: str
    notation: str
    issued_on: date
    rest: tuple[str, str, str]


def _stack(card: tuple[str, ...], books: _Books) -> _Stack:
    code, kind, notation, *rest = card
    issued = books.issued[code]
    party = outside_number(books.issuers[code], kind, 10).removeprefix("10")
    numbers = books.series[code, kind, issued.year]
    doc_type, words, speed = rest
    name = books.issuers[code].full_name
    return _Stack(name, numbers, party, notation, issued, (doc_type, words, speed))


def _moments(day: date) -> list[datetime]:
    """The minutes of a morning, and of the afternoon six hours later."""
    opened = at(day, OPENING)
    starts = (opened, opened + timedelta(hours=6))
    return [start + timedelta(minutes=left) for start in starts for left in range(MINUTES)]


def _day(day: date, share: int, worded: list[tuple[str, ...]], books: _Books) -> Iterator[Row]:
    moments = _moments(day)
    stacks = cycle([_stack(card, books) for card in worded])
    for place in range(share):
        issuer, numbers, suffix, notation, issued, rest = next(stacks)
        number = f"{next(numbers):02d}{suffix}"
        arrived = moments[place * len(moments) // share]
        yield issuer, number, notation, issued, arrived, *rest
