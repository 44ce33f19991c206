"""Who, which room and which car is wanted twice at one time: a warning, never a refusal (§11.5)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from server.charts import shortened
from server.clock import local
from server.database import db
from server.org.models import Appointment
from server.org.queries import in_force
from server.schedule import gathered
from server.schedule.gathered import Gathered
from server.schedule.models import ScheduleEntry, WeeklySchedule
from server.words import keyed
from workflows.schedule import overlap


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that takes somebody, a room or a car for a time."""

    called: str
    span: tuple[dt.datetime, dt.datetime | None]
    who: Mapping[int, str]
    place: str = ""
    car: str = ""
    meeting: str = ""
    """Which one it is, or leads to: `meetings/12`."""


def warnings(week: WeeklySchedule) -> list[str]:
    """Each clash of the week in a sentence, in the order of its days; no word of a meeting."""
    standing = week.standing
    posts = holders([one.taken_id for one in standing], week.monday)
    taken = [_of_entry(one, posts) for one in standing]
    names = {it: name for one in taken for it, name in one.who.items()}
    names |= gathered.leaders_of(week.agency_id)
    gathering = gathered.standing(week.agency_id, week.monday, names)
    taken += [_of_meeting(one, names, week.agency_id) for one in gathering]
    taken.sort(key=lambda one: one.span[0])
    return [
        words
        for n, one in enumerate(taken)
        for other in taken[n + 1 :]
        for words in _said(one, other)
    ]


def doubled_by(line: ScheduleEntry) -> list[ScheduleEntry]:
    """The standing lines of its week whose leader, room or car it takes too: whoever counts on
    them does not look at a week that was published long ago."""
    others = [one for one in line.week.standing if one.id != line.id]
    posts = holders([one.taken_id for one in (line, *others)], line.week.monday)
    new = _of_entry(line, posts)
    return [one for one in others if _said(new, _of_entry(one, posts))]


def _of_entry(one: ScheduleEntry, posts: dict[int, int]) -> Taken:
    name = one.substitute or one.presides
    who = {posts[one.taken_id]: name} if one.taken_id in posts else {}
    span, linked = (one.begins_at, one.ends_at), one.link
    return Taken(f"“{shortened(one.content, 60)}”", span, who, one.place, one.car, linked)


def _of_meeting(one: Gathered, names: Mapping[int, str], agency_id: int) -> Taken:
    """Each leader who is to be there, and who goes for one; a room elsewhere is none of this
    agency's."""
    who = {it: name for it, name in names.items() if it in one.people}
    room = one.meeting.room if one.meeting.agency_id == agency_id else ""
    span = one.begins_at, one.ends_at
    return Taken(_("một cuộc họp"), span, who, room, meeting=f"meetings/{one.meeting.id}")


def _is_the_same(one: Taken, other: Taken) -> bool:
    """A line that leads to a meeting says who goes to it and by which car: no second thing."""
    return one.meeting.startswith("meetings/") and one.meeting == other.meeting


def holders(posts: Iterable[int | None], day: dt.date) -> dict[int, int]:
    """Whoever holds these posts: a leader is one person, in however many posts."""
    held = select(Appointment.position_id, Appointment.person_id).where(
        Appointment.position_id.in_({one for one in posts if one}), in_force(Appointment, day)
    )
    rows = db.session.execute(held.order_by(Appointment.id))
    return {row.position_id: row.person_id for row in rows}


def _said(one: Taken, other: Taken) -> list[str]:
    if not overlap(one.span, other.span) or _is_the_same(one, other):
        return []
    at = local(max(one.span[0], other.span[0]))
    pair = {"one": one.called, "other": other.called, "at": f"{at:%H:%M %d/%m}"}
    found: list[str] = []
    found += [
        _("Trùng lịch %(who)s lúc %(at)s: %(one)s và %(other)s.", who=one.who[it], **pair)
        for it in one.who.keys() & other.who.keys()
    ]
    if one.place and keyed(one.place) == keyed(other.place):
        found.append(_("Trùng %(room)s lúc %(at)s: %(one)s và %(other)s.", room=one.place, **pair))
    if one.car and keyed(one.car) == keyed(other.car):
        found.append(_("Trùng xe %(car)s lúc %(at)s: %(one)s và %(other)s.", car=one.car, **pair))
    return found
