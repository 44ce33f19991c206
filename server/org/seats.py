"""The rows an actor is made of: a post held, its seat, its unit and its agency, side by side.

Plain columns, no objects: it is asked at each request, and of each reader of a list.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, cast, select

from server.org import passes
from server.org.actor import Actor, Place, Post
from server.org.models import Agency, Appointment, Person, Position, Unit
from workflows import Role

Seat = Row[Any]
"""One post that somebody holds."""


def seats() -> Select[*tuple[Any, ...]]:
    """Every post held, of any day, by anybody; whoever asks says which."""
    return (
        select(
            Appointment.id, Appointment.person_id, Appointment.main,
            Person.account, Person.full_name, Person.active,
            Position.id.label("position_id"), Position.title, Position.roles, Position.agency_id,
            Position.unit_id, Position.is_head, Position.is_deputy, Position.inherits,
            Agency.code, Agency.short_name, Agency.has_units, Agency.valid_to.label("agency_until"),
            Unit.name.label("unit_name"),
            passes.held().label("passes"),
        )
        .select_from(Appointment)
        .join(Person, Person.id == Appointment.person_id)
        .join(Position, Position.id == Appointment.position_id)
        .outerjoin(Agency, Agency.id == Position.agency_id)
        .outerjoin(Unit, Unit.id == Position.unit_id)
    )  # fmt: skip


def main_first(held: Iterable[Seat]) -> list[Seat]:
    return sorted(held, key=lambda seat: (not seat.main, seat.id))


def actor(seat: Seat, own: list[Seat], others: list[Seat]) -> Actor:
    """`own`: all posts of this person; `others`: of the absent people whom they stand in for."""
    return Actor(
        person_id=seat.person_id,
        account=seat.account,
        name=seat.full_name,
        title=seat.title,
        roles=frozenset(map(Role, seat.roles)),
        appointment_id=seat.id,
        position_id=seat.position_id,
        agency_id=seat.agency_id,
        agency_code=seat.code or "",
        agency_name=seat.short_name or "",
        agency_until=seat.agency_until,
        unit_id=seat.unit_id,
        unit_name=seat.unit_name or "",
        is_head=seat.is_head,
        is_deputy=seat.is_deputy,
        has_units=bool(seat.has_units),
        places=tuple(_place(one) for one in others if one.agency_id == seat.agency_id),
        posts=tuple(map(_post, own)),
        inherits=tuple(seat.inherits),
        passes=passes.seats_of(seat.passes),
    )


def _place(seat: Seat) -> Place:
    roles = frozenset(map(Role, seat.roles))
    holder = f"{seat.title} {seat.full_name}"
    return Place(seat.position_id, holder, roles, seat.agency_id, seat.unit_id)


def _post(seat: Seat) -> Post:
    title = ", ".join(part for part in (seat.title, seat.unit_name) if part)
    return Post(seat.id, title, seat.short_name or "")


def took_over(seat: str) -> ColumnElement[bool]:
    """Of a position: whether what lay on this seat came to it by a plan (ORG-12)."""
    return cast(Position.inherits, Text).contains(f'"{seat}"', autoescape=True)
