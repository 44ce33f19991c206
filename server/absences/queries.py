"""Whose absences somebody sees, and for whom he may write one down."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import joinedload

from server import standing_in
from server.database import db
from server.org import queries as org
from server.org.actor import Actor
from server.org.models import Absence, Appointment, Person, Position
from workflows import Role

MOST = 200
"""Lines of the list; the newest."""


NAMED = joinedload(Absence.person), joinedload(Absence.substitute)


def listed(actor: Actor) -> Sequence[Absence]:
    """One's own, those one stands in for, and those of one's people, the newest first."""
    rows = select(Absence).where(_seen_by(actor)).options(*NAMED)
    return db.session.scalars(
        rows.order_by(Absence.valid_from.desc(), Absence.id.desc()).limit(MOST)
    ).all()


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    if Role.ADMIN in actor.roles:
        return true()
    mine = or_(Absence.person_id == actor.person_id, Absence.substitute_id == actor.person_id)
    place = standing_in.whose_absences(actor)
    if place is None:
        return mine
    held = org.as_of(select(Appointment.person_id), Appointment).join(Position)
    return or_(mine, Absence.person_id.in_(held.where(getattr(Position, place[0]) == place[1])))


def has_people(actor: Actor) -> bool:
    """Whether he writes down more than his own."""
    return standing_in.whose_absences(actor) is not None


def colleagues(actor: Actor, *, own: bool = False) -> list[tuple[str, str]]:
    """The people of the agency, account and name with post; `own`: for whom he may write."""
    pairs = org.people_with(actor.agency_id, Role)
    found = {
        one.account: ", ".join((one.full_name, post.title, *_unit(post)))
        for one, post in sorted(pairs, key=lambda pair: pair[1].unit_id != actor.unit_id)
        if one.active and _fits(actor, one, post, own)
    }
    return list(found.items())


def _unit(post: Position) -> list[str]:
    """A district has eleven heads of a unit."""
    return [post.unit.name] if post.unit else []


def _fits(actor: Actor, one: Person, post: Position, own: bool) -> bool:
    if own:
        return standing_in.may_write_absence(actor, one.id, [post])
    return Role.ADMIN not in post.roles
