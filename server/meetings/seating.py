"""Who sits where in the room of a meeting (DOMAIN §10.11): worked out anew, so nothing is amiss."""

from typing import Any

from sqlalchemy import select

from server.database import db
from server.meetings.hall_models import Shared
from server.meetings.models import Meeting
from server.meetings.people_models import Delegate
from server.org.models import Person, Position
from server.words import keyed
from workflows import Role
from workflows.seats import Grid, Guest, seating


def grid_of(meeting: Meeting) -> Grid | None:
    """How its room is laid out, where the agency keeps the room and somebody said it."""
    mine = select(Shared).filter_by(agency_id=meeting.agency_id, kind="room")
    rooms = db.session.scalars(mine.where(Shared.rows > 0))
    found = next((one for one in rooms if keyed(one.name) == keyed(meeting.room)), None)
    return Grid(rows=found.rows, seats=found.seats) if found else None


def seats_of(meeting: Meeting, grid: Grid) -> dict[int, str]:
    """Seats by person; who comes later takes nobody's, but one sent in his stead has his."""
    return seating(_guests(meeting), grid)


def seat_of(meeting: Meeting, person_id: int | None) -> str:
    """Somebody's own; none where the room has no plan, or no seat for him."""
    row, grid = meeting.person(person_id), grid_of(meeting)
    if row is None or grid is None:
        return ""
    return seats_of(meeting, grid).get(row.person_id, "")


def in_the_room(meeting: Meeting) -> list[Delegate]:
    """Who shall sit there: who joins from a site sits there, who minds the devices nowhere."""
    return [one for one in meeting.people if one.site is None and one.part != Role.TECH]


def _guests(meeting: Meeting) -> list[Guest]:
    posts = {one.person_id: one.position_id for one in in_the_room(meeting)}
    held = select(
        Position.id, Position.agency_id, Position.unit_id, Position.is_head, Position.rank
    ).where(Position.id.in_({*posts.values()}))
    ranks = {row.id: row for row in db.session.execute(held)}
    named = select(Person.id, Person.sort_key).where(Person.id.in_(posts))
    names = {row.id: row.sort_key for row in db.session.execute(named)}
    return [_guest(meeting, one, ranks[one.position_id], names) for one in in_the_room(meeting)]


def _guest(meeting: Meeting, one: Delegate, post: Any, names: dict[int, bytes]) -> Guest:
    return Guest(
        person_id=one.person_id,
        chairs=one.person_id == meeting.chair_id,
        home=post.agency_id == meeting.agency_id,
        agency=post.agency_id or 0,
        step=0 if post.unit_id is None else 2 - post.is_head,
        rank=post.rank,
        name=names[one.person_id],
        stands_for=one.stands_for_id,
    )
