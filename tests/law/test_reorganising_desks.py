"""Who may do what with a plan, at every state and for every desk; the open work that goes over."""

import datetime as dt
from itertools import product

import pytest

from tests.law.rows import each
from tests.law.test_reorganising import DAY, EVE, HANH, KIEN, WHOLENESS, Whole, brought
from workflows import CASEFILE, INCOMING, MEETING, OUTGOING, TASK, Refused, Role
from workflows.casefile import KEPT
from workflows.incoming import UNFINISHED as UNANSWERED
from workflows.meeting_states import BETWEEN, GATHERED
from workflows.outgoing import HALF_ISSUED, UNISSUED
from workflows.reorganising import REORGANISING, WHOLE, Plan
from workflows.task import UNFINISHED as OWED

# fmt: off
MAY = {
    ("",          "draft"):       {"ADMIN"},
    ("DRAFT",     "change"):      {"ADMIN"},
    ("DRAFT",     "propose"):     {"ADMIN"},
    ("DRAFT",     "withdraw"):    {"ADMIN"},
    ("PROPOSED",  "send_back"):   {"ADMIN"},
    ("PROPOSED",  "approve"):     {"ADMIN"},
    ("PROPOSED",  "withdraw"):    {"ADMIN"},
    ("APPROVED",  "withdraw"):    {"ADMIN"},
    ("APPROVED",  "take_effect"): {"SYSTEM"},
}
"""The whole table, written a second time by hand: at what is not here everybody is refused."""
BUTTONS = {
    "DRAFT":     {"change", "propose", "withdraw"},
    "PROPOSED":  {"send_back", "approve", "withdraw"},
    "APPROVED":  {"withdraw"},
    "IN_EFFECT": set(),
    "WITHDRAWN": set(),
}
# fmt: on
STEPS = sorted({step for _, step in MAY})
STATES = ["", *Plan]


def may(state: str, step: str, role: Role) -> bool:
    try:
        REORGANISING.decide(Whole(state), brought(step), step, {role})
    except Refused as no:
        assert no.reason in {"wrong_role", "wrong_state", "no_such_step"}, no.reason
        return False
    return True


@each(product(STATES, STEPS))
def test_each_desk_may_what_the_table_says_and_no_more(state, step):
    allowed = {str(role) for role in Role if may(state, step, role)}
    assert allowed == MAY.get((state, step), set())


@each(Plan)
def test_an_administrator_is_shown_the_steps_of_where_a_plan_stands(state):
    assert {it.name for it in REORGANISING.open_to(Whole(state), {Role.ADMIN})} == BUTTONS[state]
    others = frozenset(Role) - {Role.ADMIN, Role.SYSTEM}
    assert list(REORGANISING.open_to(Whole(state), others)) == []


def test_all_desks_together_are_not_the_administrators():
    """Whoever is chair, clerk and auditor at once still writes no plan."""
    everybody = frozenset(Role) - {Role.ADMIN, Role.SYSTEM}
    for state, step in MAY:
        with pytest.raises(Refused, match=r"^wrong_role$"):
            REORGANISING.decide(Whole(state), brought(step), step, everybody)


def test_the_server_writes_no_plan_and_no_administrator_carries_one_out():
    with pytest.raises(Refused, match=r"^wrong_role$"):
        REORGANISING.decide(Whole("DRAFT"), brought("propose"), "propose", {Role.SYSTEM})
    with pytest.raises(Refused, match=r"^wrong_role$"):
        REORGANISING.decide(Whole("APPROVED"), brought("take_effect"), "take_effect", {Role.ADMIN})


def test_whoever_proposed_does_not_approve_but_may_take_it_back():
    approve = REORGANISING.step("PROPOSED", "approve")
    for person, no in ((KIEN, ["is_another_hand"]), (HANH, [])):
        assert approve.objections(Whole("PROPOSED"), brought("approve", person_id=person)) == no
    withdraw = REORGANISING.step("PROPOSED", "withdraw")
    assert withdraw.objections(Whole("PROPOSED"), brought("withdraw", person_id=KIEN)) == []


@each(
    [
        (EVE - dt.timedelta(days=200), True, False),
        (EVE, True, False),
        (DAY, False, True),
        (DAY + dt.timedelta(days=40), False, True),
    ]
)
def test_approval_ends_at_the_midnight_at_which_the_act_begins(today, may_approve, may_act):
    """At no moment may somebody agree to what is already due."""
    approve = REORGANISING.step("PROPOSED", "approve")
    act = REORGANISING.step("APPROVED", "take_effect")
    assert (approve.objections(Whole("PROPOSED"), brought("approve", today=today)) == []) is (
        may_approve
    )
    assert (act.objections(Whole("APPROVED"), brought("take_effect", today=today)) == []) is may_act


def test_a_plan_that_lacks_everything_is_told_everything_at_once():
    facts = {name: value for row, _ in WHOLENESS for name, value in row.items()}
    lacks = REORGANISING.step("DRAFT", "propose").lacks(Whole("DRAFT", **facts))
    assert sorted(lacks) == sorted(reason for _, reason in WHOLENESS)
    assert {one.__name__ for one in WHOLE} == {reason for _, reason in WHOLENESS}


def test_what_is_lacking_hinders_neither_a_change_nor_taking_it_back():
    lame = Whole("DRAFT", closes=0, forgotten=("UBND xã Hoằng Đạo",))
    for step in ("change", "withdraw"):
        assert REORGANISING.step("DRAFT", step).objections(lame, brought(step)) == []


OPEN_WORK = [
    (INCOMING, UNANSWERED, set()),
    (OUTGOING, (*UNISSUED, *HALF_ISSUED), set(HALF_ISSUED)),
    (TASK, OWED, set()),
    (CASEFILE, KEPT, set()),
    (MEETING, (*BETWEEN, *GATHERED), set(GATHERED)),
]
"""A law, its states in which somebody owes something, and those of them that wait instead."""
NAMES = [law.name for law, _, _ in OPEN_WORK]


@each(OPEN_WORK)
def test_whatever_is_open_can_be_passed_on_or_holds_the_midnight_up(law, owed, waits):
    """None may stay orphaned (ORG-12): no third kind of open work is left."""
    passed = {it.source for it in law.transitions if it.name == "pass_on"}
    assert passed == set(owed) - waits


@each(OPEN_WORK)
def test_what_waits_for_somebody_is_open(law, owed, waits):
    """Each state at which the law says whose turn it is, is one that counts as open work."""
    states = {it.state for it in law.waits}
    assert states - set(owed) == ({"CONCLUDED"} if law is MEETING else set())
    # a supplement to minutes that are signed is signed by who sat there, wherever he sits now


@each(OPEN_WORK)
def test_only_the_server_passes_on_and_it_says_why(law, owed, waits):
    for it in law.transitions:
        if it.name == "pass_on":
            assert (it.id, it.roles) == ("ORG-12", frozenset({Role.SYSTEM}))
            assert [one.__name__ for one in it.asked] == ["has_reason"]
            assert it.target in ({"DRAFT"} if law is OUTGOING else {it.source})
