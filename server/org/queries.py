"""Reading the organisation as of a day: who acts, who heads what, which seat is whose."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import joinedload

from server.clock import today
from server.database import db, run
from server.moment import asked_once, known_together
from server.org import seats
from server.org.actor import Actor
from server.org.dated import Dated
from server.org.models import (
    Absence,
    Agency,
    Appointment,
    CalendarDay,
    Delegation,
    KindRule,
    OfficeHours,
    Person,
    Phrase,
    Position,
    RecipientGroup,
    Unit,
)
from workflows import Refused, Role
from workflows.deadlines import Calendar, sessions_said
from workflows.urgency import Urgency

S = TypeVar("S", bound=Select[*tuple[Any, ...]])
Day = dt.date | BindParameter[Any]
Habit = TypeVar("Habit", RecipientGroup, Phrase)


def as_of(query: S, model: type[Dated], day: dt.date | BindParameter[Any] | None = None) -> S:
    """Only the rows in force on `day` (today where none is named; a parameter in a kept one)."""
    return query.where(in_force(model, day))


def in_force(model: type[Dated], day: Day | None = None) -> ColumnElement[bool]:
    """The same as a clause, for a join."""
    day = today() if day is None else day
    return and_(model.valid_from <= day, or_(model.valid_to.is_(None), model.valid_to > day))


def lasts_beyond(model: type[Dated], day: Day) -> ColumnElement[bool]:
    """Not over on `day`: in force then, or later; never what was called off beforehand (§2.4)."""
    until = model.valid_to
    return or_(until.is_(None), and_(until > day, until > model.valid_from))


def kept_for(model: type[Habit], actor: Actor) -> Select[Habit]:
    """What the agency keeps for all, then one's own."""
    mine = or_(model.person_id.is_(None), model.person_id == actor.person_id)
    kept = select(model).where(model.agency_id == actor.agency_id, mine)
    return kept.order_by(model.person_id.is_not(None))


_BY_ORGAN = as_of(
    select(Agency).where(Agency.organ_id == bindparam("organ")), Agency, bindparam("day")
)
_ABSENT = as_of(
    select(Absence.person_id).where(Absence.substitute_id == bindparam("person")),
    Absence,
    bindparam("day"),
)
_POSTS = as_of(seats.seats(), Appointment, bindparam("day")).where(
    or_(Appointment.person_id == bindparam("person"), Appointment.person_id.in_(_ABSENT))
)
"""The posts a person holds, and those of the absent people whom they stand in for."""

_WITH_PLACE = (
    joinedload(Appointment.position).joinedload(Position.agency),
    joinedload(Appointment.position).joinedload(Position.unit),
    joinedload(Appointment.person),
)
_NAMED = select(Person).where(Person.account == bindparam("account"))
_HELD = (
    as_of(select(Appointment), Appointment, bindparam("day"))
    .where(Appointment.person_id == bindparam("person_id"))
    .order_by(Appointment.main.desc(), Appointment.id)
    .options(*_WITH_PLACE)
)
_HEAD = (
    as_of(select(Position), Position, bindparam("day"))
    .where(
        Position.agency_id == bindparam("agency_id"),
        Position.is_head,
        Position.unit_id.is_not_distinct_from(bindparam("unit_id")),
    )
    .order_by(Position.rank)
    .limit(1)
)
_COLLEAGUE = (
    as_of(select(Person, Position).select_from(Person), Appointment, bindparam("day"))
    .join(Appointment, Appointment.person_id == Person.id)
    .join(Position, Position.id == Appointment.position_id)
    .where(Person.account == bindparam("account"), Position.agency_id == bindparam("agency_id"))
    .order_by(Appointment.main.desc(), Appointment.id)
)
_UNITS = (
    as_of(select(Unit), Unit, bindparam("day"))
    .where(Unit.agency_id == bindparam("agency_id"))
    .order_by(Unit.rank, Unit.id)
)
_HOURS = "hours"
MINUTES = "minutes"
_DAYS = union_all(
    select(CalendarDay.day, CalendarDay.kind, literal("")),
    select(OfficeHours.since, literal(_HOURS), OfficeHours.sessions).where(
        OfficeHours.agency_id == bindparam("agency_id")
    ),
    as_of(
        select(KindRule.valid_from, KindRule.doc_type, KindRule.value), KindRule, bindparam("day")
    ).where(KindRule.agency_id == bindparam("agency_id"), KindRule.what == MINUTES),
)
"""What nearly every act asks, kept: building it costs as much as asking it (SPEED.md 1f)."""


