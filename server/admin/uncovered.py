"""What waits for an absent one though somebody stands in: what comes to his role, not to him.

A substitute has his desk and not his role (ORG-04): where nobody else at work has that role, a
letter to the unit lies until he is back, and whoever writes the absence down should know so.
"""

from sqlalchemy import select

from server.admin.fields import ROLE_WORDS
from server.clock import today
from server.database import db
from server.org.models import Absence, Person, Position
from server.org.queries import in_force, people_with
from workflows import Role

SHARED = (Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD, Role.CLERK, Role.ARCHIVIST)
"""Roles to which papers come, whoever has them (seats `a:1:CLERK`, `u:5:UNIT_HEAD`)."""


def roles_of(person: Person) -> list[str]:
    """His roles that nobody else who is at work has, in words with their place."""
    held = [one.position for one in person.appointments if one.holds_on(today())]
    return [
        _words(post, role)
        for post in held
        for role in SHARED
        if role in post.roles and not _others(person, post, role)
    ]


def _others(person: Person, post: Position, role: Role) -> set[int]:
    unit_id = post.unit_id if role is Role.UNIT_HEAD else None
    there = {one.id for one, _post in people_with(post.agency_id, {role}, unit_id)}
    away = set(db.session.scalars(select(Absence.person_id).where(in_force(Absence))))
    return there - away - {person.id}


def _words(post: Position, role: Role) -> str:
    place = post.unit if role is Role.UNIT_HEAD and post.unit else post.agency
    return f"{ROLE_WORDS[role]} ({place.name})" if place else str(ROLE_WORDS[role])
