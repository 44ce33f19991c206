"""The calendar: what a notice makes of a day counts at once in deadlines (CAL-03 to CAL-09)."""

import datetime as dt

import pytest

from server.admin import calendar
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


@pytest.mark.parametrize("account", ["chutich.huyen", "vanthu.huyen"])
def test_nobody_else_writes_the_calendar(one_app, account):
    said = {"kind": "off", "name": "Nghỉ", "notice": "1/TB"}
    assert why(calendar.mark, actor(account), coming(0), calendar.Marked(**said)) == "not_allowed"
    assert why(calendar.load_year, actor(account), 2090, notice="1/TB") == "not_allowed"
