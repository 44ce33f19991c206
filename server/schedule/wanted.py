"""What the weekly schedule says of people and rooms for whoever plans a meeting (MT-T02, §11.5)."""

import datetime as dt

from flask_babel import gettext as _
from sqlalchemy import func, or_, select

from server.charts import shortened
from server.clock import local
from server.database import db
from server.meetings.plan.clashes import Slot
from server.org.actor import Actor
from server.org.models import Appointment, Person, Position
from server.org.queries import in_force
from server.schedule.models import ScheduleEntry, WeeklySchedule
from server.schedule.services import may_read
from server.words import keyed
from workflows.schedule import monday, overlap, until


def words_for(actor: Actor, asked: Slot) -> list[str]:
    """A sentence for each line that takes the room or one of the people then; a line that leads to
    this very meeting is no second thing."""
    theirs = _posts(asked)
    found = [one for one in _lines(asked, theirs) if not _is_itself(one, asked)]
    span = asked.starts_at, asked.ends_at
    return [
        words
        for one in found
        if overlap(span, (one.begins_at, one.ends_at))
        for words in _said(actor, asked, one, theirs)
    ]


def _posts(asked: Slot) -> dict[int, tuple[str, int]]:
    """The posts that these people hold that day: whose each is, and of which agency."""
    held = (
        select(Position.id, Person.full_name, Position.agency_id)
        .join(Appointment, Appointment.position_id == Position.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(Person.id.in_(asked.people), in_force(Appointment, local(asked.starts_at).date()))
    )
    return {row.id: (row.full_name, row.agency_id) for row in db.session.execute(held)}


def _lines(asked: Slot, theirs: dict[int, tuple[str, int]]) -> list[ScheduleEntry]:
    """The standing lines of those days: the agency's own, for its rooms, and its people's."""
    days = {local(asked.starts_at).date(), local(asked.ends_at).date()}
    agencies = {asked.agency_id, *(agency for _name, agency in theirs.values())}
    taken = func.coalesce(ScheduleEntry.substitute_id, ScheduleEntry.presides_id)
    in_our_rooms = (WeeklySchedule.agency_id == asked.agency_id) & (ScheduleEntry.place != "")
    wanted = (
        select(ScheduleEntry)
        .join(WeeklySchedule, WeeklySchedule.id == ScheduleEntry.week_id)
        .where(
            WeeklySchedule.agency_id.in_(agencies),
            WeeklySchedule.monday.in_({monday(day) for day in days}),
            ScheduleEntry.struck_at.is_(None),
            ScheduleEntry.begins_at < asked.ends_at,
            or_(in_our_rooms, taken.in_(theirs)),
        )
        .order_by(ScheduleEntry.begins_at, ScheduleEntry.id)
    )
    return list(db.session.scalars(wanted))


def _is_itself(one: ScheduleEntry, asked: Slot) -> bool:
    return asked.but is not None and one.link == f"meetings/{asked.but}"


def _said(
    actor: Actor, asked: Slot, one: ScheduleEntry, theirs: dict[int, tuple[str, int]]
) -> list[str]:
    """The room first, then who is wanted; another agency's line is not told, nor its room ours."""
    what = {"what": _called(actor, one), "when": _when(one.begins_at, one.ends_at)}
    found: list[str] = []
    ours = one.week.agency_id == asked.agency_id
    if ours and asked.room.strip() and keyed(one.place) == keyed(asked.room):
        found.append(_("%(room)s đã có %(what)s, %(when)s.", room=asked.room, **what))
    if one.taken_id in theirs:
        name, _agency = theirs[one.taken_id]
        found.append(_("%(name)s đã có %(what)s, %(when)s.", name=name, **what))
    return found


def _called(actor: Actor, one: ScheduleEntry) -> str:
    if one.week.agency_id == actor.agency_id and may_read(actor, one.week):
        return _("lịch công tác “%(content)s”", content=shortened(one.content, 60))
    return _("một việc trong lịch công tác")


def _when(begins: dt.datetime, ends: dt.datetime | None) -> str:
    return _(
        "từ %(begins)s đến %(ends)s ngày %(day)s", begins=f"{local(begins):%H:%M}",
        ends=f"{local(until(begins, ends)):%H:%M}", day=f"{local(begins):%d/%m/%Y}",
    )  # fmt: skip
