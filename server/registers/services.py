"""Giving out numbers, and keeping the book's rows; steps of an act, they open none."""

import datetime as dt
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from server.clock import today
from server.database import db
from server.registers.models import Register, RegisterRow
from workflows import Refused


def take_number(agency_id: int, book: str, day: dt.date | None = None) -> int:
    """The next number of the book in the year of `day`, held by the open act until it commits.

    The row stays locked to the end of the transaction: an act that fails gives its number back,
    and two clerks never get the same one (NUM-10). Dates follow numbers (NUM-08): a day before
    the last one given is refused.
    """
    day = day or today()
    _open_book(agency_id, book, day.year)
    taken = (
        update(Register)
        .where(Register.agency_id == agency_id, Register.book == book, Register.year == day.year)
        .values(last=Register.last + 1)
        .returning(Register.last, Register.last_on)
    )
    number, last_on = db.session.execute(taken).one()
    if last_on is not None and day < last_on:
        raise Refused("number_would_be_backdated")
    key = {"agency_id": agency_id, "book": book, "year": day.year}
    db.session.execute(update(Register).filter_by(**key).values(last_on=day))
    return int(number)


def open_row(**columns: Any) -> None:
    """Open the line of a number just taken."""
    db.session.execute(insert(RegisterRow).values(**columns))


def amend_row(direction: str, paper_id: int, **columns: Any) -> None:
    """Fill in columns of a paper's line as it goes on; the number is never touched."""
    line = update(RegisterRow).where(
        RegisterRow.direction == direction, RegisterRow.paper_id == paper_id
    )
    db.session.execute(line.values(**columns))


def _open_book(agency_id: int, book: str, year: int) -> None:
    """Open the year's book on first use; another clerk may do so first."""
    key = {"agency_id": agency_id, "book": book, "year": year}
    if db.session.scalar(select(Register.last).filter_by(**key)) is not None:
        return
    try:
        with db.session.begin_nested():
            db.session.execute(insert(Register).values(**key, last=0))
    except IntegrityError:
        return
