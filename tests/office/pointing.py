"""Where an open thing points at a post, unit or agency that is no more, or at who sits in none.

Asked of every column there is, so that a new one is not forgotten (ORG-12, AR-04).
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from server.clock import today
from server.database import db
from server.open_work.kinds import KINDS
from server.org.models import Agency, Appointment, Dated, Person, Position, Unit

NAMED: dict[str, type[Any]] = {one.__tablename__: one for one in (Position, Unit, Agency, Person)}
ONCE = {"planner_id"}
"""Who wrote it down in the beginning: nothing is owed by him any more."""
LETTERS = {"p": Position, "u": Unit, "a": Agency}


def dead_ends() -> list[str]:
    """`tasks 3: lead_agency_id`, for each; asked as of the day."""
    db.session.expire_all()
    return [f"{kind} {id}: {what}" for kind, id, what in _found()]


def _found() -> Iterator[tuple[str, int, str]]:
    for kind, it in KINDS.items():
        for paper in db.session.scalars(select(it.model).where(it.model.state.in_(it.open))):
            yield from ((kind, paper.id, what) for what in _of(paper))
            yield from ((kind, paper.id, what) for one in _beside(paper) for what in _of(one))


def _beside(paper: Any) -> list[Any]:
    """What names somebody in rows of its own."""
    owed = [one for one in getattr(paper, "contributions", ()) if one.state == "OPEN"]
    return [*owed, *getattr(paper, "co_issuers", ())]


def _of(row: Any) -> Iterator[str]:
    for column in (it for it in row.__table__.columns if it.key not in ONCE):
        for key in column.foreign_keys:
            model, value = NAMED.get(key.column.table.name), getattr(row, column.key)
            if model and value and not _stands(db.session.get_one(model, value)):
                yield column.key
    helpers = [one["seat"] for one in getattr(row, "helpers", ())]
    for seat in filter(None, [getattr(row, "seat", ""), getattr(row, "lead_seat", ""), *helpers]):
        letter, number = seat.split(":")[:2]
        if letter in LETTERS and not _stands(db.session.get_one(LETTERS[letter], int(number))):
            yield seat


def _stands(one: Dated | Person) -> bool:
    if isinstance(one, Person):
        held = db.session.scalars(select(Appointment).filter_by(person_id=one.id))
        return any(it.holds_on(today()) for it in held)
    home = db.session.get(Agency, getattr(one, "agency_id", None) or 0)
    return one.holds_on(today()) and (home is None or home.holds_on(today()))
