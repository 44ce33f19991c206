"""Who is away, and who has what comes to him meanwhile (ORG-04): names for those two to read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from server.database import db
from server.org.actor import Actor
from server.org.models import Absence, Appointment, Person
from server.org.queries import in_force


@dataclass(frozen=True, slots=True)
class Away:
    """An absence of today: a post of who is away, who has his work, and its last day."""

    position_id: int
    name: str
    substitute: str
    last_day: dt.date | None


def others_of(actor: Actor) -> list[Away]:
    """Of those whom this one stands in for, in the post he acts in; who does so for nobody is
    asked nothing."""
    if not actor.stands_for:
        return []
    mine = Absence.substitute_id == actor.person_id
    return _told(mine & Appointment.position_id.in_(actor.stands_for))


def of_oneself(actor: Actor) -> list[Away]:
    """One's own, a row for each post."""
    return _told(Absence.person_id == actor.person_id)


def among(people: Iterable[int], day: dt.date) -> dict[int, tuple[str, dt.date | None]]:
    """Of these people those who are away on that day: who has their work meanwhile, and their last
    day away, where one is set."""
    there, other = set(people), aliased(Person)
    rows = (
        select(Absence.person_id, other.full_name, Absence.valid_to)
        .join(other, other.id == Absence.substitute_id)
        .where(Absence.person_id.in_(there), in_force(Absence, day))
    )
    return {
        person: (substitute, _last_day(end))
        for person, substitute, end in (db.session.execute(rows) if there else ())
    }


def with_substitutes(people: Iterable[int]) -> list[int]:
    """These people, then whoever stands in today for one of them."""
    there = list(people)
    standing = select(Absence.substitute_id).where(Absence.person_id.in_(there), in_force(Absence))
    return list(dict.fromkeys([*there, *(db.session.scalars(standing) if there else ())]))


def _told(wanted: ColumnElement[bool]) -> list[Away]:
    other = aliased(Person)
    rows: Any = (
        select(Appointment.position_id, Person.full_name, other.full_name, Absence.valid_to)
        .join(Absence, Absence.person_id == Appointment.person_id)
        .join(Person, Person.id == Absence.person_id)
        .join(other, other.id == Absence.substitute_id)
        .where(wanted, in_force(Absence), in_force(Appointment))
        .order_by(Person.sort_key, Appointment.id)
    )
    return [
        Away(post, name, substitute, _last_day(end))
        for post, name, substitute, end in db.session.execute(rows)
    ]


def _last_day(end: dt.date | None) -> dt.date | None:
    return end - dt.timedelta(1) if end else None
