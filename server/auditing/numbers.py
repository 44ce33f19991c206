"""The numbering of a year as an auditor goes through it: each series of each book (RP-03, NUM-10).

What is missing or out of order is only looked for where the count says that something is.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select

from server.database import db
from server.org.models import Agency
from server.registers.models import Register, RegisterRow
from server.registers.queries import numbers_in
from workflows.lines import VOIDED, why_voided

LINE = RegisterRow


@dataclass(frozen=True, slots=True)
class Series:
    """`until`: the first day after its agency's last. `missing`: stretches between the first number
    and the last that was given out; `surplus`: numbers over the last; `backwards`: lines entered on
    an earlier day than the number before (NUM-08); `outside`: lines entered before their agency
    began or after its last day (ORG-11)."""

    agency: str
    until: dt.date | None
    code: str
    book: str
    first: int | None
    last: int
    lines: int
    missing: Sequence[str]
    surplus: int
    backwards: int
    outside: int
    voided: Sequence[tuple[int, str]]
    closed: bool

    @property
    def is_sound(self) -> bool:
        return not (self.missing or self.surplus or self.backwards or self.outside)


def series_of(year: int, agency_id: int | None) -> list[Series]:
    """All of a year, of one agency or of all, as the agencies and their books stand."""
    counted = {(one.agency_id, one.book): one for one in _run(_counted(), year, agency_id)}
    back = {(a, book): n for a, book, n in db.session.execute(_backwards(year, agency_id))}
    outside = {(a, book): n for a, book, n in db.session.execute(_outside(year, agency_id))}
    struck = _struck(year, agency_id)
    books = select(Register, Agency).join(Agency, Agency.id == Register.agency_id)
    books = books.where(Register.year == year, *_of(Register, agency_id))
    found = db.session.execute(books.order_by(Agency.name, Register.book))
    return [
        _series(
            book,
            agency,
            counted.get(key),
            (back.get(key, 0), outside.get(key, 0)),
            struck.get(key, []),
        )  # fmt: skip
        for book, agency in found
        for key in [(book.agency_id, book.book)]
    ]


def _series(
    book: Register,
    agency: Agency,
    counted: Row[Any] | None,
    wrong_days: tuple[int, int],
    struck: Sequence[tuple[int, str]],
) -> Series:
    lines, first = (counted.lines, counted.first) if counted else (0, None)
    begins = book.begins(first)
    whole = lines == book.last - begins + 1
    is_whole = whole and (not counted or (first, counted.last) == (begins, book.last))
    numbers = [] if is_whole else numbers_in(book)
    return Series(
        agency=agency.name,
        until=agency.valid_to,
        code=agency.code,
        book=book.book,
        first=first,
        last=book.last,
        lines=lines,
        missing=list(_stretches(begins, numbers, book.last)) if not is_whole else [],
        surplus=sum(one > book.last for one in numbers),
        backwards=wrong_days[0],
        outside=wrong_days[1],
        voided=struck,
        closed=book.closed_on is not None,
    )


def _of(of: Any, agency_id: int | None) -> list[ColumnElement[bool]]:
    return [] if agency_id is None else [of.agency_id == agency_id]


def _run(asked: Select[Any], year: int, agency_id: int | None) -> Sequence[Row[Any]]:
    return db.session.execute(asked.where(LINE.year == year, *_of(LINE, agency_id))).all()


def _counted() -> Select[Any]:
    first, last = func.min(LINE.number), func.max(LINE.number)
    told: Any = (func.count().label("lines"), first.label("first"), last.label("last"))
    return select(LINE.agency_id, LINE.book, *told).group_by(LINE.agency_id, LINE.book)


def _backwards(year: int, agency_id: int | None) -> Select[Any]:
    """Each line beside the one whose number is before its own in the series."""
    series, day = (LINE.agency_id, LINE.book), LINE.entered_on
    before = func.lag(day).over(partition_by=series, order_by=LINE.number).label("before")
    lines = select(*series, day, before)
    said = lines.where(LINE.year == year, *_of(LINE, agency_id)).subquery()
    turned = func.sum(case((said.c.entered_on < said.c.before, 1), else_=0))
    asked: Any = select(said.c.agency_id, said.c.book, turned)
    return asked.group_by(said.c.agency_id, said.c.book)


def _outside(year: int, agency_id: int | None) -> Select[Any]:
    """What was entered in a name that an agency did not bear that day: only of those that began or
    ended around that year is it asked."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    changed = or_(Agency.valid_from > first, Agency.valid_to <= last)
    wrong = or_(LINE.entered_on < Agency.valid_from, LINE.entered_on >= Agency.valid_to)
    asked: Any = select(LINE.agency_id, LINE.book, func.count())
    mine: Select[Any] = asked.join(Agency, Agency.id == LINE.agency_id).where(
        LINE.year == year, changed, wrong, *_of(LINE, agency_id)
    )
    return mine.group_by(LINE.agency_id, LINE.book)


def _struck(year: int, agency_id: int | None) -> dict[tuple[int, str], list[tuple[int, str]]]:
    """The voided numbers of each series, and why, as their lines say it."""
    says = or_(LINE.note.contains(VOIDED), LINE.later.contains(VOIDED))
    asked: Any = select(LINE.agency_id, LINE.book, LINE.number, LINE.note, LINE.later)
    found: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for one in _run(asked.where(says).order_by(LINE.number), year, agency_id):
        why = why_voided(f"{one.note}; {one.later}")
        found.setdefault((one.agency_id, one.book), []).extend((one.number, part) for part in why)
    return found


def _stretches(first: int, numbers: Sequence[int], last: int) -> Iterator[str]:
    """`3`, `7–9`: what lies between two numbers that are there, and after the last of them."""
    for one, other in pairwise([first - 1, *numbers, last + 1]):
        if other - one == 2:
            yield str(one + 1)
        elif other - one > 2:
            yield f"{one + 1}–{other - 1}"
