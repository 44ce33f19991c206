"""The demo's calendar: holidays, make-up Saturdays, and hours in which somebody works."""

from datetime import date, datetime

import pytest

from server.demo.calendar import ZONE, calendar_days, closing, demo_calendar, office_time

TODAY = date(2026, 11, 24)
HOURS = office_time(TODAY)


def moment(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 2, 17),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 8, 31),
        date(2026, 9, 2),
        date(2026, 11, 24),
        date(2026, 11, 22),
    ],
)
def test_nobody_works_on_a_holiday_a_day_in_lieu_or_a_sunday(day: date) -> None:
    assert not HOURS.is_working(day)


def test_a_make_up_saturday_is_a_working_day() -> None:
    assert HOURS.is_working(date(2026, 8, 22))
    assert not HOURS.is_working(date(2026, 8, 29))


def test_the_day_of_culture_is_off_only_since_2026() -> None:
    days = {row.day for row in calendar_days([2025, 2026])}
    assert date(2026, 11, 24) in days
    assert date(2025, 11, 24) not in days


def test_rows_cover_last_year_this_one_and_the_next() -> None:
    assert {row.day.year for row in demo_calendar(TODAY)} == {2025, 2026, 2027}


def test_rows_are_in_order_named_and_grounded() -> None:
    rows = demo_calendar(TODAY)
    assert list(rows) == sorted(rows, key=lambda row: row.day)
    assert all(row.name and row.notice for row in rows)


def test_swapped_days_name_their_notice() -> None:
    rows = {row.day: row for row in calendar_days([2025])}
    assert rows[date(2025, 4, 26)].kind == "work"
    assert rows[date(2025, 4, 26)].notice == rows[date(2025, 5, 2)].notice == "6150/TB-BLĐTBXH"


def test_three_working_days_over_tet_as_the_handbook_counts_them() -> None:
    received = date(2026, 2, 12)
    assert [HOURS.shift(received, n).day for n in (1, 2, 3)] == [13, 23, 24]


def test_shifting_back_and_forth_comes_home() -> None:
    assert HOURS.shift(HOURS.shift(TODAY, -5), 4) == date(2026, 11, 23)


def test_distance_counts_the_last_day_and_not_the_first() -> None:
    assert HOURS.distance(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert HOURS.distance(date(2026, 11, 23), date(2026, 11, 23)) == 0


def test_work_goes_on_after_lunch_and_the_next_working_day() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert HOURS.later(moment(friday, 11, 20), 30) == moment(friday, 13, 50)
    assert HOURS.later(moment(friday, 16, 50), 30) == moment(monday, 7, 50)
    assert HOURS.later(moment(monday, 16, 50), 30) == moment(date(2026, 11, 25), 7, 50)


def test_a_due_day_ends_at_five() -> None:
    assert closing(TODAY) == moment(TODAY, 17, 0)
