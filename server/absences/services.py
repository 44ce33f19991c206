"""Vắng mặt: each writes down his own, a head or the office chief that of his people.

It routes what waits; it never gives the power to sign (ORG-04).
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select

from server import standing_in
from server.admin.changes import found, require_span, said_day, span
from server.admin.staff.people import locked
from server.audit.changes import changed
from server.clock import today
from server.database import db, transaction
from server.desks.queries import ABSENCES
from server.org.actor import Actor
from server.org.models import Absence, Person, Position
from server.org.queries import in_force, lasts_beyond
from server.papers.telling import AWAY_CHANGED, AWAY_WRITTEN, tell_person
from workflows import Refused, Role
from workflows.absence import AbsenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who is away and why, who stands in, from when until before which day."""

    account: str
    substitute: str
    valid_from: dt.date
    valid_to: dt.date
    kind: AbsenceKind = AbsenceKind.OTHER


def require_user(actor: Actor) -> None:
    """Whoever works here; a citizen has no desk."""
    if not actor.roles - {Role.CITIZEN}:
        raise Refused("not_allowed")


def stand_in(actor: Actor, wish: Wish) -> Absence:
    """What waits for somebody who is away comes to another too, who hears of it."""
    require_user(actor)
    require_span(wish.valid_from, wish.valid_to)
    if wish.account == wish.substitute:
        raise Refused("away_himself", "substitute")
    with transaction() as session:
        person, other = _known(wish.account, "account"), _known(wish.substitute, "substitute")
        _require_may_write(actor, person)
        _hear_substitute(person, other)
        during = _during(wish.valid_from, wish.valid_to)
        _require_none(during & (Absence.person_id == person.id), "away_already", "valid_from")
        _require_none(during & (Absence.person_id == other.id), "substitute_is_away", "substitute")
        row = Absence(
            person_id=person.id, substitute_id=other.id, kind=str(wish.kind),
            valid_from=wish.valid_from, valid_to=wish.valid_to,
        )  # fmt: skip
        session.add(row)
        session.flush()
        words = f"{person.full_name} vắng, {other.full_name} nhận việc thay"
        words = f"{words}, {span(row.valid_from, row.valid_to)}"
        changed(actor, "absence_noted", f"person/{person.id}", words, substitute=other.id)
        _tell(actor, row, AWAY_WRITTEN)
    return row


def come_back(actor: Actor, absence_id: int, *, on: dt.date) -> Absence:
    """From `on` the desk is his own again: earlier than was written, or later."""
    require_user(actor)
    with transaction():
        row = found(Absence, absence_id, held=True)
        if not may_change(actor, row):
            raise Refused("not_your_people" if may_see(actor, row) else "no_such_row")
        _require_moves(row, on)
        person, later = row.person, row.valid_to is not None and on > row.valid_to
        if later:
            others = _during(row.valid_to or on, on) & (Absence.id != row.id)
            _require_none(others & (Absence.person_id == person.id), "away_already", "on")
            _require_none(others & (Absence.person_id == row.substitute_id),
                          "substitute_is_away", "on")  # fmt: skip
        row.valid_to = on
        act = "absence_extended" if later else "absence_ended"
        words = f"{person.full_name} trở lại làm việc từ {said_day(on)}"
        changed(actor, act, f"person/{person.id}", words, absence=row.id)
        _tell(actor, row, AWAY_CHANGED)
    return row


def _require_moves(row: Absence, on: dt.date) -> None:
    """Another day than was written, from today on: what was done under it stays as it was."""
    if is_over(row):
        raise Refused("ended_before_that_day", "on")
    if on < today():
        raise Refused("end_is_backdated", "on")
    if on < row.valid_from:
        raise Refused("ends_before_it_begins", "on")
    if on == row.valid_to:
        raise Refused("nothing_changes", "on")


def is_over(row: Absence) -> bool:
    return row.is_over_on(today())


def may_change(actor: Actor, row: Absence) -> bool:
    return standing_in.may_write_absence(actor, row.person_id, held(row.person))


def may_see(actor: Actor, row: Absence) -> bool:
    """Whoever may change it, and whoever has the work meanwhile."""
    return actor.person_id == row.substitute_id or may_change(actor, row)


def held(person: Person) -> list[Position]:
    """The posts of today."""
    return [post.position for post in person.appointments if post.holds_on(today())]


def _require_may_write(actor: Actor, person: Person) -> None:
    if not standing_in.may_write_absence(actor, person.id, held(person)):
        raise Refused("not_your_people", "account")


def _known(account: str, field: str) -> Person:
    try:
        return locked(account.strip().lower())
    except Refused:
        raise Refused("unknown_person", field, account=account) from None


def _hear_substitute(person: Person, other: Person) -> None:
    """Somebody at work in the same agency, and no administrator: he reads no papers (§3.2)."""
    own, others = held(person), held(other)
    if not own:
        raise Refused("unknown_person", "account", account=person.account)
    here = {one.agency_id for one in own}
    if not other.active or not here & {one.agency_id for one in others}:
        raise Refused("substitute_elsewhere", "substitute")
    if any(Role.ADMIN in one.roles for one in others):
        raise Refused("substitute_is_admin", "substitute")


def _during(start: dt.date, end: dt.date) -> ColumnElement[bool]:
    return and_(Absence.valid_from < end, lasts_beyond(Absence, start))


def _require_none(which: ColumnElement[bool], reason: str, field: str) -> None:
    if db.session.scalar(select(Absence.id).where(which).limit(1)):
        raise Refused(reason, field)


def _tell(actor: Actor, row: Absence, what: str) -> None:
    """Whoever has the work, and who is away, where another wrote it down."""
    about = {"kind": ABSENCES, "id": row.id, "seq": row.id}
    for person_id in (row.substitute_id, row.person_id):
        tell_person(actor, about, person_id, what)


def stood_in_for(person_id: int) -> list[Person]:
    """Those whose work this one has today: where he leaves too, it comes to nobody."""
    rows = select(Person).join(Absence, Absence.person_id == Person.id)
    mine = rows.where(Absence.substitute_id == person_id, in_force(Absence))
    return list(db.session.scalars(mine.order_by(Person.sort_key)))
