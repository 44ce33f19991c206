"""Reading people and posts for those who administer them."""

import datetime as dt
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import joinedload

from server.admin.models import OPEN, UNSETTLED, Grant
from server.clock import today
from server.database import db
from server.door.models import WebSession
from server.org.actor import Actor
from server.org.models import (
    Absence,
    Agency,
    Appointment,
    CalendarDay,
    Delegation,
    Person,
    PersonChange,
    Position,
    Unit,
)
from server.org.queries import as_of, lasts_beyond, posts_of
from server.papers.listing import PAGE
from server.words import each_in, fold
from workflows import Refused, Role

SHOWN_CHANGES = 50

_AS_IN_THE_DIRECTORY = (
    Agency.id.nulls_last(), Unit.rank.nulls_first(), Unit.id, Position.rank, Position.id,
)  # fmt: skip
"""Agency by agency, those who lead it before its units; citizens, who belong to none, at the end.
Said, for where nothing stands PostgreSQL puts it last and SQLite first."""


def people(agency_code: str | None = None, word: str = "") -> list[Row]:
    """(account, name, title, agency, unit, active) of every appointment in force today, by name."""
    rows = (
        as_of(
            select(
                Person.account,
                Person.full_name,
                Position.title,
                Agency.code.label("agency"),
                Unit.name.label("unit"),
                Person.active,
            ),
            Appointment,
        )
        .select_from(Person)
        .join(Appointment, Appointment.person_id == Person.id)
        .join(Position, Position.id == Appointment.position_id)
        .outerjoin(Agency, Agency.id == Position.agency_id)
        .outerjoin(Unit, Unit.id == Position.unit_id)
        .order_by(*_AS_IN_THE_DIRECTORY, Appointment.id)
    )
    if agency_code:
        rows = rows.where(Agency.code == agency_code)
    if word:
        rows = rows.where(Person.account.contains(word, autoescape=True))
    return list(db.session.execute(rows))


def seats(agency_code: str = "", unit_id: int | None = None, word: str = "") -> list[Row]:
    """(Position, Person | None, Appointment | None) of every post open today, the vacant too.

    People without any post stand at the end. `word` is folded: `hoa` finds Hòa and Hoa.
    """
    held = as_of(select(Appointment.id), Appointment).subquery()
    rows = as_of(
        select(Position, Person, Appointment)
        .select_from(Position)
        .outerjoin(
            Appointment,
            (Appointment.position_id == Position.id) & Appointment.id.in_(select(held.c.id)),
        )
        .outerjoin(Person, Person.id == Appointment.person_id)
        .outerjoin(Agency, Agency.id == Position.agency_id)
        .outerjoin(Unit, Unit.id == Position.unit_id)
        .options(joinedload(Position.agency), joinedload(Position.unit))
        .order_by(*_AS_IN_THE_DIRECTORY, Appointment.id.nulls_last()),
        Position,
    )
    if agency_code:
        rows = rows.where(Agency.code == agency_code)
    if unit_id is not None:
        rows = rows.where(Position.unit_id == unit_id)
    found = list(db.session.execute(rows))
    wanted = fold(word)
    return [row for row in found if wanted in _folded(row[0], row[1])]


def _folded(position: Position, person: Person | None) -> str:
    who = f"{person.full_name} {person.account}" if person else "khuyết"
    return fold(f"{who} {place_words(position)}")


def without_post(word: str = "") -> list[Person]:
    """Accounts that hold no post today."""
    held = as_of(select(Appointment.person_id), Appointment)
    rows = db.session.scalars(
        select(Person).where(Person.id.not_in(held)).order_by(Person.sort_key)
    )
    wanted = fold(word)
    return [one for one in rows if wanted in fold(f"{one.full_name} {one.account}")]


def place_words(position: Position) -> str:
    """`Trưởng phòng, Phòng Văn hóa và Thông tin, UBND huyện Hoằng Hóa`."""
    unit = position.unit.name if position.unit else ""
    agency = position.agency.short_name if position.agency else ""
    return ", ".join(part for part in (position.title, unit, agency) if part)


def person(account: str) -> Person:
    """The person of an account, or `no_such_person`."""
    found = db.session.scalar(select(Person).where(Person.account == account))
    if found is None:
        raise Refused("no_such_person", account=account)
    return found


def position_of(account: str) -> int:
    """The post that somebody holds today, the main one; or `no_post`."""
    held = posts_of(person(account).id)
    if not held:
        raise Refused("no_post")
    return held[0].position_id


def posts(person_id: int) -> list[Appointment]:
    """Every appointment a person ever had, the newest first."""
    place = joinedload(Appointment.position)
    rows = (
        select(Appointment)
        .where(Appointment.person_id == person_id)
        .options(place.joinedload(Position.agency), place.joinedload(Position.unit))
        .order_by(Appointment.valid_from.desc(), Appointment.id.desc())
    )
    return list(db.session.scalars(rows))


def holders(position_id: int) -> list[Appointment]:
    """Everybody who ever held a post or will; who never began is left out."""
    rows = select(Appointment).where(
        Appointment.position_id == position_id,
        Appointment.valid_to.is_distinct_from(Appointment.valid_from),
    )
    found = rows.options(joinedload(Appointment.person)).order_by(Appointment.valid_from)
    return list(db.session.scalars(found))


