"""What is written into a line that is there: the only place that does; steps of an act.

**A volume that is closed stands** (articles 16.2b, 22.3b): its lines were printed to be signed and
bound, so their columns stay as they were. What happens later is told behind the last column
(`RegisterRow.later`), with its day. A year that is over closes nothing: the law binds what was
printed, and until then a line is written in and corrected (IN-T26, §4.3, §5.4).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, RowMapping, String, bindparam, case, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from server.clock import today
from server.database import db, run, table
from server.moment import asked_once
from server.registers.binding import LINES as _rows
from server.registers.binding import write
from server.registers.models import Register
from server.registers.numbers import findable
from workflows import Refused
from workflows.kinds import COPY_SERIES
from workflows.lines import corrected, written_later

_books = table(Register)
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
_EVERY = (
    _rows.c.direction == bindparam("its_direction"),
    _rows.c.paper_id == bindparam("its_paper"),
)
_OWN = (*_EVERY, _rows.c.book != f"OUT:{COPY_SERIES}", ~_CLOSED)
"""A paper's own line: that of a copy tells of the copy. What was handed over has a line in a
closed book too, which says what it said."""
_THE_LINE = select(_rows).where(*_OWN)
_IS_FREE = _rows.c.volume_id.is_(None)

COLUMNS = {
    "issuer": "Tác giả",
    "code": "Số, ký hiệu",
    "issued_on": "Ngày, tháng văn bản",
    "doc_type": "Tên loại",
    "subject": "Trích yếu",
    "signer": "Người ký",
    "recipients": "Nơi nhận",
    "kept_by": "Người nhận bản lưu",
    "copies": "Số lượng bản",
    "handed_on": "Ngày chuyển",
    "receipt": "Ký nhận",
}
"""What is written in a line (Annex IV), as a correction names it."""
CALLED = {
    "POST": {"copies": "Số lượng bì", "receipt": "Ký nhận và dấu bưu điện"},
    "KEPT": {"recipients": "Người sử dụng", "signer": "Người cho phép sử dụng"},
}
"""Where a book beside the registers calls a column otherwise (Annex IV, III and IV)."""

Key = tuple[int, str, int | None, int | None]
"""A line: agency, book, year, number; no year and number before it is opened."""


def given(key: Key) -> str | None:
    """`OUT:CHUNG 2026/15`: a number as the ledger has it; None before it was given out."""
    _agency, book, year, number = key
    return f"{book} {year}/{number}" if number else None


@asked_once
def line(key: Key) -> RowMapping | None:
    """What stands in it."""
    return run(select(_rows).where(*_this(key))).mappings().first()


def line_of(direction: str, paper_id: int) -> RowMapping | None:
    """A paper's line in an open book."""
    found = run(_THE_LINE, {"its_direction": direction, "its_paper": paper_id}).mappings().first()
    return cast(RowMapping | None, found)


def line_is_open(key: Key) -> bool:
    """Whether no volume with it is closed, nor its book with its agency: what was bound is not
    written in."""
    found = line(key)
    return found is not None and found["volume_id"] is None and not _is_closed(key)


def _is_closed(key: Key) -> bool:
    """With the end of its agency (ORG-11)."""
    book = select(Register.closed_on).filter_by(agency_id=key[0], book=key[1], year=key[2])
    return db.session.scalar(book) is not None


def amend_row(direction: str, paper_id: int, **columns: Any) -> None:
    """Fill in columns of a paper's line as it goes on; the number is never touched."""
    said = [f"{COLUMNS[name]} “{_shown(columns[name])}”" for name in COLUMNS if columns.get(name)]
    written = {"its_direction": direction, "its_paper": paper_id, **_afterwards("; ".join(said))}
    write(_amending(*findable(columns)), written | _new(columns))


def remark(direction: str, paper_id: int, words: str) -> None:
    """Write into the last column of a paper's line, after what stands there: nothing is erased."""
    written = {"its_direction": direction, "its_paper": paper_id, **_afterwards(words)}
    write(_REMARK, written | {"words": words})


