"""Thường, Khẩn, Thượng khẩn, Hỏa tốc."""

from datetime import datetime, timedelta

from tests.law.rows import each
from workflows import INCOMING, OUTGOING
from workflows.deadlines import ZONE, Calendar, escalates_at
from workflows.urgency import (
    HASTENED,
    LEVELS,
    WORDS,
    Clock,
    Urgency,
    is_urgent,
    rank,
    runs_on_days_off,
)

NORMAL, KHAN, THUONG_KHAN, HOA_TOC = Urgency

LEVELS_OF_THE_HANDBOOK = [
    (NORMAL, "Thường", None, Clock.OFFICE),
    (KHAN, "Khẩn", 120, Clock.OFFICE),
    (THUONG_KHAN, "Thượng khẩn", 60, Clock.WORKING_DAYS),
    (HOA_TOC, "Hỏa tốc", 15, Clock.ALWAYS),
]


@each(LEVELS_OF_THE_HANDBOOK)
def test_a_level_has_its_word_minutes_and_clock(urgency, word, minutes, clock):
    level = LEVELS[urgency]
    assert (level.word, level.escalate_after, level.clock) == (word, minutes, clock)
    assert WORDS[urgency] == word


def test_hoa_toc_is_faster_than_thuong_khan_and_that_than_khan():
    assert sorted(Urgency, key=rank, reverse=True) == [HOA_TOC, THUONG_KHAN, KHAN, NORMAL]
    assert [rank(urgency) for urgency in Urgency] == [0, 1, 2, 3]


def test_the_law_says_at_once_of_all_but_the_ordinary():
    assert [urgency for urgency in Urgency if is_urgent(urgency)] == [KHAN, THUONG_KHAN, HOA_TOC]


def test_only_hoa_toc_runs_on_days_off():
    assert [urgency for urgency in Urgency if runs_on_days_off(urgency)] == [HOA_TOC]


def test_levels_are_named_as_in_the_contract():
    assert [str(urgency) for urgency in Urgency] == ["NORMAL", "KHAN", "THUONG_KHAN", "HOA_TOC"]


AT_ONCE = {
    "in": ["register", "present", "direct", "assign", "start"],
    "out": ["number", "seal", "dispatch"],
}


def test_escalated_is_what_lies_before_somebody_has_set_a_deadline_and_before_it_is_out():
    assert set(AT_ONCE["in"] + AT_ONCE["out"]) == HASTENED
    for law, names in ((INCOMING, AT_ONCE["in"]), (OUTGOING, AT_ONCE["out"])):
        assert set(names) <= {step.name for step in law.transitions}


def test_an_agency_that_set_its_own_minutes_is_told_by_them():
    ours = Calendar(patience=((HOA_TOC, 5), (KHAN, 30)))
    friday = datetime(2023, 11, 10, 16, 45, tzinfo=ZONE)
    assert escalates_at(ours, friday, HOA_TOC) == friday + timedelta(minutes=5)
    assert escalates_at(ours, friday, KHAN) == datetime(2023, 11, 13, 7, 45, tzinfo=ZONE)
    assert escalates_at(ours, friday, THUONG_KHAN) == friday + timedelta(hours=1)
    assert escalates_at(ours, friday, NORMAL) is None
