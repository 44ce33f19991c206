"""The calendar: what a notice makes of a day counts at once in deadlines (CAL-03 to CAL-09)."""

import datetime as dt

import pytest

from server.admin.days import calendar
from server.clock import today
from server.database import db
from server.org import queries
from server.org.models import CalendarDay
from tests.office.admin.desk import DAY, actor, kien, last_change, why


def coming(weekday: int) -> dt.date:
    """The next such day that no notice speaks of, a month from now."""
    day = today() + 30 * DAY
    while day.weekday() != weekday or db.session.get(CalendarDay, day):
        day += DAY
    return day


def mark(day: dt.date, kind: str = "off", **more) -> None:
    said = {"name": "Nghỉ bão", "notice": "12/TB-UBND"} | more
    calendar.mark(kien(), day, calendar.Marked(kind, **said))


def test_a_day_off_moves_deadlines_at_once_and_a_notice_taken_back_moves_them_back(app):
    monday = coming(0)
    friday = monday - 3 * DAY
    usual = queries.calendar().add_working(friday, 1)
    mark(monday)
    assert queries.calendar().add_working(friday, 1) > usual
    assert last_change().act == "day_marked" and "12/TB-UBND" in last_change().words
    mark(monday, "plain", notice="13/TB-UBND")
    assert queries.calendar().add_working(friday, 1) == usual
    assert db.session.get(CalendarDay, monday) is not None, "nothing is deleted"


def test_a_made_up_saturday_is_worked(app):
    """H03, CAL-05."""
    saturday = coming(5)
    assert not queries.calendar().is_working(saturday)
    mark(saturday, "work", name="Làm bù")
    assert queries.calendar().is_working(saturday)


def test_what_the_calendar_does_not_take(one_app):
    monday = coming(0)
    assert why(mark, monday, "work") == "weekday_is_work"
    assert why(mark, monday, "plain") == "day_is_plain"
    assert why(mark, today() - DAY) == "end_is_backdated"
    mark(monday)
    assert why(mark, monday) == "same_day_already"


def test_a_year_is_loaded_once_and_keeps_what_was_written_by_hand(one_app):
    year = today().year + 3
    mark(dt.date(year, 1, 1), name="Tết Dương lịch và nghỉ bù", notice="9/TB")
    came = calendar.load_year(kien(), year, notice="99/TB-BNV")
    assert came >= 10
    assert db.session.get_one(CalendarDay, dt.date(year, 1, 1)).notice == "9/TB"
    assert not queries.calendar().is_working(dt.date(year, 4, 30))
    assert why(calendar.load_year, kien(), year, notice="99/TB-BNV") == "nothing_changes"


def test_the_table_of_a_year_knows_the_moon_what_makes_up_for_a_sunday_and_a_worked_saturday():
    """CAL-03 to CAL-05: days of the notices for 2026, the new one of 24/11 among them."""
    of = {f"{day:%d/%m}": kind for day, kind, _name in calendar._statutory(2026)}
    tet = {f"{day}/02" for day in range(16, 21)}
    assert {day for day, kind in of.items() if kind == "off"} == tet | {
        "01/01", "26/04", "27/04", "30/04", "01/05", "31/08", "01/09", "02/09", "24/11",
    }  # fmt: skip
    assert [day for day, kind in of.items() if kind == "work"] == ["22/08"]


@pytest.mark.parametrize("account", ["chutich.huyen", "vanthu.huyen"])
def test_nobody_else_writes_the_calendar(one_app, account):
    said = {"kind": "off", "name": "Nghỉ", "notice": "1/TB"}
    assert why(calendar.mark, actor(account), coming(0), calendar.Marked(**said)) == "not_allowed"
    assert why(calendar.load_year, actor(account), 2090, notice="1/TB") == "not_allowed"
