"""Who, which room and which car is wanted twice at one time: a warning, never a refusal (§11.5)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from server.clock import local, midnight
from server.database import db
from server.meetings.clashes import STANDS
from server.meetings.models import Meeting
from server.org.models import Appointment
from server.org.queries import in_force
from server.schedule.models import ScheduleEntry, WeeklySchedule
from server.words import keyed
from workflows.meeting_kinds import IN_WRITING
from workflows.schedule import overlap

SEVEN = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that takes somebody, a room or a car for a time."""

    called: str
    span: tuple[dt.datetime, dt.datetime | None]
    who: frozenset[int]
    place: str = ""
    car: str = ""


def meetings(agency_id: int | None, monday: dt.date) -> list[Meeting]:
    """The agency's meetings of the week that stand in the calendar; they appear by themselves."""
    begins = midnight(monday)
    mine = select(Meeting).where(
        Meeting.agency_id == agency_id, Meeting.starts_at >= begins,
        Meeting.starts_at < begins + SEVEN, Meeting.state.in_(STANDS),
        Meeting.kind.not_in(IN_WRITING),
    )  # fmt: skip
    return list(db.session.scalars(mine.order_by(Meeting.starts_at, Meeting.id)))


def warnings(week: WeeklySchedule) -> list[str]:
    """Each clash of the week in a sentence, in the order of its days; no word of a meeting."""
    standing = week.standing
    posts = _holders([one.taken_id for one in standing], week.monday)
    taken = [_of_entry(one, posts) for one in standing]
    taken += [_of_meeting(one) for one in meetings(week.agency_id, week.monday)]
    taken.sort(key=lambda one: one.span[0])
    return [
        words
        for n, one in enumerate(taken)
        for other in taken[n + 1 :]
        if overlap(one.span, other.span)
        for words in _said(one, other)
    ]


def _of_entry(one: ScheduleEntry, holders: dict[int, int]) -> Taken:
    who = {holders[one.taken_id]} if one.taken_id in holders else set()
    return Taken(
        f"“{one.content[:60]}”", (one.begins_at, one.ends_at), frozenset(who), one.place, one.car
    )


def _of_meeting(one: Meeting) -> Taken:
    who = frozenset({one.chair_id})
    return Taken(_("một cuộc họp"), (one.starts_at, one.ends_at), who, one.room)


def _holders(posts: Iterable[int | None], day: dt.date) -> dict[int, int]:
    """Whoever holds these posts: a leader is one person, in however many posts."""
    held = select(Appointment.position_id, Appointment.person_id).where(
        Appointment.position_id.in_({one for one in posts if one}), in_force(Appointment, day)
    )
    rows = db.session.execute(held.order_by(Appointment.id))
    return {row.position_id: row.person_id for row in rows}


def _said(one: Taken, other: Taken) -> list[str]:
    at = local(max(one.span[0], other.span[0]))
    pair = {"one": one.called, "other": other.called, "at": f"{at:%H:%M %d/%m}"}
    found = []
    if one.who & other.who:
        found.append(_("Trùng người chủ trì lúc %(at)s: %(one)s và %(other)s.", **pair))
    if one.place and keyed(one.place) == keyed(other.place):
        found.append(_("Trùng %(room)s lúc %(at)s: %(one)s và %(other)s.", room=one.place, **pair))
    if one.car and keyed(one.car) == keyed(other.car):
        found.append(_("Trùng xe %(car)s lúc %(at)s: %(one)s và %(other)s.", car=one.car, **pair))
    return found
