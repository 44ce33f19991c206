"""Giving out numbers, and keeping the book's rows; steps of an act, they open none."""

import datetime as dt
from typing import Any, cast

from sqlalchemy import RowMapping, String, bindparam, case, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from server.clock import today
from server.database import db, put, run, table
from server.registers.models import Register, RegisterRow
from server.registers.numbers import pieces
from workflows import Refused
from workflows.lines import corrected

_books, _rows = table(Register), table(RegisterRow)
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
_CLOSED = (
    select(_books.c.year)
    .where(
        _books.c.agency_id == _rows.c.agency_id,
        _books.c.book == _rows.c.book,
        _books.c.year == _rows.c.year,
        _books.c.closed_on.is_not(None),
    )
    .exists()
)
_OF_PAPER = (
    _rows.c.direction == bindparam("its_direction"),
    _rows.c.paper_id == bindparam("its_paper"),
    ~_CLOSED,
)
"""A paper that was handed over has a line in a closed book too, which says what it said."""
_LINE = update(_rows).where(*_OF_PAPER)
_EVERY_LINE = update(_rows).where(*_OF_PAPER[:2])
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
    "recipients": "Nơi nhận",
    "kept_by": "Người nhận bản lưu",
    "copies": "Số lượng bản",
}
"""What a clerk writes in a line (Annex IV), as a correction names it."""

Key = tuple[int, str, int | None, int | None]
"""A line: agency, book, year, number; no year and number before it is opened."""


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


def close_books(agency_id: int, day: dt.date) -> list[tuple[str, int, int]]:
    """Every book of an agency that ends on `day`, with its last number, which stays (ORG-11)."""
    mine = select(Register).filter_by(agency_id=agency_id, closed_on=None)
    books = list(db.session.scalars(mine.order_by(Register.year, Register.book).with_for_update()))
    for book in books:
        book.closed_on = day
    db.session.flush()
    return [(book.book, book.year, book.last) for book in books]


def line_of(direction: str, paper_id: int) -> RowMapping | None:
    """A paper's line in an open book."""
    found = run(_THE_LINE, {"its_direction": direction, "its_paper": paper_id}).mappings().first()
    return cast(RowMapping | None, found)


def _next(agency_id: int, book: str, day: dt.date) -> int | None:
    """The number, taken with its day; None where the book is not open or is past that day."""
    given = {"its_agency": agency_id, "its_book": book, "its_year": day.year, "on": day}
    number: int | None = run(_TAKE, given).scalar()
    return number


def open_row(**columns: Any) -> None:
    """Open the line of a number just taken."""
    put(RegisterRow, _findable(columns))


def amend_row(direction: str, paper_id: int, **columns: Any) -> None:
    """Fill in columns of a paper's line as it goes on; the number is never touched."""
    run(_LINE, _findable(columns) | {"its_direction": direction, "its_paper": paper_id})


def blank_lines(direction: str, paper_id: int, **columns: Any) -> None:
    """What may be a secret leaves every line, that of a closed book too; the numbers stay."""
    run(_EVERY_LINE, _findable(columns) | {"its_direction": direction, "its_paper": paper_id})


def amend_line(key: Key, **columns: Any) -> None:
    """Fill in columns of a line."""
    run(update(_rows).where(*_this(key)), _findable(columns))


def _findable(columns: dict[str, Any]) -> dict[str, Any]:
    """With what a line is found by where they have a code."""
    return columns | {"pieces": pieces(columns["code"])} if "code" in columns else columns


def _this(key: Key) -> list[Any]:
    named = zip(("agency_id", "book", "year", "number"), key, strict=True)
    return [_rows.c[name] == value for name, value in named]


def remark(direction: str, paper_id: int, words: str) -> None:
    """Write into the last column of a paper's line, after what stands there: nothing is erased."""
    run(_REMARK, {"its_direction": direction, "its_paper": paper_id, "words": words})


def correct_line(key: Key, **columns: Any) -> list[str]:
    """Change what a line says, and say beside it what it said before; gives what was said.

    A line that is not there has nothing to correct: its document waits for its number.
    """
    before = line(key)
    book = select(Register.closed_on).filter_by(agency_id=key[0], book=key[1], year=key[2])
    if db.session.scalar(book) is not None:
        raise Refused("register_is_closed")
    if before is None:
        return []
    said = [
        corrected(words, today(), _shown(before[name]))
        for name, words in COLUMNS.items()
        if name in columns and columns[name] != before[name]
    ]
    if said:
        note = "; ".join(one for one in (before["note"], *said) if one)
        amend_line(key, **columns, note=note)
    return said


def why(reason: str, said: list[str]) -> str:
    """What the history keeps of a correction: why, and each column as it was."""
    if not said:
        raise Refused("nothing_changes")
    return f"{reason.strip()} ({'; '.join(said)})" if reason.strip() else ""


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value or "")


def line(key: Key) -> RowMapping | None:
    """What stands in it."""
    return run(select(_rows).where(*_this(key))).mappings().first()


def line_is_open(key: Key) -> bool:
    """Whether its year runs, and no volume with it is closed: what was bound is not written in."""
    if key[2] != today().year:
        return False
    found = line(key)
    return found is not None and found["volume_id"] is None


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
