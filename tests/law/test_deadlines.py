"""Working days over Tết and make-up Saturdays, and what is late."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.law.rows import each
from workflows.deadlines import (
    SESSIONS,
    ZONE,
    Calendar,
    DayKind,
    calendar_of,
    dispatch_by,
    due_within,
    end_of,
    escalates_at,
    in_office_hours,
    is_late,
    latest_register_day,
    leader_due,
    leaves_by,
    local_day,
    present_by,
    register_by,
    rule_due,
    start_of_clock,
)
from workflows.urgency import Urgency

NORMAL, KHAN, THUONG_KHAN, HOA_TOC = Urgency

TET = [date(2026, 2, day) for day in range(14, 23)]
MADE_UP = date(2026, 8, 22)
YEAR = calendar_of([*((day, DayKind.HOLIDAY) for day in TET), (MADE_UP, DayKind.MADE_UP)])
PLAIN = Calendar()

THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (date(2026, 3, day) for day in range(5, 11))
"""An ordinary week's end: no holiday is near."""


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def test_the_week_is_monday_to_friday():
    week = [MONDAY + timedelta(days=n) for n in range(7)]
    assert [PLAIN.is_working(day) for day in week] == [True] * 5 + [False] * 2


def test_three_working_days_from_the_thursday_before_tet_2026():
    """CAL-06, to the letter."""
    received = date(2026, 2, 12)
    counted = [YEAR.add_working(received, days) for days in range(4)]
    assert counted == [received, date(2026, 2, 13), date(2026, 2, 23), date(2026, 2, 24)]


def test_a_made_up_saturday_counts():
    """H03: Saturday 22/8 is declared a working day."""
    assert YEAR.is_working(MADE_UP)
    assert YEAR.add_working(date(2026, 8, 21), 1) == MADE_UP
    assert PLAIN.add_working(date(2026, 8, 21), 1) == date(2026, 8, 24)


def test_a_made_up_day_works_whatever_else_is_said_of_it():
    assert calendar_of([(SATURDAY, DayKind.HOLIDAY), (SATURDAY, DayKind.MADE_UP)]) == Calendar(
        off=frozenset(), work=frozenset({SATURDAY})
    )
    assert Calendar(off=frozenset({MONDAY}), work=frozenset({MONDAY})).is_working(MONDAY)


@each([kind for kind in DayKind if kind is not DayKind.MADE_UP])
def test_every_other_notice_makes_a_day_off(kind):
    assert not calendar_of([(MONDAY, kind)]).is_working(MONDAY)


def test_the_next_and_the_previous_working_day_are_other_days():
    assert (PLAIN.next_working(FRIDAY), PLAIN.previous_working(MONDAY)) == (MONDAY, FRIDAY)
    assert (PLAIN.next_working(MONDAY), PLAIN.previous_working(FRIDAY)) == (TUESDAY, THURSDAY)


def working_days(calendar: Calendar, start: date, end: date) -> int:
    """The working days after `start` up to `end`, counted one by one."""
    days = (start + timedelta(n) for n in range(1, (end - start).days + 1))
    return sum(calendar.is_working(day) for day in days)


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
CALENDARS = st.builds(
    Calendar,
    off=st.frozensets(st.dates(date(2024, 1, 1), date(2024, 3, 1))),
    work=st.frozensets(st.dates(date(2024, 1, 1), date(2024, 3, 1))),
)
NEAR = st.dates(date(2024, 1, 1), date(2024, 3, 1))


@given(CALENDARS, NEAR, NEAR, st.integers(0, 15))
def test_adding_working_days_keeps_the_order_of_days(calendar, one, other, days):
    first, second = sorted([one, other])
    assert calendar.add_working(first, days) <= calendar.add_working(second, days)
    assert calendar.add_working(first, days) < calendar.add_working(first, days + 1)


@given(CALENDARS, NEAR, st.integers(0, 15))
def test_what_is_added_is_counted_back(calendar, day, days):
    end = calendar.add_working(day, days)
    assert working_days(calendar, day, end) == days
    assert days == 0 or calendar.is_working(end)


@given(CALENDARS, NEAR)
def test_there_is_no_working_day_between_neighbours(calendar, day):
    following = calendar.next_working(day)
    assert working_days(calendar, day, following) == 1
    assert calendar.previous_working(following) <= day < following


def test_a_day_ends_at_five_in_viet_nam():
    assert end_of(MONDAY).isoformat() == "2026-03-09T17:00:00+07:00"
    assert PLAIN.opening_of(MONDAY).isoformat() == "2026-03-09T07:30:00+07:00"