def actor_of(person: Person, appointment_id: int | None = None) -> Actor:
    """The actor that `person` is today, in the named post or the main one; what the open act has
    changed counts. Raises `no_post` where the person holds none today, or not that one."""
    db.session.flush()
    return actor_by_id(person.id, appointment_id)


def actor_by_id(person_id: int, appointment_id: int | None = None) -> Actor:
    """The same where only the id is known: one bare statement, for it is asked at each request."""
    held = run(_POSTS, {"person": person_id, "day": today()}).all()
    own = seats.main_first(one for one in held if one.person_id == person_id and one.active)
    acting = next((one for one in own if appointment_id in (None, one.id)), None)
    if acting is None:
        raise Refused("no_post")
    return seats.actor(acting, own, [one for one in held if one.person_id != person_id])


def actors_among(people: Collection[int]) -> list[Actor]:
    """These people as actors, once for each post of today; two statements, however many."""
    away = select(Absence.substitute_id, Absence.person_id).where(Absence.substitute_id.in_(people))
    stands_for: dict[int, set[int]] = {}
    for substitute, absent in db.session.execute(as_of(away, Absence)):
        stands_for.setdefault(substitute, set()).add(absent)
    whose = {*people, *(one for absent in stands_for.values() for one in absent)}
    held: dict[int, list[seats.Seat]] = {}
    theirs = as_of(seats.seats(), Appointment).where(Appointment.person_id.in_(whose))
    for one in db.session.execute(theirs):
        held.setdefault(one.person_id, []).append(one)
    return [
        seats.actor(
            one, own, [one for absent in stands_for.get(me, ()) for one in held.get(absent, [])]
        )
        for me in people
        if (own := seats.main_first(one for one in held.get(me, []) if one.active))
        for one in own
    ]


def posts_of(person_id: int) -> list[Appointment]:
    """The appointments a person holds today, the main one first."""
    return list(db.session.scalars(_HELD, {"person_id": person_id, "day": today()}))


@known_together
def is_acting(person_id: int, position_id: int) -> bool:
    """Whether the person holds the position today as "quyền" (Q.)."""
    held = select(Appointment.id).filter_by(person_id=person_id, position_id=position_id)
    return db.session.scalar(as_of(held.filter_by(kind="acting"), Appointment)) is not None


def person_by_account(account: str) -> Person | None:
    return db.session.scalar(_NAMED, {"account": account})


def holder(position_id: int | None) -> Person | None:
    """Who holds the position today; nobody ("khuyết") where it is vacant."""
    held = as_of(select(Person).join(Appointment), Appointment)
    return db.session.scalar(held.where(Appointment.position_id == position_id).limit(1))


def colleague(
    agency_id: int | None, account: str, field: str, units: Iterable[int | None] = ()
) -> tuple[Person, Position]:
    """By account, or `unknown_person`; of several posts here one at these units, else the main."""
    given = {"account": account, "agency_id": agency_id, "day": today()}
    found = [(one[0], one[1]) for one in db.session.execute(_COLLEAGUE, given)]
    if not found:
        raise Refused("unknown_person", field, account=account)
    return next((one for one in found if one[1].unit_id in units), found[0])


def agency_by_code(code: str, field: str = "") -> Agency:
    found = db.session.scalar(as_of(select(Agency).where(Agency.code == code), Agency))
    if found is None:
        raise Refused("unknown_agency", field, code=code)
    return found


