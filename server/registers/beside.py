"""The two books beside the registers: what went by post, who has what is kept (Annex IV, III, IV).

Steps of an act, and what asks for their lines.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from server.clock import today
from server.database import db
from server.registers import lines
from server.registers.models import RegisterRow
from server.registers.services import open_row, take_number
from workflows.kinds import COPY_SERIES

POST, KEPT = "POST", "KEPT"
_OPEN = {POST: RegisterRow.receipt == "", KEPT: RegisterRow.handed_on.is_(None)}
"""Not signed for by the post yet; not brought back yet."""


def enter(book: str, paper: Any, **columns: Any) -> None:
    """A line about this document, of today; a step."""
    day = today()
    open_row(
        agency_id=paper.agency_id,
        direction=book,
        book=book,
        year=day.year,
        number=take_number(paper.agency_id, book, day),
        paper_id=paper.id,
        unit_id=paper.unit_id,
        entered_on=day,
        code=paper.code,
        **columns,
    )


def fill_in(row: RegisterRow, **columns: Any) -> None:
    """What a line waited for; a step."""
    lines.fill_in((row.agency_id, row.book, row.year, row.number), **columns)


def correct(row: RegisterRow, **columns: Any) -> list[str]:
    """A line that was miswritten says it anew, and beside it what it said; a step."""
    return lines.correct_line((row.agency_id, row.book, row.year, row.number), **columns)


def lines_about(book: str, paper_id: int) -> Sequence[RegisterRow]:
    """The lines of a document, the first one first."""
    mine = select(RegisterRow).filter_by(direction=book, paper_id=paper_id)
    return db.session.scalars(mine.order_by(RegisterRow.id)).all()


def open_lines(book: str, paper_id: int) -> Sequence[RegisterRow]:
    """Those that wait for something."""
    mine = select(RegisterRow).filter_by(direction=book, paper_id=paper_id).where(_OPEN[book])
    return db.session.scalars(mine.order_by(RegisterRow.id)).all()


def has_line(book: str, paper_id: int) -> bool:
    """Whether any line is about the document."""
    some = select(RegisterRow.id).filter_by(direction=book, paper_id=paper_id)
    return db.session.scalar(some.limit(1)) is not None


def is_open(book: str, paper_id: int) -> bool:
    """Whether a line of the document waits for something."""
    some = select(RegisterRow.id).filter_by(direction=book, paper_id=paper_id).where(_OPEN[book])
    return db.session.scalar(some.limit(1)) is not None


def sheets_copied(paper_id: int) -> int:
    """Copies of the document on paper, by their lines; an electronic one has no sheet."""
    made = select(func.sum(RegisterRow.copies)).filter_by(direction="OUT", paper_id=paper_id)
    return db.session.scalar(made.where(RegisterRow.book == f"OUT:{COPY_SERIES}")) or 0


def addresses(agency_id: int | None, most: int) -> list[str]:
    """To whom the agency wrote by post last, as it was written on the envelope."""
    mine = select(RegisterRow.recipients).filter_by(agency_id=agency_id, direction=POST)
    return list(db.session.scalars(mine.order_by(RegisterRow.id.desc()).limit(most)))
