"""The agency's published week for a calendar: by the same address as one's meetings (RFC 5545)."""

import datetime as dt
from collections.abc import Sequence

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.meetings.calling import feeds, icalendar
from server.org import queries
from server.schedule import changes
from server.schedule.models import ScheduleEntry, WeeklySchedule
from workflows import Refused
from workflows.schedule import until

open_room = Blueprint("schedule_feed", __name__)
BACK = dt.timedelta(days=35)
MOST = 500


@open_room.get("/calendar/<secret>/week.ics")
def feed(secret: str) -> ResponseReturnValue:
    """Whoever has the address reads what its owner's agencies published; what was changed stands
    there as it is now, and what was called off is called off in the calendar too."""
    found = changes.newest(published(secret))
    lines = [line for one, first_id, times in found for line in event(one, first_id, times)]
    shown = Response(icalendar.packed(lines, "Lịch công tác tuần"), mimetype="text/calendar")
    shown.headers["Content-Disposition"] = 'attachment; filename="lich-cong-tac.ics"'
    shown.headers["Cache-Control"] = "private, no-store"
    return shown


def published(secret: str) -> Sequence[ScheduleEntry]:
    """Of the agencies in which the owner of the address holds a post today; of very many those of
    long ago are left out."""
    person_id = feeds.owner_of(secret)
    agencies = {it.position.agency_id for it in queries.posts_of(person_id)}
    if not agencies:
        raise Refused("not_found")
    asked = (
        select(ScheduleEntry)
        .join(WeeklySchedule)
        .where(
            WeeklySchedule.agency_id.in_(agencies), WeeklySchedule.published_at.is_not(None),
            WeeklySchedule.monday > today() - BACK, ScheduleEntry.settled_at.is_not(None),
        )
        .order_by(ScheduleEntry.begins_at.desc(), ScheduleEntry.id.desc())
    )  # fmt: skip
    return db.session.scalars(asked.limit(MOST)).all()[::-1]


def event(one: ScheduleEntry, first_id: int, times: int) -> list[str]:
    """An entry keeps its UID for ever, however often it was changed; struck, it is cancelled, and
    says why."""
    car = _("xe %(car)s", car=one.car) if one.car else ""
    why = _("Lý do: %(why)s", why=one.struck_why) if one.struck_at else ""
    more = "\n".join(filter(None, (one.led_by, one.attends, car, why)))
    return [
        "BEGIN:VEVENT",
        f"UID:{icalendar.uid('week', first_id)}",
        f"DTSTAMP:{icalendar.moment(one.struck_at or one.proposed_at)}",
        f"SEQUENCE:{times + (1 if one.struck_at else 0)}",
        f"DTSTART:{icalendar.moment(one.begins_at)}",
        f"DTEND:{icalendar.moment(until(one.begins_at, one.ends_at))}",
        f"SUMMARY:{icalendar.text(one.content)}",
        f"LOCATION:{icalendar.text(one.place)}",
        f"DESCRIPTION:{icalendar.text(more)}",
        f"STATUS:{'CANCELLED' if one.struck_at else 'CONFIRMED'}",
        "END:VEVENT",
    ]
