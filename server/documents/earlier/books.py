"""The registers of the older system as closed books of their own: read here, never written in.

Rows go by the right to the register, content by the right to each document (DOMAIN §3.2).
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, literal, or_, select, union

from server.database import db
from server.documents.earlier.models import EarlierDocument
from server.org.actor import Actor
from server.papers.listing import before
from server.papers.services import may_read
from server.policy import WHOLE_REGISTER
from server.registers.models import Register
from server.registers.whose import is_anothers, require_book
from workflows import Role
from workflows.earlier import Direction

PAGE = 44


def lines(
    actor: Actor, direction: str, year: int, cursor: str | None, agency_id: int | None = None
) -> tuple[Sequence[Row], str | None]:
    """A page of a book, last number first, and where the next begins; `open`: may be opened."""
    require_book(actor, agency_id)
    place, top = EarlierDocument.place, before(cursor)
    may_open = may_read(EarlierDocument, actor).label("open")
    written = select(*EarlierDocument.__table__.c, may_open).where(
        EarlierDocument.agency_id == (agency_id or actor.agency_id),
        EarlierDocument.direction == direction,
        EarlierDocument.year == year,
        *(() if is_anothers(actor, agency_id) else _own(actor)),
        *(() if top is None else (place < top,)),
    )
    ordered = written.order_by(place.desc(), EarlierDocument.id.desc()).limit(PAGE + 1)
    rows = db.session.execute(ordered).all()
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE].place
    whole = [one for one in rows if one.place > last]  # numbers such as 12 and 12a stay together
    return whole, str(last + 1)


OURS = "ours"


def years_held(agency_id: int | None) -> dict[str, list[int]]:
    """In one question: the years in which this system gave out a number (`ours`), and those of the
    older registers by their names; newest first."""
    old = select(EarlierDocument.direction, EarlierDocument.year).filter_by(agency_id=agency_id)
    ours = select(literal(OURS), Register.year).filter_by(agency_id=agency_id)
    held: dict[str, list[int]] = {OURS: [], Direction.IN: [], Direction.OUT: []}
    for book, year in db.session.execute(union(old, ours)):
        held[book].append(year)
    return {book: sorted(years, reverse=True) for book, years in held.items()}


def _own(actor: Actor) -> Sequence[ColumnElement[bool]]:
    """Nothing more for clerk, leader, chief, auditor; own lines for the others (§3.2)."""
    if actor.roles & WHOLE_REGISTER:
        return ()
    if Role.UNIT_HEAD in actor.roles and actor.unit_id:
        return (or_(EarlierDocument.unit_id == actor.unit_id, may_read(EarlierDocument, actor)),)
    return (may_read(EarlierDocument, actor),)
