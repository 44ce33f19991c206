"""What became of a line that was struck: what stands in its place now, and as whose revision."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from server.clock import local
from server.database import db
from server.pages import WEEKDAYS
from server.schedule.models import ScheduleEntry, WeeklySchedule


def next_of(lines: Iterable[ScheduleEntry], agency_id: int) -> dict[int, ScheduleEntry]:
    """What was set in the place of each, in a week of the same agency; of what was called off
    nothing."""
    struck = [one.id for one in lines if one.struck_at and one.settled_at]
    if not struck:
        return {}
    asked = (
        select(ScheduleEntry)
        .join(WeeklySchedule)
        .where(WeeklySchedule.agency_id == agency_id, ScheduleEntry.replaces_id.in_(struck))
    )
    return {one.replaces_id or 0: one for one in db.session.scalars(asked)}


def words(old: ScheduleEntry, new: ScheduleEntry) -> str:
    """What is otherwise now; a dash where there is nothing any more."""
    said = [moved_to(new.begins_at, new.ends_at, old.begins_at)] if _has_moved(old, new) else []
    if old.content != new.content:
        said.append(f"“{new.content}”")
    told = (
        (_("chủ trì, dự"), old.led_by, new.led_by),
        (_("thành phần"), old.attends, new.attends),
        (_("địa điểm"), old.place, new.place),
        (_("xe"), old.car, new.car),
        (_("chuẩn bị"), _unit(old), _unit(new)),
    )
    said += [f"{label}: {now or '–'}" for label, then, now in told if then != now]
    return " · ".join(said) or _("nội dung giữ nguyên")


def _has_moved(old: ScheduleEntry, new: ScheduleEntry) -> bool:
    return (old.begins_at, old.ends_at) != (new.begins_at, new.ends_at)


def _unit(one: ScheduleEntry) -> str:
    return one.unit.name if one.unit else ""


def hours(begins: dt.datetime, ends: dt.datetime | None) -> str:
    first = f"{local(begins):%H:%M}"
    return f"{first}–{local(ends):%H:%M}" if ends else first


def moved_to(begins: dt.datetime, ends: dt.datetime | None, before: dt.datetime) -> str:
    """The hours, and the day where it is another one."""
    there = local(begins)
    if there.date() == local(before).date():
        return hours(begins, ends)
    return f"{hours(begins, ends)}, {WEEKDAYS[there.weekday()]} {there:%d/%m}"


Revision = tuple[ScheduleEntry, int, int]
"""A line, the first one of which it is a change, and how many there were before it."""


def newest(lines: Sequence[ScheduleEntry]) -> list[Revision]:
    """Each as its last change left it, so that in a calendar it moves (RFC 5545, 3.8.7.4)."""
    before = {one.id: one.replaces_id for one in lines}
    while older := {one for one in before.values() if one} - before.keys():
        mine = select(ScheduleEntry.id, ScheduleEntry.replaces_id)
        found = db.session.execute(mine.where(ScheduleEntry.id.in_(older)))
        before |= {row.id: row.replaces_id for row in found}
    replaced = set(before.values())
    return [(one, *_traced(one.id, before)) for one in lines if one.id not in replaced]


def _traced(line_id: int, before: Mapping[int, int | None]) -> tuple[int, int]:
    changes = 0
    while older := before[line_id]:
        line_id, changes = older, changes + 1
    return line_id, changes
