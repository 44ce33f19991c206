"""The two books beside the registers: what went by post, who has what is kept (Annex IV, III, IV).

Steps of an act, and what asks for their lines.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import or_, select

from server.clock import today
from server.database import db
from server.moment import asked_once
from server.registers import lines
from server.registers.models import RegisterRow
from server.registers.services import open_row, take_number
from workflows.kinds import COPY_SERIES

POST, KEPT = "POST", "KEPT"
_COPIES = f"OUT:{COPY_SERIES}"
_OPEN = {POST: lambda row: not row.receipt, KEPT: lambda row: row.handed_on is None}
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


def name_of(place: str) -> str:
    """Of whom an envelope is written to: the name stands before the address."""
    return place.partition(";")[0].strip()


def written_to(paper_ids: Iterable[int]) -> Mapping[int, Set[str]]:
    """Whom the postal book names for each of these documents."""
    found: dict[int, set[str]] = {id: set() for id in paper_ids}
    mine = select(RegisterRow.paper_id, RegisterRow.recipients)
    mine = mine.where(RegisterRow.direction == POST, RegisterRow.paper_id.in_(list(found)))
    for paper_id, place in db.session.execute(mine):
        found[paper_id].add(name_of(place))
    return found


@asked_once
def _lines_beside(paper_id: int) -> Sequence[RegisterRow]:
    """What all three books say of a document that went out, which its law asks one by one."""
    copies = (RegisterRow.direction == "OUT") & (RegisterRow.book == _COPIES)
    beside = or_(RegisterRow.direction.in_((POST, KEPT)), copies)
    mine = select(RegisterRow).where(RegisterRow.paper_id == paper_id, beside)
    return db.session.scalars(mine.order_by(RegisterRow.id)).all()


def posted_to(paper_id: int) -> Set[str]:
    """Whom the postal book names for this document."""
    return {name_of(row.recipients) for row in lines_about(POST, paper_id)}


def lines_about(book: str, paper_id: int) -> Sequence[RegisterRow]:
    """The lines of a document, the first one first."""
    return [row for row in _lines_beside(paper_id) if row.book == book]


def open_lines(book: str, paper_id: int) -> Sequence[RegisterRow]:
    """Those that wait for something."""
    return [row for row in lines_about(book, paper_id) if _OPEN[book](row)]


def has_line(book: str, paper_id: int) -> bool:
    """Whether any line is about the document."""
    return bool(lines_about(book, paper_id))


def is_open(book: str, paper_id: int) -> bool:
    """Whether a line of the document waits for something."""
    return bool(open_lines(book, paper_id))


def sheets_copied(paper_id: int) -> int:
    """Copies of the document on paper, by their lines; an electronic one has no sheet."""
    return sum(row.copies for row in lines_about(_COPIES, paper_id))


def addresses(agency_id: int | None, most: int) -> list[str]:
    """To whom the agency wrote by post last, as it was written on the envelope."""
    mine = select(RegisterRow.recipients).filter_by(agency_id=agency_id, direction=POST)
    return list(db.session.scalars(mine.order_by(RegisterRow.id.desc()).limit(most)))
