"""The law of destroying what has expired: list, council, the head, the deed (AR-07)."""

from dataclasses import dataclass, replace

import pytest

from tests.law.guards import guards_of
from tests.law.rows import each
from workflows import Refused, Role
from workflows.destroying import COUNCIL, DESTROYING, Deed, Stage


@dataclass(frozen=True)
class List:
    """A list of two files that have expired."""

    state: str
    left: tuple[str, ...] = ("01.VHTT (2010)", "02.VHTT (2010)")
    unexpired: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()


WHOLE = Deed(
    reason="Hết giá trị", members=3, minutes="2/BB-HĐ", decision="9/QĐ-UBND",
    decision_is_issued=True,
)  # fmt: skip
T, L = Role.ARCHIVIST, Role.LEADER
SENTENCES = [
    ("", "list", T, "LISTED"),
    ("LISTED", "review", T, "REVIEWED"),
    ("REVIEWED", "decide", L, "DECIDED"),
    ("REVIEWED", "reject", L, "REJECTED"),
    ("DECIDED", "carry_out", T, "DONE"),
    *((state, "withdraw", T, "WITHDRAWN") for state in ("LISTED", "REVIEWED", "DECIDED")),
]
DEEDS = (("", "list"), ("LISTED", "review"), ("REVIEWED", "decide"), ("DECIDED", "carry_out"))
NOT_OFFERED = [
    (state, step, facts, name)
    for state, step in DEEDS
    for facts, name in (
        ({"left": ()}, "something_is_listed"),
        ({"unexpired": ("03.VP (2026)",)}, "all_have_expired"),
        ({"frozen": ("03.VP (2010)",)}, "none_is_frozen"),
    )
]
MISSING = [
    ("LISTED", "review", {"members": COUNCIL - 1}, "council_is_whole"),
    ("LISTED", "review", {"minutes": " "}, "has_council_minutes"),
    ("LISTED", "review", {"reason": ""}, "has_opinion"),
    ("REVIEWED", "decide", {"decision": " "}, "has_decision"),
    ("REVIEWED", "decide", {"decision_is_issued": False}, "decision_is_issued"),
    ("REVIEWED", "reject", {"reason": ""}, "has_reason"),
    ("DECIDED", "carry_out", {"reason": " "}, "has_reason"),
    *((state, "withdraw", {"reason": ""}, "has_reason") for state in ("LISTED", "REVIEWED",
                                                                     "DECIDED")),
]  # fmt: skip


@each(SENTENCES)
def test_it_goes_by_these_hands_and_no_others(state, step, role, end):
    taken = DESTROYING.decide(List(state), WHOLE, step, {role})
    assert (taken.target, taken.id) == (end, "AR-07")
    with pytest.raises(Refused, match=r"^wrong_role$"):
        DESTROYING.decide(List(state), WHOLE, step, frozenset(Role) - {role})


def test_no_sentence_and_no_guard_could_be_added_or_dropped_unnoticed():
    there = {(it.source, it.name, it.target) for it in DESTROYING.transitions}
    assert there == {(state, step, end) for state, step, _role, end in SENTENCES}
    assert DESTROYING.states == set(Stage) and COUNCIL == 3
    assert DESTROYING.final == {"DONE", "REJECTED", "WITHDRAWN"}
    for rows, field in ((NOT_OFFERED, "offered"), (MISSING, "asked")):
        assert {(row[0], row[1], row[3]) for row in rows} == guards_of(DESTROYING, field)


@each(NOT_OFFERED)
def test_nothing_goes_whose_time_is_not_over_or_that_is_frozen(state, step, facts, reason):
    assert DESTROYING.step(state, step).lacks(replace(List(state), **facts)) == [reason]


@each(MISSING)
def test_what_a_step_does_not_bring_is_named(state, step, act, reason):
    found = DESTROYING.step(state, step).objections(List(state), replace(WHOLE, **act))
    assert found == [reason]


def test_whoever_brings_nothing_claims_nothing():
    assert Deed() == Deed(reason="", members=0, minutes="", decision="", decision_is_issued=False)
