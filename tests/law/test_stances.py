"""What members think beforehand (DOMAIN §10.5): the fold of an agenda, and who carries what."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.papers import HOA, LAN, MINH, NAM
from tests.law.rows import each
from workflows import Refused
from workflows.majority import Threshold, needed
from workflows.stances import (
    ONE_ACT,
    Body,
    Matter,
    Stance,
    agreeing,
    chosen,
    is_unopposed,
    may_mark,
    minutes_left,
    objecting,
    saved,
    saved_of,
    together,
)

AGREE, OTHER, SPEAK = Stance.AGREE, Stance.OTHER, Stance.SPEAK
MEMBERS = frozenset({MINH, HOA, NAM})
BEFORE = Body(MEMBERS, 2)
SITS = Body(MEMBERS, 2, frozenset({MINH, HOA}))
ALL = dict.fromkeys(MEMBERS, AGREE)
BUDGET = Matter(id=1, minutes=30, left=30, stances=ALL)
PEOPLE = replace(BUDGET, id=2, stances=ALL | {NAM: OTHER})


def refused(reason, act, *said):
    with pytest.raises(Refused, match=f"^{reason}$"):
        act(*said)


def test_what_a_majority_of_the_members_agrees_to_and_nobody_opposes_goes_together():
    assert together([BUDGET, PEOPLE], BEFORE) == (1,)
    assert is_unopposed(replace(BUDGET, stances={MINH: AGREE, HOA: AGREE}), BEFORE)


def test_silence_is_no_agreement():
    assert not is_unopposed(replace(BUDGET, stances={MINH: AGREE}), BEFORE)
    assert not is_unopposed(replace(BUDGET, stances={}), BEFORE)


@each([OTHER, SPEAK])
def test_one_voice_is_enough_to_talk_about_it(stance):
    assert objecting(replace(BUDGET, stances=ALL | {HOA: stance}), BEFORE) == {HOA}
    assert not is_unopposed(replace(BUDGET, stances=ALL | {HOA: stance}), BEFORE)


def test_once_it_sits_only_those_who_are_there_carry_it():
    assert agreeing(BUDGET, SITS) == {MINH, HOA} and is_unopposed(BUDGET, SITS)
    alone = replace(SITS, here=frozenset({MINH}))
    assert agreeing(BUDGET, alone) == {MINH} and not is_unopposed(BUDGET, alone)


def test_whoever_is_absent_is_heard_all_the_same():
    assert not is_unopposed(PEOPLE, SITS)


def test_who_is_no_member_neither_carries_nor_stops_it():
    guest = replace(BUDGET, stances={MINH: AGREE, LAN: AGREE})
    assert not is_unopposed(guest, BEFORE)
    assert is_unopposed(replace(BUDGET, stances=ALL | {LAN: OTHER}), BEFORE)


def test_what_began_is_not_adopted_at_once():
    assert together([replace(BUDGET, waits=False)], SITS) == ()


def test_the_chair_adopts_all_of_them_or_some_and_never_another():
    other = replace(BUDGET, id=3)
    matters = [BUDGET, PEOPLE, other]
    assert chosen(matters, SITS, ()) == (1, 3)
    assert chosen(matters, SITS, (3,)) == (3,)
    refused("is_opposed", chosen, matters, SITS, (1, 2))
    refused("nothing_unopposed", chosen, [PEOPLE], SITS, ())
    refused("is_opposed", chosen, [PEOPLE], SITS, (2,))


def test_another_opinion_is_said_and_what_began_is_too_late():
    refused("other_wants_words", may_mark, BUDGET, OTHER, " ")
    refused("item_waits", may_mark, replace(BUDGET, waits=False), AGREE, "")
    for stance, words in ((OTHER, "Chưa rõ nguồn"), (AGREE, ""), (SPEAK, "")):
        may_mark(BUDGET, stance, words)


def test_the_end_is_expected_by_what_is_left_to_talk_about():
    assert minutes_left([BUDGET, PEOPLE], BEFORE) == 30 + ONE_ACT
    assert minutes_left([PEOPLE], BEFORE) == 30
    done = replace(PEOPLE, waits=False, left=0)
    assert minutes_left([done, replace(PEOPLE, waits=False, left=12)], SITS) == 12
    assert minutes_left([replace(BUDGET, minutes=0, left=0)], BEFORE) is None


def test_saved_is_what_was_planned_less_the_one_act():
    assert saved([BUDGET, replace(BUDGET, id=3, minutes=15)]) == 45 - ONE_ACT
    assert saved_of(45) == 45 - ONE_ACT and saved_of(0) == 0
    assert saved([replace(BUDGET, minutes=1)]) == 0 and saved([]) == 0


IDS = st.integers(1, 9)
STANCES = st.dictionaries(IDS, st.sampled_from(Stance), max_size=9)


@given(stances=STANCES, members=st.sets(IDS, min_size=1), here=st.sets(IDS))
def test_nothing_goes_together_without_the_laws_majority_of_those_who_are_there(
    stances, members, here
):
    body = Body(members, needed(Threshold.HALF, len(members)), here)
    matter = Matter(id=1, stances=stances)
    if is_unopposed(matter, body):
        agreed = [one for one in members & here if stances.get(one) == AGREE]
        assert 2 * len(agreed) > len(members)
        assert all(said == AGREE for one, said in stances.items() if one in members)


def test_one_act_takes_two_minutes_and_what_names_no_time_takes_none():
    assert ONE_ACT == 2
    untimed = Matter(id=3, stances=ALL)
    assert untimed.waits and minutes_left([untimed], BEFORE) is None
    assert minutes_left([BUDGET, untimed], BEFORE) == 2
    assert saved([untimed]) == 0 and saved([BUDGET, untimed]) == 28
    assert minutes_left([BUDGET, replace(untimed, stances={})], BEFORE) == 2
