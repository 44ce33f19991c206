"""A paper lies three working days before those who were called, or came late (MT-03)."""

from datetime import date

from tests.law.rows import each
from workflows.beforehand import IN_TIME, is_late
from workflows.deadlines import Calendar

MONDAY = date(2026, 12, 7)


@each([(date(2026, 12, 2), False), (date(2026, 12, 3), True), (MONDAY, True)])
def test_three_working_days_are_counted_over_the_week_end(released, late):
    assert is_late(released, MONDAY, Calendar()) is late


def test_a_holiday_is_no_day_to_read():
    assert is_late(date(2026, 12, 2), MONDAY, Calendar(off=frozenset({date(2026, 12, 4)})))
    assert IN_TIME == 3