def open_positions() -> list[Position]:
    """Posts that somebody may be appointed to: open today or later."""
    later = lasts_beyond(Position, today())
    rows = (
        select(Position)
        .outerjoin(Agency, Agency.id == Position.agency_id)
        .outerjoin(Unit, Unit.id == Position.unit_id)
        .where(later)
        .options(joinedload(Position.agency), joinedload(Position.unit))
        .order_by(*_AS_IN_THE_DIRECTORY)
    )
    return list(db.session.scalars(rows))


def open_units() -> list[Unit]:
    """Units open today or later, agency by agency."""
    later = lasts_beyond(Unit, today())
    rows = select(Unit).where(later).options(joinedload(Unit.agency))
    return list(db.session.scalars(rows.order_by(Unit.agency_id, Unit.rank, Unit.id)))


def own_or_coming() -> list[tuple[str, str]]:
    """Code and short name of the agencies that work here today or will, for a choice."""
    rows = select(Agency.code, Agency.short_name).where(
        Agency.external.is_(False), lasts_beyond(Agency, today())
    )
    return [(code, name) for code, name in db.session.execute(rows.order_by(Agency.id))]


def agencies(
    *, external: bool, word: str = "", after: int | None = None
) -> tuple[list[Agency], int | None]:
    """A page of the agencies open today or later, inside or outside, found by folded words, and
    behind which one the next begins; what nobody confirmed yet stands first."""
    rows = select(Agency).where(Agency.external.is_(external), lasts_beyond(Agency, today()))
    rows = rows.where(*each_in(Agency.sought, word))
    last = db.session.get(Agency, after) if after else None
    if last is not None:
        same = (Agency.flagged.is_(last.flagged)) & (Agency.id > last.id)
        rows = rows.where(same | Agency.flagged.is_(False) if last.flagged else same)
    ordered = rows.order_by(Agency.flagged.desc(), Agency.id).limit(PAGE + 1)
    found = list(db.session.scalars(ordered))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None


def calendar_of(year: int) -> list[CalendarDay]:
    """The days of a year that a notice made what they are."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = select(CalendarDay).where(CalendarDay.day.between(first, last))
    return list(db.session.scalars(rows.order_by(CalendarDay.day)))


def calendar_day(said: str) -> CalendarDay | None:
    """The row of a day as a form writes it, `dd/mm/yyyy`; None where there is none."""
    try:
        day = dt.date.fromisoformat("-".join(reversed(said.split("/"))))
    except ValueError:
        return None
    return db.session.get(CalendarDay, day)


def administrators(day: dt.date | None = None) -> list[Appointment]:
    """Appointments as administrator of people who can sign in, in force on a day."""
    rows = as_of(select(Appointment).join(Person).where(Person.active), Appointment, day)
    held = db.session.scalars(rows.options(joinedload(Appointment.position)))
    return [one for one in held if Role.ADMIN in one.position.roles]


def sessions(person_id: int) -> list[WebSession]:
    """Where a person is signed in, the last seen first."""
    rows = select(WebSession).where(WebSession.person_id == person_id)
    return list(db.session.scalars(rows.order_by(WebSession.seen_at.desc())))


def changes(person_id: int) -> list[PersonChange]:
    """What was changed about a person, newest first."""
    rows = select(PersonChange).where(PersonChange.subject == f"person/{person_id}")
    newest = rows.order_by(PersonChange.id.desc()).limit(SHOWN_CHANGES)
    return list(db.session.scalars(newest))


def unsettled(actor: Actor) -> list[Grant]:
    """Proposals and alarms that wait: all for an administrator, the own agency's for a leader."""
    if not actor.roles & {Role.ADMIN, Role.LEADER}:
        raise Refused("not_allowed")
    mine = select(Grant).where(Grant.id.in_(waiting(actor)))
    return list(db.session.scalars(mine.order_by(Grant.id.desc())))


def waiting(actor: Actor) -> Select[Any]:
    """The ids of these."""
    rows = select(Grant.id).join(Position).where(Grant.state.in_(UNSETTLED))
    return rows if Role.ADMIN in actor.roles else rows.where(Position.agency_id == actor.agency_id)


def to_settle(actor: Actor) -> Select[Any]:
    """Those that wait for this one himself, for the number on his rail and the line on his desk:
    nobody confirms what he proposed (SOD-04)."""
    return waiting(actor).where(Grant.by_person_id.is_distinct_from(actor.person_id))


def delegations(agency_id: int | None = None) -> list[Delegation]:
    """Every mandate, the ended ones too, newest first."""
    rows = select(Delegation).order_by(Delegation.valid_from.desc(), Delegation.id.desc())
    if agency_id is not None:
        rows = rows.where(Delegation.agency_id == agency_id)
    return list(db.session.scalars(rows))


def absences_of(person_id: int) -> list[Absence]:
    """Those that run or are still to come."""
    ahead = lasts_beyond(Absence, today())
    rows = select(Absence).where(Absence.person_id == person_id, ahead)
    return list(db.session.scalars(rows.order_by(Absence.valid_from)))


def proposed_for(person_id: int) -> list[Grant]:
    """Posts that wait for their second person, the oldest first."""
    mine = select(Grant).where(Grant.person_id == person_id, Grant.state == OPEN)
    return list(db.session.scalars(mine.order_by(Grant.id)))


def held_now() -> dict[int, str]:
    """Who holds each post today, by its id; a vacant one is not among them."""
    named = select(Appointment.position_id, Person.full_name).join(Person)
    found: dict[int, str] = {}
    for position_id, name in db.session.execute(as_of(named, Appointment)):
        found[position_id] = f"{found[position_id]}, {name}" if position_id in found else name
    return found
