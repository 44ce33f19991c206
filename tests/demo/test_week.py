"""The demo's weeks: this one as it was published, the next one on the office's desk."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import delete, select, update

from server.clock import local, now, today
from server.database import db
from server.demo import loader_week
from server.demo.calendar import office_time
from server.demo.content_meetings import ROOM, SECRETARY
from server.demo.content_week import NEXT_WEEK, THIS_WEEK
from server.meetings.hall_models import Shared
from server.org.actor import Actor
from server.org.models import Appointment
from server.schedule import gathered, services, shared
from server.schedule.models import ScheduleEntry, WeeklySchedule
from workflows.schedule import DRAFT, PUBLISHED, monday, overlap

Acting = Callable[[str], Actor]


def weeks() -> list[WeeklySchedule]:
    return list(db.session.scalars(select(WeeklySchedule).order_by(WeeklySchedule.monday)))


def people_work(first: dt.date) -> bool:
    return bool(office_time(today()).between(first, first + dt.timedelta(days=6)))


@pytest.mark.usefixtures("district")
def test_everybody_reads_this_week_and_no_day_off_is_in_it(acting: Acting) -> None:
    nam = acting("chuyenvien.huyen")
    week = services.week_of(nam.agency_id, today())
    assert (week is not None) == people_work(monday(today()))  # none at Tết
    if week is not None:
        assert week.state == PUBLISHED and services.may_read(nam, week)
        assert week.published_by == "Trịnh Quang Minh"
        assert local(week.published_at or now()).date() < week.monday
        hours = office_time(today())
        assert all(hours.is_working(local(line.begins_at).date()) for line in week.lines)
        assert {line.content for line in week.lines} <= {line.content for line in THIS_WEEK}


@pytest.mark.usefixtures("district")
def test_what_units_propose_for_the_next_waits_for_the_office(acting: Acting) -> None:
    lan = acting("vanthu.huyen")
    week = services.week_of(lan.agency_id, today() + dt.timedelta(days=7))
    assert (week is not None) == people_work(monday(today()) + dt.timedelta(days=7))
    if week is not None:
        assert week.state == DRAFT
        units = {line.content for line in NEXT_WEEK if line.by != SECRETARY}
        for line in week.lines:
            assert (line.settled_at is None) == (line.content in units), line.content
            assert line.proposed_at < now()


@pytest.mark.usefixtures("district")
def test_no_room_no_car_and_no_leader_is_wanted_twice() -> None:
    for week in weeks():
        spans = [(line, (line.begins_at, line.ends_at)) for line in week.standing]
        leaders = gathered.leaders_of(week.agency_id)
        meetings = gathered.standing(week.agency_id, week.monday, leaders)
        sits = [(one.begins_at, one.ends_at) for one in meetings]
        for n, (line, span) in enumerate(spans):
            assert span[0] < (span[1] or span[0])
            assert monday(local(span[0]).date()) == week.monday
            assert not any(overlap(span, meeting) for meeting in sits)
            for other, its in spans[n + 1 :]:
                shares = {line.place, line.car, line.taken_id} & {
                    other.place, other.car, other.taken_id,
                } - {"", None}  # fmt: skip
                still_to_move = week.amended_at is None and not {line.car, other.car} <= {""}
                assert not overlap(span, its) or not shares or still_to_move, line.content


@pytest.mark.usefixtures("district")
def test_a_line_that_was_moved_stands_struck_beside_the_new_one() -> None:
    """From Wednesday morning on: it was moved on the working day before it."""
    for week in weeks():
        for line in week.lines:
            if line.replaces_id is not None:
                old = next(one for one in week.lines if one.id == line.replaces_id)
                assert old.struck_why and old.struck_at == line.added_at == week.amended_at
                assert old.content == line.content
                assert not overlap((old.begins_at, old.ends_at), (line.begins_at, line.ends_at))
        assert (week.amended_at is None) == all(one.replaces_id is None for one in week.lines)


@pytest.mark.usefixtures("district")
def test_the_hall_has_its_seats_and_an_office_with_rooms_of_its_own_is_left_alone(
    acting: Acting,
) -> None:
    hall = db.session.scalars(select(Shared).filter_by(name=ROOM)).one()
    assert (hall.kind, hall.rows, hall.seats) == ("room", 6, 10)
    assert len(shared.names(acting("chanhvp.huyen"), "car")) == 2
    before = len(weeks())
    loader_week.load_weeks()
    assert len(weeks()) == before


@pytest.mark.usefixtures("workday")
def test_where_people_have_moved_on_since_nobody_is_scheduled(acting: Acting) -> None:
    """An older demo, reorganised, starts with this version: it has no weeks, and starts."""
    db.session.execute(update(ScheduleEntry).values(replaces_id=None))
    for model in (ScheduleEntry, WeeklySchedule, Shared):
        db.session.execute(delete(model))
    gone = acting("tp-gddt.huyen").position_id
    post = db.session.scalars(select(Appointment).filter_by(position_id=gone)).one()
    post.valid_to = today()
    db.session.commit()
    loader_week.load_weeks()
    assert weeks() == []
    post.valid_to = None
    db.session.commit()
    loader_week.load_weeks()
    assert weeks() != []
