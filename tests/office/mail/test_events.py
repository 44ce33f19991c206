"""The table of what one may be written of, and the hours in which nobody is woken."""

import datetime as dt

import pytest

from server.clock import HANOI
from server.mail.events import EVENTS, URGENT, USUAL, WHEN, after_quiet, chosen, event_of
from server.mail.routes import Wishes
from server.words_of.law import VERBS


def test_each_verb_of_a_desk_is_in_one_row():
    told = [verb for event in EVENTS for verb in event.verbs]
    assert sorted(told) == sorted(VERBS)


def test_each_row_can_be_chosen_on_the_page():
    assert set(USUAL) | {"quiet_from", "quiet_until"} == set(Wishes.model_fields)
    assert set(USUAL.values()) <= set(WHEN)


@pytest.mark.parametrize("urgency", ["KHAN", "THUONG_KHAN", "HOA_TOC"])
def test_an_urgent_paper_is_told_as_such_whatever_is_to_be_done(urgency):
    assert event_of("register", urgency) == URGENT
    assert event_of("register", "NORMAL") == "clerk"


def test_who_never_chose_is_told_as_the_table_says():
    assert chosen({}, "decide") == "now"
    assert chosen({"decide": "never"}, "decide") == "never"


@pytest.mark.parametrize(
    ("hour", "begins", "ends", "sent"),
    [
        ("25 20:59", "21:00", "06:30", "25 20:59"),
        ("25 21:00", "21:00", "06:30", "26 06:30"),
        ("25 23:59", "21:00", "06:30", "26 06:30"),
        ("26 00:00", "21:00", "06:30", "26 06:30"),
        ("26 06:29", "21:00", "06:30", "26 06:30"),
        ("26 06:30", "21:00", "06:30", "26 06:30"),
        ("25 12:00", "11:30", "13:30", "25 13:30"),
        ("25 13:30", "11:30", "13:30", "25 13:30"),
        ("25 03:00", "08:00", "08:00", "25 03:00"),
    ],
)
def test_a_letter_waits_for_the_end_of_the_quiet_hours(hour, begins, ends, sent):
    assert after_quiet(_moment(hour), begins, ends) == _moment(sent)


def _moment(said: str) -> dt.datetime:
    return dt.datetime.strptime(f"2026-11-{said}", "%Y-%m-%d %H:%M").replace(tzinfo=HANOI)
