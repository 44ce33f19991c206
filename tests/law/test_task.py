"""The law of tasks: each sentence moves, each missing fact is named, none is added (§11)."""

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest

from tests.law.guards import guards_of
from tests.law.papers import Owed
from tests.law.rows import each
from workflows import NOWHERE, TASK, Refused, Role
from workflows.deadlines import ZONE, Calendar, Colour
from workflows.law import Reads, Wait
from workflows.task import HANDS, RUNNING, colour_of
from workflows.tasking import Doing, escalates_at, moved_by

H, S, HS = "HANDS", "SYSTEM", "HANDS SYSTEM"
WHOSE = {H: HANDS, S: {Role.SYSTEM}, HS: HANDS | {Role.SYSTEM}}


WHOLE = Doing(
    reason="Chờ số liệu", in_time=True, progress=50, has_result=True, is_later=True, files=1
)

UNFINISHED = "PLANNED NEW RETURNED RECEIVED IN_PROGRESS REWORK REPORTED SUSPENDED"

# fmt: off
SENTENCES = [
    ("§10.10", NOWHERE,       "plan",    H,  "PLANNED"),
    ("§10.10", "PLANNED",     "give",    S,  "NEW"),
    ("§10.10", "PLANNED",     "drop",    S,  "CANCELLED"),
    ("§11.1",  NOWHERE,       "create",  H,  "NEW"),
    ("TK-T01", "NEW",         "receive", H,  "RECEIVED"),
    ("TK-T02", "NEW",         "return",  H,  "RETURNED"),
    ("TK-T02", "RETURNED",    "give_again", H, "NEW"),
    ("TK-T03", "RECEIVED",    "start",   H,  "IN_PROGRESS"),
    ("TK-T03", "REWORK",      "start",   H,  "IN_PROGRESS"),
    ("TK-T03", "IN_PROGRESS", "start",   H,  "IN_PROGRESS"),
    ("TK-T04", "IN_PROGRESS", "report",  H,  "REPORTED"),
    ("TK-T04", "REWORK",      "report",  H,  "REPORTED"),
    ("TK-T05", "REPORTED",    "accept",  H,  "DONE"),
    ("TK-T05", "REPORTED",    "rework",  H,  "REWORK"),
    *((("TK-T06", state, step, H, state))
      for step in ("request_extension", "deny_extension")
      for state in ("NEW", "RECEIVED", "IN_PROGRESS", "REWORK", "REPORTED", "SUSPENDED")),
    *((("TK-T06", state, "grant_extension", H, state))
      for state in ("NEW", "RETURNED", "RECEIVED", "IN_PROGRESS", "REWORK", "REPORTED",
                    "SUSPENDED")),
    *(((law_id, state, step, H, state))
      for law_id, step in (("TK-T04", "attach"), ("§11.1", "contribute"))
      for state in ("RECEIVED", "IN_PROGRESS", "REWORK")),
    *((("§1.3", state, "urge", H, state))
      for state in ("NEW", "RECEIVED", "IN_PROGRESS", "REWORK")),
    *((("TK-T08", state, "suspend", H, "SUSPENDED"))
      for state in ("NEW", "RETURNED", "RECEIVED", "IN_PROGRESS", "REWORK", "REPORTED")),
    ("TK-T08", "SUSPENDED",   "resume",  HS, "IN_PROGRESS"),
    ("TK-T08", "SUSPENDED",   "resume_new", HS, "NEW"),
    ("TK-T08", "SUSPENDED",   "resume_reported", HS, "REPORTED"),
    ("TK-T08", "SUSPENDED",   "resume_returned", HS, "RETURNED"),
    *((("TK-T07", state, "cancel", HS, "CANCELLED"))
      for state in ("NEW", "RETURNED", "RECEIVED", "IN_PROGRESS", "REWORK", "REPORTED",
                    "SUSPENDED")),
    *(("ORG-12", state, "pass_on", S, state) for state in UNFINISHED.split()),
    *(("AR-04", state, "hand_on", S, state) for state in UNFINISHED.split()),
]
LED = "NEW RECEIVED IN_PROGRESS REWORK REPORTED SUSPENDED"
LAID_ASIDE = "NEW RETURNED RECEIVED IN_PROGRESS REWORK REPORTED"
OPEN = f"{LED} RETURNED"
UNDER_WAY = "RECEIVED IN_PROGRESS REWORK"
NOT_OFFERED = [
    (LED, "request_extension", {"has_due": False},         "has_due"),
    (OPEN, "grant_extension",  {"has_due": False},         "has_due"),
    (LED, "deny_extension",    {"wants_extension": False}, "wants_extension"),
    ("SUSPENDED", "resume",          {"laid_aside_from": "NEW"},      "was_under_way"),
    ("SUSPENDED", "resume",          {"laid_aside_from": "REPORTED"}, "was_under_way"),
    ("SUSPENDED", "resume",          {"laid_aside_from": "RETURNED"}, "was_under_way"),
    ("SUSPENDED", "resume_returned", {"laid_aside_from": "NEW"},      "was_returned"),
    ("SUSPENDED", "resume_new",      {"laid_aside_from": "RECEIVED"}, "was_new"),
    ("SUSPENDED", "resume_reported", {"laid_aside_from": "REWORK"},   "was_reported"),
]
MISSING = [
    ("",          "plan",    {"named": False},      "is_given_to_somebody"),
    ("",          "create",  {"named": False},      "is_given_to_somebody"),
    ("",          "create",  {"is_ahead": False},   "ends_ahead"),
    ("",          "create",  {"fits": False},       "fits_its_parent"),
    ("RETURNED",  "give_again", {"named": False},   "is_given_to_somebody"),
    ("RETURNED",  "give_again", {"is_ahead": False}, "ends_ahead"),
    ("RETURNED",  "give_again", {"fits": False},    "fits_its_parent"),
    (UNDER_WAY,   "attach",  {"files": 0},          "has_evidence"),
    (UNDER_WAY,   "contribute", {"reason": " "},    "has_reason"),
    (LAID_ASIDE,  "suspend", {"reason": " "},       "has_reason"),
    (LAID_ASIDE,  "suspend", {"is_ahead": False},   "ends_ahead"),
    ("NEW",       "return",  {"reason": " "},       "has_reason"),
    ("NEW",       "return",  {"in_time": False},    "is_returned_in_time"),
    (f"{UNDER_WAY}", "start", {"progress": 100},    "progress_is_fair"),
    (f"{UNDER_WAY}", "start", {"progress": -1},     "progress_is_fair"),
    ("IN_PROGRESS REWORK", "report", {"has_result": False}, "has_a_result"),
    ("REPORTED",  "rework",  {"reason": ""},        "has_reason"),
    (LED,         "request_extension", {"reason": ""},      "has_reason"),
    (LED,         "request_extension", {"is_later": False}, "new_due_is_later"),
    (LED,         "request_extension", {"fits": False},     "fits_its_parent"),
    (OPEN,        "grant_extension", {"is_later": False},   "new_due_is_later"),
    (OPEN,        "grant_extension", {"fits": False},       "fits_its_parent"),
    (LED,         "deny_extension", {"reason": " "},        "has_reason"),
    ("NEW RETURNED RECEIVED IN_PROGRESS REWORK REPORTED SUSPENDED", "cancel", {"reason": " "},
     "has_reason"),
    (UNFINISHED,  "pass_on", {"reason": " "},     "has_reason"),
    (UNFINISHED,  "hand_on", {"reason": " "},     "has_reason"),
]
# fmt: on