def test_the_day_is_that_of_viet_nam():
    assert local_day(datetime(2026, 3, 8, 17, 30, tzinfo=UTC)) == MONDAY


def test_minhs_deadline_on_a_day_off_falls_on_the_working_day_before():
    assert leader_due(PLAIN, at(SUNDAY, 9)) == end_of(FRIDAY)
    assert leader_due(PLAIN, at(MONDAY, 9)) == at(MONDAY, 9)


def test_a_rules_deadline_on_a_day_off_waits_for_the_next_working_day():
    assert rule_due(PLAIN, at(SATURDAY, 9)) == end_of(MONDAY)
    assert rule_due(PLAIN, at(MONDAY, 9)) == at(MONDAY, 9)


@each(
    [
        (at(FRIDAY, 10), at(FRIDAY, 10)),
        (at(FRIDAY, 6), at(FRIDAY, 7, 30)),
        (at(FRIDAY, 17), at(FRIDAY, 17)),
        (at(FRIDAY, 17, 1), at(MONDAY, 7, 30)),
        (at(SATURDAY, 10), at(MONDAY, 7, 30)),
        (datetime(2026, 3, 5, 23, 0, tzinfo=UTC), at(FRIDAY, 7, 30)),
    ]
)
def test_the_clock_starts_at_the_next_opening_after_hours(received, start):
    """CAL-08."""
    for urgency in (NORMAL, KHAN, THUONG_KHAN):
        assert start_of_clock(PLAIN, received, urgency) == start


@each([at(SATURDAY, 22), at(FRIDAY, 3), at(FRIDAY, 17, 1)])
def test_the_clock_of_hoa_toc_starts_at_once(received):
    """CAL-08: the one exception."""
    assert start_of_clock(PLAIN, received, HOA_TOC) == received


@each(
    [
        (at(THURSDAY, 10), 3, NORMAL, TUESDAY),
        (at(THURSDAY, 18), 3, NORMAL, date(2026, 3, 11)),
        (at(SATURDAY, 10), 1, NORMAL, TUESDAY),
        (at(SATURDAY, 10), 1, HOA_TOC, MONDAY),
        (at(THURSDAY, 10), 0, NORMAL, THURSDAY),
        (at(SATURDAY, 10), 0, HOA_TOC, MONDAY),
    ]
)
def test_a_term_of_working_days_ends_at_five(received, days, urgency, due):
    assert due_within(PLAIN, received, days, urgency) == end_of(due)


def test_an_ordinary_term_needs_no_urgency_said():
    assert due_within(YEAR, at(date(2026, 2, 12), 9), 3) == end_of(date(2026, 2, 24))


@each(
    [
        (KHAN, at(FRIDAY, 8), at(FRIDAY, 10)),
        (KHAN, at(FRIDAY, 9, 30), at(FRIDAY, 11, 30)),
        (KHAN, at(FRIDAY, 10, 30), at(FRIDAY, 14, 30)),
        (KHAN, at(FRIDAY, 12), at(FRIDAY, 15, 30)),
        (KHAN, at(FRIDAY, 16), at(MONDAY, 8, 30)),
        (KHAN, at(SATURDAY, 10), at(MONDAY, 9, 30)),
        (THUONG_KHAN, at(FRIDAY, 20), at(FRIDAY, 21)),
        (THUONG_KHAN, at(FRIDAY, 23), at(SATURDAY, 0)),
        (THUONG_KHAN, at(FRIDAY, 23, 30), at(MONDAY, 0, 30)),
        (THUONG_KHAN, at(SATURDAY, 22), at(MONDAY, 1)),
        (HOA_TOC, at(SATURDAY, 22), at(SATURDAY, 22, 15)),
        (HOA_TOC, at(SATURDAY, 23, 50), at(SUNDAY, 0, 5)),
    ]
)
def test_an_untouched_urgent_paper_is_raised(urgency, since, raised):
    assert escalates_at(PLAIN, since, urgency) == raised


def test_an_ordinary_paper_is_not_raised():
    assert escalates_at(PLAIN, at(FRIDAY, 8), NORMAL) is None


def test_a_moment_of_another_zone_is_raised_by_our_clock():
    assert escalates_at(PLAIN, at(FRIDAY, 16).astimezone(UTC), KHAN) == at(MONDAY, 8, 30)


@each(
    [
        (at(THURSDAY, 16, 50), FRIDAY),
        (at(THURSDAY, 20), FRIDAY),
        (at(FRIDAY, 10), MONDAY),
        (at(SATURDAY, 10), MONDAY),
        (at(date(2026, 2, 13), 10), date(2026, 2, 23)),
    ]
)
def test_lan_registers_by_the_next_working_day(arrived, day):
    assert latest_register_day(YEAR, arrived) == day
    assert register_by(YEAR, arrived, NORMAL) == end_of(day)


