"""Giving out numbers, and keeping the book's rows; steps of an act, they open none."""

import datetime as dt
from typing import Any

from sqlalchemy import String, bindparam, case, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from server.clock import today
from server.database import db, put, run, table
from server.registers.models import Register, RegisterRow
from workflows import Refused

_books, _rows = table(Register), table(RegisterRow)
_TAKE = (
    update(_books)
    .where(
        _books.c.agency_id == bindparam("its_agency"),
        _books.c.book == bindparam("its_book"),
        _books.c.year == bindparam("its_year"),
        or_(_books.c.last_on.is_(None), _books.c.last_on <= bindparam("on")),
    )
    .values(last=_books.c.last + 1, last_on=bindparam("on"))
    .returning(_books.c.last)
)
_OF_PAPER = (
    _rows.c.direction == bindparam("its_direction"),
    _rows.c.paper_id == bindparam("its_paper"),
)
_LINE = update(_rows).where(*_OF_PAPER)
_THE_LINE = select(_rows).where(*_OF_PAPER)
_WORDS = bindparam("words", type_=String)
_REMARK = _LINE.values(
    note=case((_rows.c.note.in_(("", _WORDS)), _WORDS), else_=_rows.c.note + "; " + _WORDS)
)

COLUMNS = {
    "issuer": "Tác giả",
    "code": "Số, ký hiệu",
    "issued_on": "Ngày, tháng văn bản",
    "doc_type": "Tên loại",
    "subject": "Trích yếu",
}
"""What a line says of the document itself (Annex IV), as a correction names it."""


def take_number(agency_id: int, book: str, day: dt.date | None = None) -> int:
    """The next number of the book in the year of `day`, held by the open act until it commits.

    The row stays locked to the end of the transaction: an act that fails gives its number back,
    and two clerks never get the same one (NUM-10). Dates follow numbers (NUM-08): a day before
    the last one given is refused.
    """
    day = day or today()
    number = _next(agency_id, book, day)
    if number is None:
        _open_book(agency_id, book, day.year)
        number = _next(agency_id, book, day)
    if number is None:
        raise Refused("number_would_be_backdated")
    return number


def _next(agency_id: int, book: str, day: dt.date) -> int | None:
    """The number, taken with its day; None where the book is not open or is past that day."""
    given = {"its_agency": agency_id, "its_book": book, "its_year": day.year, "on": day}
    number: int | None = run(_TAKE, given).scalar()
    return number


def open_row(**columns: Any) -> None:
    """Open the line of a number just taken."""
    put(RegisterRow, columns)


def amend_row(direction: str, paper_id: int, **columns: Any) -> None:
    """Fill in columns of a paper's line as it goes on; the number is never touched."""
    run(_LINE, columns | {"its_direction": direction, "its_paper": paper_id})


def amend_line(key: tuple[int, str, int, int], **columns: Any) -> None:
    """Fill in columns of the line (agency, book, year, number)."""
    named = zip(("agency_id", "book", "year", "number"), key, strict=True)
    run(update(_rows).where(*(_rows.c[name] == value for name, value in named)), columns)


def remark(direction: str, paper_id: int, words: str) -> None:
    """Write into the last column of a paper's line, after what stands there: nothing is erased."""
    run(_REMARK, {"its_direction": direction, "its_paper": paper_id, "words": words})


def correct_row(direction: str, paper_id: int, **columns: Any) -> None:
    """Change what the line says of the document, and say beside it what it said before."""
    key = {"its_direction": direction, "its_paper": paper_id}
    before = run(_THE_LINE, key).mappings().first()
    if before is None:
        return
    amend_row(direction, paper_id, **columns)
    for name, words in COLUMNS.items():
        if name in columns and columns[name] != before[name]:
            said = before[name]
            said = f"{said:%d/%m/%Y}" if isinstance(said, dt.date) else said or ""
            remark(direction, paper_id, f"{words} sửa ngày {today():%d/%m/%Y}, trước ghi “{said}”")


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
