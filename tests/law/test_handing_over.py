"""The law of handing over one's work: each sentence moves, each missing fact is named (AR-04)."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from tests.law.guards import guards_of
from tests.law.rows import each
from workflows import CASEFILE, INCOMING, MEETING, NOWHERE, OUTGOING, TASK, Refused, Role
from workflows.casefile import KEPT
from workflows.handing_over import AT_WORK, HANDING_OVER, Handing
from workflows.incoming import UNFINISHED as UNANSWERED
from workflows.meeting_states import AHEAD
from workflows.outgoing import HALF_ISSUED, UNISSUED
from workflows.task import UNFINISHED as OWED

NAM, HOA, KIEN = 1, 2, 3
DAY = dt.date(2026, 7, 1)
A = "ADMIN"


@dataclass(frozen=True)
class Whole:
    """Nam's handing over, of which all is in order; Hoa takes everything and has confirmed; nobody
    has a key."""

    state: str
    leaves_on: dt.date = DAY
    unnamed: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    stands_in_the_way: bool = True
    giver_is_awaited: bool = False
    giver_is_gone: bool = True
    post_has_ended: bool = False
    parties: tuple[int, ...] = (NAM, HOA)
    heard: tuple[int, ...] = (HOA,)
    keyed: tuple[int, ...] = ()


def brought(**facts: object) -> Handing:
    return replace(Handing(today=DAY, person_id=NAM, reason="Hoãn đến quý sau"), **facts)


# fmt: off
SENTENCES = [
    (NOWHERE,     "draft",     "DRAFT"),
    ("DRAFT",     "name",      "DRAFT"),
    ("DRAFT",     "present",   "PRESENTED"),
    ("DRAFT",     "make_way",  "DRAFT"),
    ("PRESENTED", "make_way",  "PRESENTED"),
    ("DRAFT",     "excuse",    "DRAFT"),
    ("PRESENTED", "excuse",    "DRAFT"),
    ("PRESENTED", "take_back", "DRAFT"),
    ("PRESENTED", "hand_over", "DONE"),
    ("DRAFT",     "withdraw",  "WITHDRAWN"),
    ("PRESENTED", "withdraw",  "WITHDRAWN"),
]
NOT_OFFERED = [
    *((state, step, facts, reason)
      for state, step in (("DRAFT", "present"), ("PRESENTED", "hand_over"))
      for facts, reason in (({"unnamed": ("số đến 05/2026",)}, "everything_is_named"),
                            ({"unfit": ("hồ sơ 01",)}, "takers_may_have_it"))),
    *((state, "make_way", {"stands_in_the_way": False}, "post_is_for_one")
      for state in ("DRAFT", "PRESENTED")),
    *((state, step, {"post_has_ended": True}, "post_goes_on") for state, step in
      (("DRAFT", "present"), ("PRESENTED", "hand_over"), ("PRESENTED", "confirm"))),
    *((state, "excuse", {"giver_is_gone": False}, "giver_is_gone")
      for state in ("DRAFT", "PRESENTED")),
    ("PRESENTED", "hand_over", {"busy": ("12/UBND",)},         "nothing_is_half_done"),
    ("PRESENTED", "hand_over", {"uncovered": ("Trưởng phòng",)}, "no_seat_is_left_empty"),
    ("PRESENTED", "hand_over", {"unheard": ("Nam",)},          "everybody_has_confirmed"),
]
MISSING = [
    ("PRESENTED", "confirm",   {"person_id": KIEN},            "is_a_party"),
    ("PRESENTED", "confirm",   {"person_id": HOA},             "has_not_confirmed"),
    ("PRESENTED", "confirm",   {"list_is_the_same": False},    "list_is_the_same"),
    ("DRAFT",     "excuse",    {"reason": " "},                "has_reason"),
    ("PRESENTED", "excuse",    {"reason": ""},                 "has_reason"),
    ("PRESENTED", "take_back", {"reason": " "},                "has_reason"),
    ("DRAFT",     "withdraw",  {"reason": ""},                 "has_reason"),
    ("PRESENTED", "withdraw",  {"reason": ""},                 "has_reason"),
    ("PRESENTED", "hand_over", {"today": DAY - dt.timedelta(days=1)}, "day_of_leaving_has_come"),
]
# fmt: on


@each(SENTENCES)
def test_a_list_moves_by_an_administrators_hand_alone(state, step, end):
    taken = HANDING_OVER.decide(Whole(state), brought(), step, {Role.ADMIN})
    assert (taken.target, taken.id) == (end, "AR-04")
    with pytest.raises(Refused, match=r"^wrong_role$"):
        HANDING_OVER.decide(Whole(state), brought(), step, frozenset(Role) - {Role.ADMIN})


@each(Role)
def test_whoever_holds_a_post_confirms_and_a_citizen_does_not(role):
    law = HANDING_OVER.step("PRESENTED", "confirm")
    assert (role in law.roles) is (role in AT_WORK)
    assert law.objections(Whole("PRESENTED"), brought()) == []
    if role in ("CITIZEN", "SYSTEM", "CHAIR"):
        with pytest.raises(Refused, match=r"^wrong_role$"):
            HANDING_OVER.decide(Whole("PRESENTED"), brought(), "confirm", {role})


def test_no_sentence_could_be_added_unnoticed_and_what_is_done_stays_done():
    there = {(it.source, it.name, it.target) for it in HANDING_OVER.transitions}
    assert there == {*SENTENCES, ("PRESENTED", "confirm", "PRESENTED")}
    assert HANDING_OVER.final == {"DONE", "WITHDRAWN"}


@each(NOT_OFFERED)
def test_nothing_is_left_without_an_owner(state, step, facts, reason):
    assert HANDING_OVER.step(state, step).lacks(replace(Whole(state), **facts)) == [reason]


@each(MISSING)
def test_what_an_act_does_not_bring_is_named(state, step, act, reason):
    found = HANDING_OVER.step(state, step).objections(Whole(state), brought(**act))
    assert found == [reason]


def test_no_guard_could_be_dropped_or_added_unnoticed():
    keys = {("PRESENTED", "confirm", "confirms_by_key")}
    keys |= {(state, "make_way", "giver_can_confirm") for state in ("DRAFT", "PRESENTED")}
    for rows, field, beside in ((NOT_OFFERED, "offered", set()), (MISSING, "asked", keys)):
        said = {(row[0], row[1], row[-1]) for row in rows}
        assert said | beside == guards_of(HANDING_OVER, field)


def test_he_makes_way_for_a_successor_while_he_can_still_say_that_the_list_is_right():
    for state in ("DRAFT", "PRESENTED"):
        law = HANDING_OVER.step(state, "make_way")
        awaited = Whole(state, giver_is_awaited=True)
        eve = brought(today=DAY - dt.timedelta(days=1))
        assert law.objections(awaited, eve) == law.objections(Whole(state), brought()) == []
        assert law.objections(awaited, brought()) == ["giver_can_confirm"]


def test_who_has_a_key_signs_the_list_and_a_word_is_for_who_has_none():
    law = HANDING_OVER.step("PRESENTED", "confirm")
    for keyed, by_key, lacks in (
        ((NAM,), False, ["confirms_by_key"]),
        ((NAM,), True, []),
        ((HOA,), False, []),
        ((), False, []),
    ):
        found = law.objections(Whole("PRESENTED", keyed=keyed), brought(by_key=by_key))
        assert found == lacks, (keyed, by_key)


def test_a_list_may_be_done_late():
    act = brought(today=DAY + dt.timedelta(days=30))
    assert HANDING_OVER.step("PRESENTED", "hand_over").objections(Whole("PRESENTED"), act) == []
    said = {"today": dt.date.min, "person_id": None, "reason": ""}
    assert Handing() == Handing(**said, list_is_the_same=True, by_key=False)


@each([(INCOMING, UNANSWERED), (OUTGOING, (*UNISSUED, *HALF_ISSUED)), (TASK, OWED),
     (CASEFILE, KEPT), (MEETING, AHEAD)])  # fmt: skip
def test_every_kind_of_open_work_can_change_hands_and_only_the_server_does_it(law, owed):
    rows = [it for it in law.transitions if it.name == "hand_on"]
    assert {it.source for it in rows} == set(owed)
    assert {(it.id, frozenset(it.roles), it.source == it.target) for it in rows} == {
        ("AR-04", frozenset({Role.SYSTEM}), True)
    }
