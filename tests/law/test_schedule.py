"""The law of the weekly schedule: who proposes, arranges, publishes; what changes (§11.5)."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from tests.law.guards import guards_of
from tests.law.rows import each
from workflows import NOWHERE, Refused, Role
from workflows.schedule import SCHEDULE, Arranging, monday, overlap, until


@dataclass(frozen=True)
class Full:
    """A week of which everything is settled."""

    state: str
    unsettled: int = 0
    entries: int = 3


ACT = Arranging(reason="Lãnh đạo tỉnh họp đột xuất")
L = {Role.LEADER}
OFFICE = {Role.OFFICE_CHIEF, Role.CLERK}
PROPOSERS = OFFICE | L | {Role.UNIT_HEAD, Role.OFFICER, Role.SECRETARY}
# fmt: off
SENTENCES = [
    (NOWHERE,     "open",      PROPOSERS,  "DRAFT"),
    ("DRAFT",     "propose",   PROPOSERS,  "DRAFT"),
    ("DRAFT",     "correct",   PROPOSERS,  "DRAFT"),
    ("DRAFT",     "settle",    OFFICE,     "DRAFT"),
    ("DRAFT",     "review",    OFFICE,     "REVIEWED"),
    ("REVIEWED",  "send_back", L,          "DRAFT"),
    ("REVIEWED",  "publish",   L,          "PUBLISHED"),
    ("PUBLISHED", "amend",     OFFICE | L, "PUBLISHED"),
    ("PUBLISHED", "strike",    OFFICE | L, "PUBLISHED"),
]
NOT_OFFERED = [
    ("DRAFT", "review", {"unsettled": 1}, "everything_is_settled"),
    ("DRAFT", "review", {"entries": 0},   "says_something"),
]
MISSING = [
    ("DRAFT",     "propose",   {"is_in_week": False}, "lies_in_the_week"),
    ("DRAFT",     "propose",   {"ends_after": False}, "ends_after_it_begins"),
    ("DRAFT",     "propose",   {"stands_for_another": False}, "stands_in_for_a_leader"),
    ("DRAFT",     "correct",   {"is_in_week": False}, "lies_in_the_week"),
    ("DRAFT",     "correct",   {"ends_after": False}, "ends_after_it_begins"),
    ("DRAFT",     "correct",   {"stands_for_another": False}, "stands_in_for_a_leader"),
    ("DRAFT",     "correct",   {"is_ones_own": False}, "is_ones_own"),
    ("PUBLISHED", "amend",     {"stands_for_another": False}, "stands_in_for_a_leader"),
    ("PUBLISHED", "amend",     {"is_in_week": False}, "lies_in_the_week"),
    ("PUBLISHED", "amend",     {"ends_after": False}, "ends_after_it_begins"),
    ("PUBLISHED", "amend",     {"reason": " "},       "has_reason"),
    ("PUBLISHED", "strike",    {"reason": ""},        "has_reason"),
    ("PUBLISHED", "strike",    {"is_ahead": False},   "is_not_over"),
    ("PUBLISHED", "amend",     {"is_ahead": False},   "is_not_over"),
    ("REVIEWED",  "send_back", {"reason": ""},        "has_reason"),
]
# fmt: on


@each(SENTENCES)
def test_a_week_moves_by_its_hands_and_no_others(state, step, hands, end):
    for role in Role:
        if role in hands:
            taken = SCHEDULE.decide(Full(state), ACT, step, {role})
            assert (taken.target, taken.id) == (end, "§11.5")
        else:
            with pytest.raises(Refused, match=r"^wrong_role$"):
                SCHEDULE.decide(Full(state), ACT, step, {role})


def test_no_sentence_could_be_added_unnoticed():
    there = {(it.source, it.name, it.target) for it in SCHEDULE.transitions}
    assert there == {(state, step, end) for state, step, _hands, end in SENTENCES}
    assert SCHEDULE.final == {"PUBLISHED"}


@each(NOT_OFFERED)
def test_the_office_answers_every_proposal_before_a_leader_sees_the_week(
    state, step, facts, reason
):
    assert SCHEDULE.step(state, step).lacks(replace(Full(state), **facts)) == [reason]


def test_one_entry_is_enough_for_a_week():
    assert SCHEDULE.step("DRAFT", "review").lacks(Full("DRAFT", entries=1)) == []


@each(MISSING)
def test_what_an_act_does_not_bring_is_named(state, step, act, reason):
    found = SCHEDULE.step(state, step).objections(Full(state), replace(ACT, **act))
    assert found == [reason]


def test_no_guard_could_be_dropped_or_added_unnoticed():
    for rows, field in ((NOT_OFFERED, "offered"), (MISSING, "asked")):
        assert {(row[0], row[1], row[-1]) for row in rows} == guards_of(SCHEDULE, field)
    assert Arranging() == Arranging(reason="", is_in_week=True, ends_after=True)


@each([("2026-11-23", "2026-11-23"), ("2026-11-26", "2026-11-23"), ("2026-11-29", "2026-11-23"),
     ("2026-11-30", "2026-11-30"), ("2027-01-01", "2026-12-28")])  # fmt: skip
def test_a_week_begins_on_monday_over_the_end_of_a_year_too(day, first):
    assert monday(dt.date.fromisoformat(day)) == dt.date.fromisoformat(first)


def at(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, 26, hour, minute, tzinfo=dt.UTC)


@each(
    [
        ((at(8), at(9)), (at(9), at(10)), False),
        ((at(8), at(9, 1)), (at(9), at(10)), True),
        ((at(8), at(12)), (at(9), at(10)), True),
        ((at(8), None), (at(9, 59), None), True),
        ((at(8), None), (at(10), None), False),
        ((at(8), at(9)), (at(8), at(9)), True),
    ]
)
def test_two_times_meet_whichever_is_asked_first(one, other, meet):
    assert overlap(one, other) is overlap(other, one) is meet


def test_an_entry_without_an_end_takes_two_hours():
    assert until(at(8), None) == at(10)
    assert until(at(8), at(8, 30)) == at(8, 30)
