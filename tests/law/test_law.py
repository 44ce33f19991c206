"""The grammar of every table, told by a small one: Nam asks for leave."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from workflows import NOWHERE, Refused, Role, Transition, Wait, Workflow
from workflows.law import PARTS, Reads, from_each

NAM, HOA, MINH, LAN = {Role.OFFICER}, {Role.UNIT_HEAD}, {Role.LEADER}, {Role.CLERK}


@dataclass(frozen=True)
class Slip:
    """A request for leave."""

    state: str = "ASKED"
    days: int = 2
    stamped: bool = True


@dataclass(frozen=True)
class Word:
    """What somebody says of it."""

    reason: str = "Đồng ý"
    by_name: bool = True


def is_short(slip):
    return slip.days <= 3


def is_stamped(slip):
    return slip.stamped


def has_words(slip, word):
    return bool(word.reason)


def bears_a_name(slip, word):
    return word.by_name


ASK = Transition("L1", "ask", NOWHERE, "ASKED", NAM)
GRANT = Transition(
    "L2", "grant", "ASKED", "GRANTED", HOA, {is_stamped, is_short}, {has_words, bears_a_name}, MINH
)
TAKE_BACK = Transition("L3", "take_back", "", "GONE", NAM)
NOTE = Transition("L4", "note", "", "", LAN | HOA)
LEAVE = Workflow(
    "leave",
    (
        ASK,
        GRANT,
        *from_each(("ASKED", "GRANTED"), TAKE_BACK),
        *from_each(("ASKED", "GONE"), NOTE, stay=True),
    ),
    waits=(
        Wait("ASKED", "grant", "head"),
        Wait("GRANTED", "file", "clerk"),
        Wait("ASKED", "note", "clerk"),
    ),
    reads=(Reads("ask", "head"),),
    final=frozenset({"GONE"}),
)


def refusal(step, roles, slip=None, word=None):
    with pytest.raises(Refused) as no:
        LEAVE.decide(slip or Slip(), word or Word(), step, roles)
    return no.value.reason


def test_a_sentence_for_several_states_leads_to_one_or_leaves_the_paper_where_it_is():
    ends = {(it.name, it.source, it.target) for it in LEAVE.transitions if it.id in {"L3", "L4"}}
    assert ends == {
        ("take_back", "ASKED", "GONE"),
        ("take_back", "GRANTED", "GONE"),
        ("note", "ASKED", "ASKED"),
        ("note", "GONE", "GONE"),
    }


def test_the_states_are_those_that_a_sentence_names():
    assert LEAVE.states == {"ASKED", "GRANTED", "GONE"}
    assert LEAVE.names == {"ask", "grant", "take_back", "note"}
    assert LEAVE.entries == (ASK,)


def test_a_state_that_only_begins_or_only_ends_a_sentence_is_a_state_too():
    """What stands on one side of one sentence only."""
    law = Workflow("one", (Transition("", "go", "HERE", "THERE", NAM),), (), (), frozenset())
    assert law.states == {"HERE", "THERE"}


def test_a_paper_lies_on_each_desk_of_its_state():
    assert [wait.holder for wait in LEAVE.waiting("ASKED")] == ["head", "clerk"]
    assert LEAVE.waiting("GONE") == ()


def test_a_sentence_is_found_by_its_state_and_its_name():
    assert LEAVE.step("ASKED", "grant") is GRANT
    assert LEAVE.step("GONE", "note").target == "GONE"
    for state, name in (("GRANTED", "grant"), ("ASKED", "ask"), ("GONE", "take_back")):
        with pytest.raises(Refused, match=r"^wrong_state$"):
            LEAVE.step(state, name)


def test_a_step_that_no_table_has_is_the_first_thing_refused():
    assert refusal("burn", set()) == "no_such_step"


def test_who_takes_it_nowhere_is_refused_before_the_state_is_looked_at():
    assert refusal("grant", NAM, Slip("GONE")) == "wrong_role"
    LEAVE.knows("grant", HOA)
    LEAVE.knows("grant", MINH)


def test_who_takes_it_in_another_state_only_is_told_of_the_state_first():
    assert refusal("grant", HOA, Slip("GONE")) == "wrong_state"
    two = Workflow(
        "two",
        (Transition("", "go", "HERE", "", NAM), Transition("", "go", "THERE", "", LAN)),
        (),
        (),
        frozenset(),
    )
    with pytest.raises(Refused, match=r"^wrong_role$"):
        two.permit("HERE", "go", LAN)
    assert two.permit("THERE", "go", LAN).source == "THERE"


def test_the_wrong_desk_is_refused_before_the_facts_are_read():
    unread = Slip(days=9, stamped=False)
    assert refusal("grant", LAN, unread, Word("", by_name=False)) == "wrong_role"
    assert refusal("grant", HOA, unread, Word("", by_name=False)) == "is_short"


def test_of_all_that_is_missing_the_standing_facts_are_named_first_in_a_stable_order():
    nothing = Slip(days=9, stamped=False), Word("", by_name=False)
    assert GRANT.lacks(nothing[0]) == ["is_short", "is_stamped"]
    assert GRANT.objections(*nothing) == ["is_short", "is_stamped", "bears_a_name", "has_words"]
    assert GRANT.objections(Slip(), Word()) == []
    assert refusal("grant", HOA, None, Word("")) == "has_words"


def test_the_second_person_of_an_act_of_two_is_let_in_as_the_first_is():
    for roles in (HOA, MINH, HOA | NAM):
        assert LEAVE.decide(Slip(), Word(), "grant", roles) is GRANT
        assert GRANT in LEAVE.open_to(Slip(), roles)


def test_only_the_buttons_of_the_desk_in_this_state_are_shown():
    def shown(roles, slip):
        return [step.name for step in LEAVE.open_to(slip, roles)]

    assert shown(HOA, Slip()) == ["grant", "note"]
    assert shown(NAM, Slip()) == ["take_back"]
    assert shown(NAM, Slip(NOWHERE)) == ["ask"]
    assert shown(HOA, Slip(days=9)) == ["note"]
    assert shown(HOA, Slip("GRANTED")) == []
    assert shown(set(), Slip()) == []


def test_a_no_carries_its_field_and_what_fills_the_gaps_of_its_words():
    no = Refused("duplicate", "reason", arrival_no=7)
    assert (str(no), no.reason, no.field, no.said) == (
        "duplicate",
        "duplicate",
        "reason",
        {"arrival_no": 7},
    )
    assert (Refused("wrong_role").field, Refused("wrong_role").said) == ("", {})


def test_these_are_the_desks_of_an_office():
    desks = (
        "CLERK LEADER OFFICE_CHIEF UNIT_HEAD OFFICER FORM_CHECKER ARCHIVIST SECRETARY TECH DESK "
        "AUDITOR ADMIN CITIZEN SYSTEM CHAIR MEMBER DELEGATE INVITEE RAPPORTEUR OBSERVER"
    )
    assert desks.split() == list(Role)
    assert set(desks.split()[-6:]) == PARTS


def test_each_module_of_the_law_is_named_by_a_test_of_its_own():
    """The mutation bends a module before the tests that name it: of one that none names, all bends
    would live. Tables, `law` and the layout are tried through the package (`mutation.py`)."""
    here = Path(__file__).parent
    written = "\n".join(one.read_text() for one in here.glob("test_*.py") if one != Path(__file__))
    modules = {one.stem for one in (here.parents[1] / "workflows").glob("[!_]*.py")}
    unnamed = {it for it in modules if not re.search(rf"workflows\.{it}\b", written)}
    assert unnamed <= {"incoming", "outgoing", "meeting", "law"}