FROM = {"resume_new": "NEW", "resume_reported": "REPORTED", "resume_returned": "RETURNED"}


def owed(state: str, step: str) -> Owed:
    """Laid aside where the step leads back to."""
    return Owed(state, laid_aside_from=FROM.get(step, "IN_PROGRESS"))


@each(SENTENCES)
def test_a_task_moves_by_its_hands_and_no_others(law_id, state, step, whose, end):
    for role in WHOSE[whose]:
        taken = TASK.decide(owed(state, step), WHOLE, step, {role})
        assert (taken.target, taken.id) == (end, law_id)
    with pytest.raises(Refused, match=r"^wrong_role$"):
        TASK.decide(owed(state, step), WHOLE, step, frozenset(Role) - WHOSE[whose])


def test_no_sentence_could_be_added_unnoticed():
    written = {(one[0], one[1], one[2], frozenset(WHOSE[one[3]]), one[4]) for one in SENTENCES}
    there = {(it.id, it.source, it.name, frozenset(it.roles), it.target) for it in TASK.transitions}
    assert written == there
    assert TASK.final == {"DONE", "CANCELLED"}


@each(NOT_OFFERED)
def test_without_its_fact_there_is_no_button(states, step, facts, reason):
    for state in states.split():
        assert TASK.step(state, step).lacks(replace(owed(state, step), **facts)) == [reason]


@each(MISSING)
def test_what_an_act_does_not_bring_is_named(states, step, act, reason):
    for state in states.split() or [""]:
        found = TASK.step(state, step).objections(Owed(state), replace(WHOLE, **act))
        assert found == [reason]


