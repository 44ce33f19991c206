"""Who is there and whether they are enough (DOMAIN §10.6)."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.law.rows import each
from workflows.attendance import (
    GRACE,
    Attendance,
    Quorum,
    Seat,
    Sitting,
    counts,
    is_chair_lost,
    is_here,
    quorum,
    state_of,
)
from workflows.majority import Threshold

EIGHT = dt.datetime(2026, 12, 1, 8, 0, tzinfo=dt.UTC)
A_MINUTE, A_SECOND = dt.timedelta(minutes=1), dt.timedelta(seconds=1)
NOT_OPEN, OPEN = Sitting(), Sitting(opened_at=EIGHT)
OVER = Sitting(opened_at=EIGHT, closed_at=EIGHT + 60 * A_MINUTE)
HOA = Seat(member=True, came_at=EIGHT - A_MINUTE)
ANH = replace(HOA, remote=True, seen_at=EIGHT)
"""Ánh joins from her commune."""


@each(
    [
        (Seat(), NOT_OPEN, "INVITED"),
        (Seat(confirmed=True), OPEN, "CONFIRMED"),
        (Seat(confirmed=True, excused=True), OPEN, "EXCUSED"),
        (Seat(excused=True), OVER, "EXCUSED"),
        (Seat(confirmed=True), OVER, "ABSENT"),
        (Seat(), OVER, "ABSENT"),
        (HOA, NOT_OPEN, "PRESENT"),
        (HOA, OPEN, "PRESENT"),
        (replace(HOA, came_at=EIGHT), OPEN, "PRESENT"),
        (replace(HOA, came_at=EIGHT + A_SECOND), OPEN, "LATE"),
        (replace(HOA, came_at=EIGHT + A_SECOND, excused=True), OPEN, "LATE"),
        (replace(HOA, left_at=EIGHT + A_MINUTE), OPEN, "LEFT"),
        (ANH, OPEN, "PRESENT"),
        (replace(ANH, seen_at=EIGHT - GRACE - A_SECOND), OPEN, "DISCONNECTED"),
        (replace(ANH, seen_at=EIGHT - GRACE - A_SECOND), OVER, "PRESENT"),
        (replace(ANH, seen_at=None), OPEN, "DISCONNECTED"),
    ]
)
def test_how_somebody_stands_to_a_meeting(seat, sitting, state):
    assert state_of(seat, sitting, EIGHT) == Attendance(state)


def test_half_a_minute_without_a_sign_of_life_is_forgiven():
    assert dt.timedelta(seconds=30) == GRACE
    assert counts(ANH, EIGHT + GRACE)
    assert not counts(ANH, EIGHT + GRACE + A_SECOND)
    assert counts(replace(ANH, remote=False), EIGHT + 90 * A_MINUTE)


def test_only_members_who_are_here_count():
    assert counts(HOA, EIGHT)
    assert not counts(replace(HOA, member=False), EIGHT)
    assert not counts(replace(HOA, left_at=EIGHT), EIGHT)
    assert not counts(Seat(member=True, confirmed=True), EIGHT)


def test_who_lost_the_line_is_still_here_for_casting():
    """VT-07: a member who drops may cast on return."""
    assert is_here(replace(ANH, seen_at=None))
    assert not is_here(replace(ANH, left_at=EIGHT))
    assert not is_here(Seat())


@each([(13, False), (14, True), (15, True)])
def test_a_session_of_twenty_one_needs_fourteen(here, reached):
    seats = [HOA] * here + [Seat(member=True)] * (21 - here) + [replace(HOA, member=False)]
    found = quorum(Threshold.TWO_THIRDS, seats, EIGHT)
    assert found == Quorum(21, 14, here)
    assert found.reached is reached


def test_where_no_body_sits_nobody_is_needed():
    assert quorum(None, iter([Seat(), HOA]), EIGHT) == Quorum(1, 0, 1)
    assert quorum(None, [], EIGHT).reached


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 60)), max_size=9))
def test_never_more_count_than_there_are_members(rows):
    seats = [
        Seat(member=m, came_at=EIGHT, remote=r, seen_at=EIGHT - s * A_SECOND) for m, r, s in rows
    ]
    found = quorum(Threshold.HALF, seats, EIGHT)
    assert found.present <= found.base == sum(m for m, _, _ in rows)
    assert found.present == sum(m and (not r or s <= 30) for m, r, s in rows)


@each([(0, False), (59, False), (60, False), (61, True)])
def test_the_deputy_is_asked_when_the_chairs_line_is_gone_for_over_a_minute(silent, lost):
    came = Seat(came_at=EIGHT)
    assert is_chair_lost(came, EIGHT, EIGHT, EIGHT + silent * A_SECOND) is lost


def test_a_chair_who_sits_in_the_room_has_no_line_to_lose():
    assert not is_chair_lost(Seat(came_at=EIGHT), None, EIGHT, EIGHT + dt.timedelta(hours=1))


@each([(-600, False), (60, False), (61, True)])
def test_a_chair_who_never_came_is_missed_a_minute_after_the_time(late, lost):
    assert is_chair_lost(Seat(), None, EIGHT, EIGHT + late * A_SECOND) is lost


def test_a_chair_whose_page_is_open_is_there_though_he_did_not_sign_in():
    later = EIGHT + dt.timedelta(minutes=5)
    assert not is_chair_lost(Seat(), later, EIGHT, later)


def test_a_chair_who_left_is_missed_at_once_whatever_his_page_says():
    assert is_chair_lost(Seat(came_at=EIGHT, left_at=EIGHT), EIGHT, EIGHT, EIGHT)
