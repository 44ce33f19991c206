"""The hours of an office, summer and winter, as they are kept and as they count (CAL-01)."""

from datetime import UTC, date, datetime, time

from tests.law.rows import each
from workflows.deadlines import SESSIONS, ZONE, Calendar, left_unsigned_at, sessions_said

SUMMER = "07:00-11:15 14:00-17:30"
HOURS = Calendar(hours=((date(2026, 4, 16), sessions_said(SUMMER)), (date(2026, 10, 16), SESSIONS)))


def test_a_set_is_read_as_it_was_written() -> None:
    assert sessions_said(SUMMER) == ((time(7), time(11, 15)), (time(14), time(17, 30)))


@each(
    [
        (date(2026, 4, 15), time(7, 30), time(17)),
        (date(2026, 4, 16), time(7), time(17, 30)),
        (date(2026, 10, 15), time(7), time(17, 30)),
        (date(2026, 10, 16), time(7, 30), time(17)),
    ]
)
def test_each_set_counts_from_its_day_on(day: date, opens: time, closes: time) -> None:
    assert HOURS.opening_of(day).timetz().replace(tzinfo=None) == opens
    assert HOURS.end_of(day).timetz().replace(tzinfo=None) == closes


@each([1, 23])
def test_a_draft_waits_three_working_days_for_one_word(hour: int) -> None:
    thursday = datetime(2026, 4, 9, hour, tzinfo=ZONE)
    assert left_unsigned_at(HOURS, thursday.astimezone(UTC)) == HOURS.end_of(date(2026, 4, 14))
