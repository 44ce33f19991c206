"""The year's numbers go on where the older system's ended (Decree 30, articles 15.1 and 22.2)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from server import audit, repeats
from server.clock import today
from server.database import db, transaction
from server.documents.earlier.handing_in import require_clerk
from server.documents.earlier.models import EarlierDocument
from server.org.actor import Actor
from server.org.kind_rules import series_table
from server.registers.models import Register
from server.registers.services import go_on
from server.shapes import Asked
from workflows.earlier import Direction, refuse_going_on
from workflows.kinds import is_normative, kind, series_of


class Compared(Asked):
    """`compared`: the clerk has compared the last numbers with the older register."""

    compared: bool = False


@dataclass(frozen=True, slots=True)
class Onward:
    """A book of this year: with which number the older register of it ended, on which day.

    `after`: from which number this system's goes on as it stands (0: from 01); `own`: it has given
    numbers of its own, so nothing of that changes any more.
    """

    book: str
    last: int
    on: dt.date
    after: int
    own: bool


def books(agency_id: int | None, direction: str, year: int) -> list[Onward]:
    """Each series that the older register of that year had numbers in."""
    place, day = func.max(EarlierDocument.place), func.max(EarlierDocument.entered_on)
    asked = select(EarlierDocument.doc_type, place, day).where(
        EarlierDocument.agency_id == agency_id,
        EarlierDocument.direction == direction,
        EarlierDocument.year == year,
    )
    table = series_table(agency_id)
    ended: dict[str, tuple[int, dt.date]] = {}
    for doc_type, last, on in db.session.execute(asked.group_by(EarlierDocument.doc_type)):
        book = _book(direction, doc_type, table)
        if book:
            before = ended.get(book, (0, on))
            ended[book] = (max(last, before[0]), max(on, before[1]))
    ours = select(Register).filter_by(agency_id=agency_id, year=year)
    here = {it.book: it for it in db.session.scalars(ours)}
    return [_onward(book, *ended[book], here.get(book)) for book in sorted(ended)]


def _book(direction: str, doc_type: str, table: Mapping[str, str]) -> str:
    """What has no type in its name is an official letter; legal documents have books that are not
    ours (NUM-05)."""
    if direction == Direction.IN:
        return "IN"
    if is_normative(doc_type):
        return ""
    return f"OUT:{series_of(kind(doc_type or 'Công văn'), table)}"


def _onward(book: str, last: int, on: dt.date, here: Register | None) -> Onward:
    after, given = (here.after, here.last) if here else (0, 0)
    return Onward(book, last, on, after, own=given != after)


def carry_on(actor: Actor, direction: str, year: int, *, compared: bool) -> int:
    """The clerk has each of them that has given no number here go on from its older one; how many
    did."""
    require_clerk(actor)
    with transaction():
        agency_id = actor.agency_id or 0
        free = [one for one in books(agency_id, direction, year) if not one.own]
        refuse_going_on(is_this_year=year == today().year, books=len(free), compared=compared)
        done = [
            one for one in free if go_on((agency_id, one.book, year), after=one.last, day=one.on)
        ]
        for one in done:
            audit.append(
                "register_continued", f"register/{agency_id}/{one.book}/{year}", agency=agency_id,
                book=one.book, year=year, last=one.last, **actor.by,
            )  # fmt: skip
        repeats.remember("earlier_book", year)
    return len(done)