def test_no_guard_could_be_dropped_or_added_unnoticed():
    offered = {(state, row[1], row[-1]) for row in NOT_OFFERED for state in row[0].split()}
    asked = {(state, row[1], row[-1]) for row in MISSING for state in row[0].split() or [""]}
    for written, kind in ((offered, "offered"), (asked, "asked")):
        assert written == guards_of(TASK, kind)


def test_progress_begins_at_nothing_and_ends_before_all():
    for progress in (0, 99):
        act = replace(WHOLE, progress=progress)
        assert TASK.step("RECEIVED", "start").objections(Owed("RECEIVED"), act) == []


def test_on_whose_desk_it_lies_and_who_reads_it():
    assert TASK.waits == (
        Wait("NEW", "receive", "lead"),
        Wait("RETURNED", "cancel", "giver"),
        Wait("RECEIVED", "start", "lead"),
        Wait("IN_PROGRESS", "report", "lead"),
        Wait("REWORK", "report", "lead"),
        Wait("REPORTED", "accept", "giver"),
        Wait("SUSPENDED", "resume", "giver"),
        Wait("NEW", "grant_extension", "giver_if_asked"),
        Wait("RECEIVED", "grant_extension", "giver_if_asked"),
        Wait("IN_PROGRESS", "grant_extension", "giver_if_asked"),
        Wait("REWORK", "grant_extension", "giver_if_asked"),
        Wait("REPORTED", "grant_extension", "giver_if_asked"),
        Wait("SUSPENDED", "grant_extension", "giver_if_asked"),
    )
    assert TASK.reads == (
        Reads("plan", "giver"),
        Reads("plan", "planner"),
        Reads("give", "lead"),
        Reads("give", "lead_head"),
        Reads("give", "helpers"),
        Reads("give", "leaders"),
        Reads("give", "auditors"),
        Reads("create", "giver"),
        Reads("create", "lead"),
        Reads("create", "lead_head"),
        Reads("create", "helpers"),
        Reads("create", "leaders"),
        Reads("create", "auditors"),
        Reads("give_again", "lead"),
        Reads("give_again", "lead_head"),
    )
    assert {"LEADER", "OFFICE_CHIEF", "UNIT_HEAD", "OFFICER"} == HANDS


def test_whoever_brings_nothing_claims_nothing():
    assert Doing() == Doing(
        reason="", named=True, in_time=False, progress=0, has_result=False, is_later=False,
        is_ahead=True, fits=True, files=0,
    )  # fmt: skip


DAYS = Calendar(off=frozenset({dt.date(2027, 3, 8)}))
"""A Monday that nobody works on."""


def at(day: int, hour: int = 17) -> dt.datetime:
    return dt.datetime(2027, 3, day, hour, tzinfo=ZONE)


def test_a_late_task_is_told_to_the_head_two_working_days_after():
    """Due on Friday 5 March, Monday is a day off: the end of Wednesday."""
    assert escalates_at(DAYS, at(5, 11)) == at(10)


@each(
    [
        (at(1, 9), at(1, 16), at(5)),
        (at(1, 9), at(2, 8), at(9)),
        (at(1, 9), at(3, 8), at(10)),
        (at(5, 9), at(9, 9), at(9)),
        (at(6, 9), at(7, 9), at(5)),
    ]
)
def test_the_clock_stands_still_by_working_days(since, until, due):
    """Due on Friday 5 March at 17:00; from Friday to Tuesday one working day went by (TK-T08)."""
    assert moved_by(DAYS, at(5), since, until) == due


@dataclass(frozen=True)
class Stands:
    """A task due on Friday 5 March at 17:00."""

    state: str
    reported_at: dt.datetime | None = None
    due_at: dt.datetime | None = field(default_factory=lambda: at(5))


@each(
    [
        (Stands("IN_PROGRESS"), Colour.RED),
        (Stands("REPORTED", at(5)), Colour.GREEN),
        (Stands("REPORTED", at(5, 18)), Colour.RED),
        (Stands("DONE", at(5)), Colour.BLUE),
        (Stands("DONE", at(5, 18)), Colour.PURPLE),
        (Stands("SUSPENDED"), Colour.GREY),
        (Stands("CANCELLED"), Colour.GREY),
        (Stands("REPORTED", at(5), None), Colour.GREY),
        (Stands("REWORK"), Colour.RED),
    ]
)
def test_whether_it_is_late_is_settled_when_it_is_reported(task, shown):
    """On the 9th: its giver may take his time, the lead has done his part (TK-T05)."""
    assert colour_of(task, at(9, 9), DAYS) is shown


def test_the_clock_stands_while_a_task_is_laid_aside():
    assert set(RUNNING) == set(UNFINISHED.split()) - {"PLANNED", "SUSPENDED"}
