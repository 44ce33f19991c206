"""When a line begins, as its form proposes it: a moment still to come."""

import datetime as dt

import pytest
import time_machine
from flask import Flask

from server.clock import HANOI
from server.schedule import forms
from tests.cast import Cast

MONDAY = dt.date(2026, 11, 16)
NEXT = MONDAY + dt.timedelta(days=7)


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def proposed(cast: Cast, day: int, time: str, week: dt.date = MONDAY) -> str:
    """What stands in the field, asked for on that day of the week, at that time."""
    hour, minute = map(int, time.split(":"))
    there = dt.datetime(2026, 11, day, hour, minute, tzinfo=HANOI)
    with time_machine.travel(there, tick=False):
        return next(str(f["value"]) for f in forms.entry(cast.tuan.actor, week)
                    if f["name"] == "begins_at")  # fmt: skip


@pytest.mark.parametrize(
    ("day", "time", "begins"),
    [
        (16, "06:00", "16/11/2026 08:00"),
        (17, "08:40", "17/11/2026 09:00"),
        (17, "09:00", "17/11/2026 09:30"),
        (17, "11:45", "17/11/2026 13:30"),
        (17, "18:10", "18/11/2026 08:00"),
        (20, "19:00", "21/11/2026 08:00"),
        (22, "19:10", "22/11/2026 19:30"),
    ],
)
def test_in_the_running_week_it_is_still_to_come(
    cast: Cast, day: int, time: str, begins: str
) -> None:
    """On Friday evening it stays in the week that the form is of: no step of this one is its."""
    assert proposed(cast, day, time) == begins


def test_of_a_week_to_come_it_is_monday_at_eight(cast: Cast) -> None:
    assert proposed(cast, 17, "15:20", NEXT) == "23/11/2026 08:00"
