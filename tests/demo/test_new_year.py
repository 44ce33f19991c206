"""The demo on the first days of a year: its lists and its inspection have not begun yet."""

import datetime as dt

import pytest

from server.clock import HANOI, as_if, now, today
from server.demo import loader, loader_files
from server.org.models import Person

NEW_YEAR = dt.datetime(2027, 1, 1, 9, tzinfo=HANOI)
LATER = dt.datetime(2027, 2, 3, 9, tzinfo=HANOI)


@pytest.mark.parametrize("day", [4, 5])
def test_what_the_week_of_lists_will_bring_is_dated_now_at_new_year(day) -> None:
    """Else the log of a demo begun on that day would hold steps of the week to come."""
    morning = dt.date(2027, 1, day)
    with as_if(NEW_YEAR):
        assert loader_files._by_now(morning) == now()
    with as_if(LATER):
        assert loader_files._by_now(morning).astimezone(HANOI).date() == morning


def test_son_s_inspection_has_begun_on_whichever_day_the_demo_is_opened() -> None:
    son = Person(id=7)
    for moment in (NEW_YEAR, LATER):
        with as_if(moment):
            seen = loader._inspection(son)
            assert seen.began_at <= now()
            assert seen.began_at.year == today().year
