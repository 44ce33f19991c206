"""The district's weeks: this one published and changed once, the next one being arranged."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from server.clock import now, today
from server.database import db, transaction
from server.demo.calendar import OfficeTime, at, office_time
from server.demo.content_meetings import CHAIR, SECRETARY
from server.demo.content_week import CARS, NEXT_WEEK, ROOMS, THIS_WEEK, Line
from server.meetings.hall_models import Shared
from server.org import queries
from server.org.models import Agency, Appointment, Person, Position
from server.schedule.gathered import leaders_of, standing
from server.schedule.models import ScheduleEntry, WeeklySchedule
from server.schedule.services import post_named
from workflows.schedule import monday, overlap

DISTRICT = "huyen"
WEEK, DAY = dt.timedelta(days=7), dt.timedelta(days=1)
PROPOSED, REVIEWED, PUBLISHED = dt.time(9, 20), dt.time(14, 10), dt.time(16, 15)


def load_weeks() -> None:
    """Once: an office that gives out rooms has its own, and so has one whose people have moved on
    since the demo was made (a reorganisation, by an older version of this program)."""
    agency = db.session.scalars(select(Agency).where(Agency.code == DISTRICT)).one()
    if db.session.scalar(select(Shared.id).limit(1)) is not None or not _all_are_there(agency):
        return
    with transaction() as session:
        for room, (rows, seats) in ROOMS.items():
            room_of = {"kind": "room", "name": room, "rows": rows, "seats": seats}
            session.add(Shared(agency_id=agency.id, **room_of))
        for car in CARS:
            session.add(Shared(agency_id=agency.id, kind="car", name=car))
        first, hours = monday(today()), office_time(today())
        _Week(agency, first, hours).published(THIS_WEEK)
        _Week(agency, first + WEEK, hours).being_arranged(NEXT_WEEK)


def _all_are_there(agency: Agency) -> bool:
    named = {who for line in (*THIS_WEEK, *NEXT_WEEK)
             for who in (line.by, line.presides, line.substitute) if who}  # fmt: skip
    there = (
        select(Person.account)
        .join(Appointment, Appointment.person_id == Person.id)
        .join(Position, Position.id == Appointment.position_id)
        .where(Position.agency_id == agency.id, queries.in_force(Appointment, today()))
    )
    return named <= set(db.session.scalars(there))


class _Week:
    """A week with its lines, on the days that people work."""

    def __init__(self, agency: Agency, first: dt.date, hours: OfficeTime) -> None:
        self.agency, self.first, self.hours = agency, first, hours
        self.week = WeeklySchedule(agency_id=agency.id, monday=first)
        self.proposed = at(hours.shift(min(first, today()), -1), PROPOSED)

    def published(self, lines: Sequence[Line]) -> None:
        """Since the last working day before it; where nobody works in it, there is none."""
        if not self._has(lines):
            return
        day = self.hours.shift(self.first, -1)
        self.week.reviewed_at, self.week.published_at = at(day, REVIEWED), at(day, PUBLISHED)
        self.week.reviewed_by = self._colleague(SECRETARY)[0].full_name
        self.week.published_by = self._colleague(CHAIR)[0].full_name
        for line in self.here:
            self._moved(line) if line.moved[0] else self._entry(line, settled=True)

    def being_arranged(self, lines: Sequence[Line]) -> None:
        if self._has(lines):
            for line in self.here:
                self._entry(line, settled=line.by == SECRETARY)

    def _has(self, lines: Sequence[Line]) -> bool:
        """On working days, and not while the committee sits: a meeting stands there by itself."""
        sitting = standing(self.agency.id, self.first, leaders_of(self.agency.id))
        sits = [(one.begins_at, one.ends_at) for one in sitting]
        self.here = [
            line
            for line in lines
            if self.hours.is_working(self.first + line.day * DAY)
            and not any(overlap(self._span(line, line.hours), span) for span in sits)
        ]
        if self.here:
            db.session.add(self.week)
            db.session.flush()
        return bool(self.here)

    def _moved(self, line: Line) -> None:
        """Changed on the morning before it, once that has come; until then as it was published."""
        before, why = line.moved
        changed = at(self.hours.shift(self.first + line.day * DAY, -1), PROPOSED)
        old = self._entry(line, settled=True, hours=before)
        if changed > now():
            return
        old.struck_at, old.struck_why = changed, why
        new = self._entry(line, settled=True)
        new.settled_at = new.added_at = self.week.amended_at = changed
        new.replaces_id = old.id

    def _entry(self, line: Line, *, settled: bool, hours: str = "") -> ScheduleEntry:
        begins, ends = self._span(line, hours or line.hours)
        who, post = self._colleague(line.by)
        entry = ScheduleEntry(
            week_id=self.week.id, begins_at=begins, ends_at=ends, content=line.content,
            attends=line.attends, place=line.place, car=line.car, internal=line.internal,
            unit_id=post.unit_id, proposed_by_id=who.id, proposed_at=self.proposed,
            settled_at=self.proposed + dt.timedelta(hours=2) if settled else None,
        )  # fmt: skip
        entry.presides_id, entry.presides = post_named(self.agency.id, line.presides, "")
        entry.substitute_id, entry.substitute = post_named(self.agency.id, line.substitute, "")
        db.session.add(entry)
        db.session.flush()
        return entry

    def _span(self, line: Line, hours: str) -> tuple[dt.datetime, dt.datetime]:
        day, (begins, ends) = self.first + line.day * DAY, hours.split("-")
        return at(day, dt.time.fromisoformat(begins)), at(day, dt.time.fromisoformat(ends))

    def _colleague(self, account: str) -> tuple[Person, Position]:
        return queries.colleague(self.agency.id, account, "")
