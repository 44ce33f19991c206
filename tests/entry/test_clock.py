"""The clock: a register's day ends at midnight in Hà Nội, wherever the machine stands."""

import datetime as dt

import pytest
import time_machine

from server import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-12-31T16:59:59+00:00", dt.date(2026, 12, 31)),
        ("2026-12-31T17:00:00+00:00", dt.date(2027, 1, 1)),
    ],
)
def test_the_new_year_begins_at_five_in_the_afternoon_in_utc(moment: str, day: dt.date) -> None:
    with time_machine.travel(dt.datetime.fromisoformat(moment), tick=False):
        assert clock.today() == day


def test_what_is_stored_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is dt.UTC


def test_a_person_reads_the_time_of_ha_noi() -> None:
    noon = dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC)
    assert f"{clock.local(noon):%H:%M}" == "12:00"