def correct_line(key: Key, **columns: Any) -> list[str]:
    """Change what a line says, and say beside it what it said before; gives what was said.

    A `note` is written behind what stands in the last column. A column that was empty has nothing
    to be struck through. A line that is not there has nothing
    to correct: its document waits for its number.
    """
    before = line(key)
    if _is_closed(key):
        raise Refused("register_is_closed")
    if before is None:
        return []
    added = (columns.get("note") or "").strip()
    new = {name: columns[name] for name in COLUMNS if name in columns}
    new = {name: value for name, value in new.items() if value != before[name]}
    called = {name: CALLED.get(key[1], {}).get(name, COLUMNS[name]) for name in new}
    now = {name: f"{called[name]} “{_shown(value)}”" for name, value in new.items()}
    old = {name: _shown(before[name]) for name in new}
    said = {name: corrected(called[name], today(), was) for name, was in old.items() if was}
    if new or added:
        columns = new | {"note": "; ".join(filter(None, (before["note"], *said.values(), added)))}
        later = _afterwards("; ".join(filter(None, (*now.values(), added))))
        write(_writing(_this(key), findable(columns)), _new(columns) | later)
    return [*(now | said).values(), *([f"Ghi chú “{added}”"] if added else [])]


def told_of(direction: str, paper_id: int) -> list[dict[str, Any]]:
    """What stands in the last column of each of a paper's lines, and behind it."""
    asked = select(_rows.c.id, _rows.c.note, _rows.c.later).where(*_EVERY)
    found = run(asked, {"its_direction": direction, "its_paper": paper_id})
    return [dict(row) for row in found.mappings()]


def tell_again(told: Iterable[dict[str, Any]]) -> None:
    """It stands there once more: a correction is not hidden by a suspicion that was none."""
    for one in told:
        said = {"note": one["note"], "later": one["later"]}
        write(_changing(_rows.c.id == one["id"]), said)


def reword_lines(direction: str, paper_id: int, **columns: Any) -> None:
    """What may be a secret leaves every line, that of a closed volume or book too, and comes back
    into each where it was none; the numbers stay (SEC-02)."""
    said = findable(columns) | {"later": ""}
    write(_changing(*_EVERY), said | {"its_direction": direction, "its_paper": paper_id})


def reword_line(key: Key, **columns: Any) -> None:
    """The same of one line."""
    write(_changing(*_this(key)), findable(columns) | {"later": ""})


def fill_in(key: Key, **columns: Any) -> None:
    """What a line of the books beside the registers waited for: of these no volume is closed."""
    write(_changing(*_this(key), _IS_FREE), columns)


def why(reason: str, said: list[str]) -> str:
    """What the history keeps of a correction: why, and each column as it was."""
    if not said:
        raise Refused("nothing_changes")
    return f"{reason.strip()} ({'; '.join(said)})" if reason.strip() else ""


def _this(key: Key) -> list[Any]:
    named = zip(("agency_id", "book", "year", "number"), key, strict=True)
    return [_rows.c[name] == value for name, value in named]


def _after(column: ColumnElement[str], words: ColumnElement[str]) -> ColumnElement[str]:
    """The words behind what stands there; the same words once."""
    return case(
        (words == "", column), (column.in_(("", words)), words), else_=column + "; " + words
    )


_LATER = case(
    (_IS_FREE, _rows.c.later), else_=_after(_rows.c.later, bindparam("after", type_=String))
)
_WORDS = bindparam("words", type_=String)
_REMARK = (
    update(_rows)
    .where(*_OWN)
    .returning(*_rows.c)
    .values(note=case((_IS_FREE, _after(_rows.c.note, _WORDS)), else_=_rows.c.note), later=_LATER)
)
IN_NO_COLUMN = {"unit_id"}
"""Whose line it is: no column of the decree, and rights go by it."""


def _writing(where: Sequence[ColumnElement[bool]], names: Iterable[str]) -> ReturningUpdate[Any]:
    """These columns where the line is free, and what comes later where it is bound."""
    given = {name: bindparam(f"new_{name}", type_=_rows.c[name].type) for name in names}
    said = {
        name: value if name in IN_NO_COLUMN else case((_IS_FREE, value), else_=_rows.c[name])
        for name, value in given.items()
    }
    return _changing(*where).values(**said, later=_LATER)


def _changing(*where: ColumnElement[bool]) -> ReturningUpdate[Any]:
    """Lines are changed, and what they then say is given back for the log."""
    return update(_rows).where(*where).returning(*_rows.c)


@cache
def _amending(*names: str) -> ReturningUpdate[Any]:
    return _writing(_OWN, names)


def _new(columns: dict[str, Any]) -> dict[str, Any]:
    return {f"new_{name}": value for name, value in findable(columns).items()}


def _afterwards(words: str) -> dict[str, str]:
    return {"after": written_later(words, today()) if words else ""}


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value or "")
