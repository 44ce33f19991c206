"""Giving out numbers, and opening their lines; steps of an act, they open none."""

import datetime as dt
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from server.database import db, run, table
from server.registers.binding import LINES, write
from server.registers.models import Register
from server.registers.numbers import findable
from workflows import Refused

_books = table(Register)
_OPEN = insert(LINES).returning(*LINES.c)
_TAKE = (
    update(_books)
    .where(
        _books.c.agency_id == bindparam("its_agency"),
        _books.c.book == bindparam("its_book"),
        _books.c.year == bindparam("its_year"),
        or_(_books.c.last_on.is_(None), _books.c.last_on <= bindparam("on")),
        _books.c.closed_on.is_(None),
    )
    .values(last=_books.c.last + 1, last_on=bindparam("on"))
    .returning(_books.c.last)
)


def take_number(agency_id: int, book: str, day: dt.date) -> int:
    """The next number of the book in the year of `day`, held by the open act until it commits.

    The row stays locked to the end of the transaction: an act that fails gives its number back,
    and two clerks never get the same one (NUM-10). Dates follow numbers (NUM-08): a day before
    the last one given is refused. The act names its day and writes that very day beside the
    number: read from the clock anew, it would be of another year's book at New Year's midnight.
    """
    number = _next(agency_id, book, day)
    if number is None:
        _open_book(agency_id, book, day.year)
        number = _next(agency_id, book, day)
    if number is None:
        raise Refused("number_would_be_backdated")
    return number


def go_on(key: tuple[int, str, int], *, after: int, day: dt.date) -> bool:
    """The numbers of a book (agency, book, year) go on from `after`, which an older register gave
    out on `day` as its last (Decree 30, articles 15.1 and 22.2); a step. False where this book has
    given one of its own: what it gave stays."""
    _open_book(*key)
    mine = db.session.get_one(Register, key, with_for_update=True)
    if mine.last != mine.after:
        return False
    mine.after = mine.last = after
    mine.last_on = day
    return True


def close_books(agency_id: int, day: dt.date) -> list[tuple[str, int, int]]:
    """Every book of an agency that ends on `day`, with its last number, which stays (ORG-11)."""
    mine = select(Register).filter_by(agency_id=agency_id, closed_on=None)
    books = list(db.session.scalars(mine.order_by(Register.year, Register.book).with_for_update()))
    for book in books:
        book.closed_on = day
    db.session.flush()
    return [(book.book, book.year, book.last) for book in books]


def _next(agency_id: int, book: str, day: dt.date) -> int | None:
    """The number, taken with its day; None where the book is not open or is past that day."""
    given = {"its_agency": agency_id, "its_book": book, "its_year": day.year, "on": day}
    number: int | None = run(_TAKE, given).scalar()
    return number


def open_row(**columns: Any) -> None:
    """Open the line of a number just taken."""
    write(_OPEN, findable(columns))


def _open_book(agency_id: int, book: str, year: int) -> None:
    """Open the year's book on first use; another clerk may do so first. None of a closed agency."""
    closed = select(Register.year).where(Register.closed_on.is_not(None))
    if db.session.scalar(closed.filter_by(agency_id=agency_id).limit(1)) is not None:
        raise Refused("register_is_closed")
    key = {"agency_id": agency_id, "book": book, "year": year}
    if db.session.scalar(select(Register.last).filter_by(**key)) is not None:
        return
    try:
        with db.session.begin_nested():
            db.session.execute(insert(Register).values(**key, last=0))
    except IntegrityError:
        return