def agency_by_organ(organ_id: str) -> Agency | None:
    """By electronic identifier, as an opaque string: trimmed, upper case (DOMAIN §8.3)."""
    return db.session.scalar(_BY_ORGAN, {"organ": organ_id.strip().upper(), "day": today()})


def own_agencies() -> list[tuple[str, str]]:
    """Code and short name of the agencies that work here, for a choice."""
    rows = as_of(select(Agency.code, Agency.short_name), Agency).where(~Agency.external)
    return [(code, name) for code, name in db.session.execute(rows.order_by(Agency.id))]


def agencies() -> list[Agency]:
    """Every agency in force today, in the directory's order."""
    return list(db.session.scalars(as_of(select(Agency), Agency).order_by(Agency.id)))


def units(agency_id: int | None) -> list[Unit]:
    return list(db.session.scalars(_UNITS, {"agency_id": agency_id, "day": today()}))


def unit_by_code(agency_id: int | None, code: str, field: str = "") -> Unit:
    mine = select(Unit).where(Unit.agency_id == agency_id, Unit.code == code)
    found = db.session.scalar(as_of(mine, Unit))
    if found is None:
        raise Refused("unknown_unit", field, code=code)
    return found


@known_together
def head_position(agency_id: int | None, unit_id: int | None = None) -> Position | None:
    """The position of the head of the agency, or of a unit of it."""
    return db.session.scalar(_HEAD, {"agency_id": agency_id, "unit_id": unit_id, "day": today()})


def people_with(
    agency_id: int | None, roles: Iterable[Role], unit_id: int | None = None
) -> list[tuple[Person, Position]]:
    """(person, position) pairs of the agency whose post today has one of the roles, by name."""
    wanted = {str(role) for role in roles}
    return [one for one in _people_at(agency_id, unit_id) if wanted & set(one[1].roles)]


@asked_once
def _people_at(agency_id: int | None, unit_id: int | None) -> list[tuple[Person, Position]]:
    """Everybody who holds a post there today, by name, the main one of several first."""
    held = select(Person, Position).order_by(Person.sort_key, Appointment.main.desc())
    held = as_of(held.join(Appointment, Appointment.person_id == Person.id), Appointment)
    held = held.join(Position, Position.id == Appointment.position_id)
    at = held.where(Position.agency_id == agency_id)
    pairs = at if unit_id is None else at.where(Position.unit_id == unit_id)
    return [(one[0], one[1]) for one in db.session.execute(pairs)]


def people_elsewhere(agency_id: int | None, role: Role) -> list[tuple[Person, Position, Agency]]:
    """Who holds the role today in another agency of this installation, agency by agency."""
    held = (
        as_of(as_of(select(Person, Position, Agency), Agency), Appointment)
        .join(Appointment, Appointment.person_id == Person.id)
        .join(Position, Position.id == Appointment.position_id)
        .join(Agency, Agency.id == Position.agency_id)
        .where(Agency.external.is_(False), Agency.id != agency_id)
        .order_by(Agency.id, Position.rank, Person.sort_key)
    )
    return [
        (one, post, where) for one, post, where in db.session.execute(held) if role in post.roles
    ]


@known_together
def delegations_of(position_id: int | None) -> list[Delegation]:
    """The mandates of a position, past and future ones too: the law says why one does not help."""
    mine = select(Delegation).where(Delegation.position_id == position_id)
    return list(db.session.scalars(mine))


@known_together
def calendar(agency_id: int | None = None) -> Calendar:
    """Days off and made up, by notice (CAL-03–05); of an agency, with its hours (CAL-01)."""
    rows = db.session.execute(_DAYS, {"agency_id": agency_id, "day": today()}).all()
    return Calendar(
        off=frozenset(day for day, kind, _ in rows if kind == "off"),
        work=frozenset(day for day, kind, _ in rows if kind == "work"),
        hours=tuple(
            sorted((day, sessions_said(said)) for day, kind, said in rows if kind == _HOURS)
        ),
        patience=tuple(
            (Urgency(kind), int(said)) for _, kind, said in rows if kind in Urgency.__members__
        ),
    )
