"""Reading the books: rows go by the right to the register, not to each paper (CONTRACT §2.5)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from server.database import db
from server.desks.models import Reader
from server.org.actor import Actor
from server.policy import WHOLE_REGISTER
from server.registers.beside import KEPT, POST
from server.registers.models import Register, RegisterRow
from server.registers.whose import is_anothers, require_book
from workflows import Role

PAGE = 44
"""Ten columns in full, and what a head may open is a link: fifty lines of his were 26.7 KB."""

DIRECTIONS = {"in": "IN", "out": "OUT", "post": POST, "kept": KEPT}
"""By the name of a book in an address."""


def book(
    actor: Actor,
    direction: str,
    year: int,
    *,
    agency_id: int | None = None,
    before: int | None = None,
) -> tuple[list[Row[Any]], int | None]:
    """A page of a book, newest line first, and the id where the next page begins."""
    return turned(lines(actor, direction, year, agency_id), before)


def lines(actor: Actor, direction: str, year: int, agency_id: int | None = None) -> Select[Any]:
    """The lines of a book that this actor may see; the reader adds conditions of its own.

    Raises `not_allowed` to who may not open it; a unit's head and an officer see the lines of what
    is theirs (DOMAIN §3.2).
    """
    require_book(actor, agency_id)
    of_book = _of_book(agency_id or actor.agency_id, direction, year)
    own = () if is_anothers(actor, agency_id) else _own_lines(actor, direction)
    return select(*RegisterRow.__table__.c).where(*of_book, *own)


def is_longer(than: int, agency_id: int | None, direction: str, year: int) -> bool:
    """Whether a book has more lines than that, without counting all of them."""
    some = select(RegisterRow.id).where(*_of_book(agency_id, direction, year)).limit(than + 1)
    return (db.session.scalar(select(func.count()).select_from(some.subquery())) or 0) > than


def _of_book(agency_id: int | None, direction: str, year: int) -> Sequence[ColumnElement[bool]]:
    return (
        RegisterRow.agency_id == agency_id,
        RegisterRow.direction == DIRECTIONS[direction],
        RegisterRow.year == year,
    )


def turned(written: Select[Any], before: int | None) -> tuple[list[Row[Any]], int | None]:
    """A page of these lines, newest first, and the id where the next page begins."""
    return leaf(read(written.order_by(RegisterRow.id.desc()), before))


def read(
    written: Select[Any],
    before: int | None,
    place: ColumnElement[int] | InstrumentedAttribute[int] = RegisterRow.id,
) -> list[Row[Any]]:
    """The lines of a page and one more, in their order, each with its `place` in it."""
    if before is not None:
        written = written.where(place < before)
    return list(db.session.execute(written.add_columns(place.label("place")).limit(PAGE + 1)))


def leaf(rows: Sequence[Row[Any]]) -> tuple[list[Row[Any]], int | None]:
    """What was read as a page, and the place where the next one begins."""
    return list(rows[:PAGE]), rows[PAGE - 1].place if len(rows) > PAGE else None


def _own_lines(actor: Actor, direction: str) -> Sequence[ColumnElement[bool]]:
    """Nothing more for clerk, leader, chief, auditor; own lines for the others."""
    if actor.roles & WHOLE_REGISTER:
        return ()
    kind = "incoming" if direction == "in" else "outgoing"
    mine = (
        select(Reader.paper_id)
        .where(
            Reader.seat.in_(actor.seats),
            Reader.paper_kind == kind,
            Reader.paper_id == RegisterRow.paper_id,
        )
        .exists()
    )
    if Role.UNIT_HEAD in actor.roles and actor.unit_id:
        return (or_(RegisterRow.unit_id == actor.unit_id, mine),)
    return (mine,)


def lines_of(book: Register) -> ColumnElement[bool]:
    """The lines of one book, whoever asks: for its examination."""
    return and_(
        RegisterRow.agency_id == book.agency_id,
        RegisterRow.book == book.book,
        RegisterRow.year == book.year,
    )


def numbers_in(book: Register) -> list[int]:
    """The numbers that its lines have, in order."""
    numbers = select(RegisterRow.number).where(lines_of(book)).order_by(RegisterRow.number)
    return list(db.session.scalars(numbers))
