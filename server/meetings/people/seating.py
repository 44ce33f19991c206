"""Who sits where in the room of a meeting (DOMAIN §10.11): worked out anew, so nothing is amiss.

From the first one on that a hand moves, it is kept.
"""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from server import audit
from server.database import db
from server.meetings.acting import acting, decide, person_of
from server.meetings.hall_models import Shared
from server.meetings.live import events
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.org.actor import Actor
from server.org.models import Person, Position
from server.papers.services import Ref
from server.words import keyed
from workflows import Refused
from workflows.meeting import Sitting
from workflows.seats import Grid, Guest, moved, seating


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
    return [one for one in meeting.attendees if one.site is None]


def sitting(meeting: Meeting) -> list[Delegate]:
    """Who needs a seat: not who has sent somebody in his stead."""
    sent = {one.stands_for_id for one in meeting.people}
    return [one for one in in_the_room(meeting) if one.person_id not in sent]


def welcome(meeting: Meeting, person_id: int | None) -> str:
    """What somebody is told who has just signed in."""
    seat = seat_of(meeting, person_id)
    return _("Đã điểm danh. Ghế của anh/chị: %(seat)s.", seat=seat) if seat else _("Đã điểm danh.")


def move_seat(actor: Actor, ref: Ref, *, person: str, seat: str) -> Meeting:
    """Somebody is put on another seat, with a trace; who sat there has his."""
    with acting(actor, ref, "move_seat") as meeting:
        row = person_of(meeting, person)
        decide(actor, "move_seat", meeting, Sitting())
        grid = grid_of(meeting)
        if grid is None:
            raise Refused("room_has_no_plan")
        if row not in sitting(meeting):
            raise Refused("needs_no_seat", "person")
        before = seats_of(meeting, grid)
        after = moved(before, row.person_id, seat, grid)
        _keep(meeting, after)
        was = before.get(row.person_id, "")
        facts = {**actor.by, "person": row.person_id, "before": was, "after": seat}
        audit.append("seat", f"meetings/{meeting.id}", **facts)
        said: dict[str, Any] = {"person": row.account, "name": row.name, "before": was}
        said |= {"seat": seat, "seats": _changed(meeting, before, after)}
        events.happened(meeting, "seats.changed", actor.person_id, **said)
    return meeting


def _keep(meeting: Meeting, given: dict[int, str]) -> None:
    """Everybody keeps his seat from now on; a substitute's is kept by who sent him."""
    rows = {one.person_id: one for one in meeting.people}
    for row in rows.values():
        row.placed = ""
    for person_id, place in given.items():
        row = rows[person_id]
        rows.get(row.stands_for_id or 0, row).placed = place


def _changed(meeting: Meeting, before: dict[int, str], after: dict[int, str]) -> dict[str, str]:
    """Whose seat is another one now, by account."""
    return {
        one.account: after.get(one.person_id, "")
        for one in meeting.people
        if before.get(one.person_id) != after.get(one.person_id)
    }


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
        placed=one.placed,
    )
