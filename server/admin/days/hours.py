"""Office hours as an agency sets them, summer and winter, each set from a day on (CAL-01)."""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import select

from server.admin.changes import require_admin, said_day
from server.admin.days.calendar import move_deadlines
from server.audit.changes import changed
from server.clock import today
from server.database import db, transaction
from server.org.actor import Actor
from server.org.models import Agency, OfficeHours
from server.org.queries import agency_by_code
from workflows import Refused
from workflows.deadlines import Sessions


class HoursSaid(NamedTuple):
    """A set as a notice gives it."""

    since: dt.date
    sessions: Sessions
    notice: str


def set_hours(actor: Actor, agency_code: str, told: HoursSaid, *, moves: str = "") -> None:
    """What counts in this agency from that day until its next set; what lies behind stays.

    Days that a rule set for what is still open end with the new hours, those set by hand stay
    (CAL-09); `moves`: how many, as the administrator saw before.
    """
    require_admin(actor)
    since, sessions, notice = told
    _in_order(sessions)
    if since < today():
        raise Refused("end_is_backdated", "since")
    said = " ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in sessions)
    with transaction():
        agency = agency_by_code(agency_code, "agency")
        row = _row(agency.id, since)
        if (row.sessions, row.notice) == (said, notice):
            raise Refused("nothing_changes")
        old, row.sessions, row.notice = row.sessions, said, notice
        words = f"{agency.short_name}: giờ làm việc từ {said_day(since)}: {said} ({notice})"
        facts = ({"hours": old}, {"hours": said})
        changed(actor, "hours_set", f"agency/{agency.id}", words, facts, since=f"{since}")
        move_deadlines(moves, f"Giờ làm việc từ {said_day(since)} ({notice})")


def listed() -> list[tuple[str, OfficeHours]]:
    """Each agency's sets that count now or later."""
    rows = db.session.execute(
        select(Agency.short_name, OfficeHours)
        .join(Agency, Agency.id == OfficeHours.agency_id)
        .order_by(OfficeHours.agency_id, OfficeHours.since)
    )
    found = [(name, one) for name, one in rows]
    counting = {one.agency_id: one.id for _name, one in found if one.since <= today()}
    return [
        (name, one)
        for name, one in found
        if one.since > today() or one.id == counting[one.agency_id]
    ]


def _in_order(sessions: Sessions) -> None:
    """Morning before afternoon, and each opens before it closes."""
    moments = [moment for session in sessions for moment in session]
    if any(one >= after for one, after in zip(moments, moments[1:], strict=False)):
        raise Refused("hours_out_of_order", "opens")


def _row(agency_id: int, since: dt.date) -> OfficeHours:
    """The set of that day; a new one, still without hours, where there is none."""
    mine = select(OfficeHours).filter_by(agency_id=agency_id, since=since).with_for_update()
    row = db.session.scalar(mine)
    if row is None:
        row = OfficeHours(agency_id=agency_id, since=since, sessions="", notice="")
        db.session.add(row)
    return row