@each(product([register_by, present_by, dispatch_by], [KHAN, THUONG_KHAN, HOA_TOC]))
def test_an_urgent_paper_goes_on_at_once(limit, urgency):
    assert limit(PLAIN, at(FRIDAY, 10), urgency) == at(FRIDAY, 10)


@each([present_by, dispatch_by])
def test_an_ordinary_paper_goes_on_by_the_end_of_the_next_working_day(limit):
    """CAL-07, NUM-12: the end of its hours."""
    assert limit(PLAIN, at(THURSDAY, 10), NORMAL) == end_of(FRIDAY)


def test_signed_on_friday_evening_it_is_late_from_mondays_end():
    """B15."""
    by = dispatch_by(PLAIN, at(FRIDAY, 16, 55), NORMAL)
    assert not is_late(by, None, at(MONDAY, 17))
    assert is_late(by, None, at(MONDAY, 17, 1))


def test_what_was_done_in_time_is_not_late_afterwards():
    by, now = end_of(MONDAY), at(TUESDAY, 9)
    assert not is_late(by, at(MONDAY, 17), now)
    assert is_late(by, at(MONDAY, 17, 1), now)


@each([
        ((7, 29), False), ((7, 30), True), ((11, 30), True), ((11, 31), False),
        ((13, 29), False), ((13, 30), True), ((17, 0), True), ((17, 1), False),
    ])  # fmt: skip
def test_an_office_is_open_from_its_first_minute_to_its_last_and_closed_at_noon(clock, opened):
    """CAL-01: a signature at 17:00 sharp is none out of hours."""
    assert in_office_hours(PLAIN, at(THURSDAY, *clock)) is opened
    assert not in_office_hours(PLAIN, at(SATURDAY, *clock))


WEDNESDAY = THURSDAY - timedelta(days=1)
SUMMER = ((time(7), time(11)), (time(14), time(17, 30)))
SEASONS = Calendar(hours=((THURSDAY, SUMMER), (THURSDAY + timedelta(days=7), SESSIONS)))


@each([
        (WEDNESDAY, (7, 0), False), (WEDNESDAY, (11, 30), True),
        (THURSDAY, (7, 0), True), (THURSDAY, (11, 30), False), (THURSDAY, (17, 30), True),
        (THURSDAY + timedelta(days=7), (17, 30), False),
    ])  # fmt: skip
def test_a_set_of_hours_counts_from_its_day_until_the_next_one(day, clock, opened):
    """CAL-01: the evening before still has the old hours, however late it is looked at."""
    assert in_office_hours(SEASONS, at(day, *clock)) is opened


def test_what_is_counted_in_hours_and_days_ends_with_the_hours_of_its_day():
    thursday, friday = THURSDAY, THURSDAY + timedelta(days=1)
    assert register_by(SEASONS, at(thursday, 9), Urgency.NORMAL) == at(friday, 17, 30)
    assert dispatch_by(SEASONS, at(thursday, 9), Urgency.NORMAL) == at(friday, 17, 30)
    assert due_within(SEASONS, at(thursday, 9), 1) == at(friday, 17, 30)
    assert leader_due(SEASONS, at(SATURDAY, 12)) == at(friday, 17, 30)
    after_hours = start_of_clock(SEASONS, at(thursday, 17, 31), Urgency.NORMAL)
    assert after_hours == at(friday, 7)
    assert start_of_clock(SEASONS, at(thursday, 17, 29), Urgency.NORMAL) == at(thursday, 17, 29)
    assert escalates_at(SEASONS, at(thursday, 10), Urgency.KHAN) == at(thursday, 15)
    assert escalates_at(PLAIN, at(thursday, 10), Urgency.KHAN) == at(thursday, 14)


def test_a_made_up_saturday_has_office_hours_in_every_zone():
    assert in_office_hours(YEAR, at(MADE_UP, 7, 30).astimezone(UTC))


def test_what_was_signed_on_a_friday_is_told_as_late_after_monday_and_urgent_after_friday():
    signed = at(FRIDAY, 10)
    assert leaves_by(PLAIN, signed, NORMAL) == end_of(MONDAY)
    for urgency in (KHAN, THUONG_KHAN, HOA_TOC):
        assert leaves_by(PLAIN, signed, urgency) == at(SATURDAY, 0)
    assert leaves_by(PLAIN, signed.astimezone(UTC), KHAN) == at(SATURDAY, 0)
