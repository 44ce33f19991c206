"""Rooms and cars, office hours and ordered reports go over with the work (chapter 2)."""

import pytest
from sqlalchemy import select

from server.admin.days import hours
from server.admin.days.hours import HoursSaid
from server.clock import today
from server.database import db, transaction
from server.meetings.hall_models import Shared
from server.org.models import OfficeHours
from server.org.queries import calendar
from server.reorganising import planning
from server.reorganising.taking_effect import rehearse
from server.reports import orders
from server.reports.models import ReportOrder
from tests.cast import Cast
from tests.office.admin.desk import DAY, kien
from tests.office.reorganising.merging import approved, at_midnight, done, new_day
from tests.office.reorganising.test_midnight import agency
from workflows.deadlines import sessions_said
from workflows.periods import Every

WINTER, SUMMER = "07:30-11:30 13:30-17:00", "07:00-11:30 13:30-16:30"


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Both communes have a meeting room of the same name; Hoằng Phú works by hours of its own, by
    others in a month, and Ánh gets a report each year."""
    with transaction() as session:
        for hand, seats in ((cast.dao, 8), (cast.dao2, 0)):
            mine = {"agency_id": hand.actor.agency_id, "rows": seats and 4, "seats": seats}
            session.add(Shared(kind="room", name="Phòng họp tầng 2", **mine))
        session.add(Shared(kind="car", name="36A-012.34", agency_id=cast.dao.actor.agency_id))
    for code, since, said in (
        ("hoangphu", today(), WINTER), ("hoangphu", today() + 30 * DAY, SUMMER),
        ("hoangdong", today() + DAY, SUMMER),
    ):  # fmt: skip
        hours.set_hours(kien(), code, HoursSaid(since, sessions_said(said), "12/TB-UBND"))
    orders.order(cast.anh.actor, "incoming", "unit", Every.YEAR)
    return cast


def test_rooms_cars_and_hours_go_over_and_what_was_stands(cast: Cast):
    said = done(approved())["moved"]
    assert (said["rooms"], said["hours"], said["orders"]) == (3, 2, 1)
    new = agency("hoangphu2").id
    rows = db.session.scalars(select(Shared).filter_by(agency_id=new).order_by(Shared.id))
    assert [(one.name, one.seats) for one in rows] == [
        ("Phòng họp tầng 2", 8), ("36A-012.34", 0), ("Phòng họp tầng 2 (UBND xã Hoằng Đồng)", 0),
    ]  # fmt: skip
    old = select(Shared).filter_by(agency_id=cast.dao.actor.agency_id)
    assert len(db.session.scalars(old).all()) == 2
    sets = db.session.scalars(select(OfficeHours).filter_by(agency_id=new)).all()
    assert {(one.since - today(), one.sessions) for one in sets} == {
        (DAY, WINTER), (30 * DAY, SUMMER),
    }  # fmt: skip
    assert calendar(new) != calendar(None)


def test_who_ordered_a_report_gets_it_in_the_new_post(cast: Cast):
    done(approved())
    with at_midnight():
        anh = new_day(cast.anh).actor
        (row,) = orders.orders_of(anh)
        assert (row.agency_id, row.every) == (agency("hoangphu2").id, Every.YEAR)
        assert orders.may_have(anh, row.of)
        assert db.session.query(ReportOrder).count() == 1


def test_a_rehearsal_tells_them_and_a_withdrawn_plan_moves_none(cast: Cast):
    plan = approved()
    assert rehearse(plan.id)["moved"]["rooms"] == 3
    planning.withdraw(kien(), plan.id, reason="Hoãn sắp xếp")
    assert db.session.query(Shared).filter_by(agency_id=agency("hoangphu2").id).count() == 0
