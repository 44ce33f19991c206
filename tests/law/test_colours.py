"""How a deadline stands, in colour and in words (DOMAIN §11.4)."""

from datetime import date, timedelta

from hypothesis import given

from tests.law.rows import each
from tests.law.test_deadlines import (
    CALENDARS,
    FRIDAY,
    MONDAY,
    NEAR,
    PLAIN,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    YEAR,
    at,
    working_days,
)
from workflows.deadlines import WORDS, Calendar, Colour, colour, end_of, reminded_until

LONG_AFTER = at(date(2026, 4, 1), 9)


@each(
    [
        (None, None, at(MONDAY, 9), Colour.GREY),
        (None, at(MONDAY, 9), at(MONDAY, 9), Colour.GREY),
        (end_of(TUESDAY), None, at(THURSDAY, 9), Colour.GREEN),
        (at(date(2026, 3, 11), 0), None, at(FRIDAY, 9), Colour.GREEN),
        (end_of(TUESDAY), None, at(FRIDAY, 9), Colour.YELLOW),
        (end_of(TUESDAY), None, at(TUESDAY, 17), Colour.YELLOW),
        (end_of(TUESDAY), None, at(TUESDAY, 17, 1), Colour.RED),
        (end_of(TUESDAY), None, LONG_AFTER, Colour.RED),
        (end_of(TUESDAY), at(TUESDAY, 17), LONG_AFTER, Colour.BLUE),
        (end_of(TUESDAY), at(TUESDAY, 17, 1), LONG_AFTER, Colour.PURPLE),
    ]
)
def test_the_colour_of_a_deadline(due, done, now, expected):
    assert colour(due, done, now, PLAIN) == expected


def test_days_off_do_not_turn_a_deadline_yellow_later():
    assert colour(end_of(date(2026, 2, 23)), None, at(date(2026, 2, 12), 9), YEAR) == Colour.YELLOW
    assert colour(end_of(date(2026, 2, 24)), None, at(date(2026, 2, 12), 9), YEAR) == Colour.GREEN


@given(CALENDARS, NEAR, NEAR)
def test_a_deadline_is_yellow_from_its_second_last_working_day(calendar, day, due):
    left = working_days(calendar, day, due)
    shown = colour(end_of(due), None, at(day, 9), calendar)
    assert shown == (Colour.RED if due < day else Colour.YELLOW if left <= 2 else Colour.GREEN)


def test_a_deadline_of_another_age_costs_no_more_than_one_of_tomorrow(monkeypatch):
    """A page of fifty papers due in 2999 counted a third of a million days for each."""
    asked = []
    monkeypatch.setattr(
        Calendar, "is_working", lambda _self, day: asked.append(day) or day.weekday() < 5
    )
    assert colour(end_of(date(2999, 12, 31)), None, at(MONDAY, 9), PLAIN) == Colour.GREEN
    assert len(asked) < 10


def test_f02_a_task_reported_in_time_is_blue_though_closed_late():
    reported, due, closed = date(2023, 11, 9), date(2023, 11, 10), date(2023, 11, 13)
    assert colour(end_of(due), at(reported, 16), at(closed, 9), PLAIN) == Colour.BLUE


def test_every_colour_has_its_words():
    assert {str(shade): words for shade, words in WORDS.items()} == {
        "grey": "không hạn",
        "green": "còn hạn",
        "yellow": "sắp đến hạn",
        "red": "quá hạn",
        "blue": "hoàn thành đúng hạn",
        "purple": "hoàn thành quá hạn",
    }


def test_near_is_told_as_the_office_opens_and_on_no_day_off():
    """On Friday's opening what is due by Tuesday's end; over the week's end nothing more."""
    by_thursday, by_friday = (end_of(day) for day in (MONDAY, TUESDAY))
    for moment, near in (
        (at(THURSDAY, 23), by_thursday), (at(FRIDAY, 7, 29), by_thursday),
        (at(FRIDAY, 7, 30), by_friday), (at(SUNDAY, 9), by_friday), (at(MONDAY, 7), by_friday),
    ):  # fmt: skip
        until = reminded_until(PLAIN, moment)
        assert near < until <= near + timedelta(days=1), moment
