"""The queue of those who wish to speak (DOMAIN §10.7)."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.law.papers import HOA, MAI, MINH, NAM
from workflows import Refused
from workflows.speaking import (
    LOST,
    USUAL,
    Request,
    Turn,
    ask,
    give,
    in_order,
    is_lost,
    speaker,
    withdraw,
)

HOAS, NAMS, MAIS = (Request(n=n, person_id=who) for n, who in ((1, HOA), (2, NAM), (3, MAI)))
EIGHT = dt.datetime(2026, 12, 1, 8, 0, tzinfo=dt.UTC)


def people(requests):
    return [one.person_id for one in in_order(requests)]


def as_(request, state):
    return replace(request, state=state)


def test_a_turn_takes_five_minutes_where_the_chair_says_nothing_else():
    assert USUAL == 5


def test_they_speak_in_the_order_of_asking():
    assert people([MAIS, NAMS, HOAS]) == [HOA, NAM, MAI]


def test_whoever_no_longer_waits_is_not_in_the_queue():
    for state in set(Turn) - {Turn.WAITING}:
        assert people([as_(HOAS, state), NAMS]) == [NAM]


def test_registered_speeches_come_before_hands_raised():
    assert people([HOAS, NAMS, replace(MAIS, registered=True)]) == [MAI, HOA, NAM]
    both = replace(NAMS, registered=True), replace(MAIS, registered=True)
    assert people([*both, HOAS]) == [NAM, MAI, HOA]


def test_the_chair_puts_somebody_forward():
    assert people([HOAS, NAMS, replace(MAIS, place=1)]) == [MAI, HOA, NAM]
    moved = [replace(HOAS, place=2), replace(NAMS, place=1), replace(MAIS, registered=True)]
    assert people(moved) == [NAM, HOA, MAI]


def test_who_comes_back_from_a_lost_line_stands_at_the_head():
    returned = replace(MAIS, returns=True)
    assert people([replace(HOAS, place=1), NAMS, returned]) == [MAI, HOA, NAM]
    assert people([replace(NAMS, returns=True, place=9), returned]) == [NAM, MAI]


def test_a_point_of_order_jumps_the_queue():
    orders = replace(MAIS, of_order=True), replace(NAMS, of_order=True)
    assert people([replace(HOAS, returns=True), *orders]) == [NAM, MAI, HOA]


def test_one_speaks_at_a_time():
    assert speaker([HOAS, NAMS]) is None
    speaking = [as_(HOAS, Turn.SPEAKING), NAMS]
    assert speaker(speaking).person_id == HOA
    with pytest.raises(Refused, match=r"^somebody_speaks$"):
        give(speaking, NAM)


def test_the_floor_answers_the_request_that_stands_first():
    point = replace(MAIS, person_id=NAM, of_order=True)
    assert give(iter([HOAS, NAMS, point]), NAM) == point
    assert give([HOAS], HOA) == HOAS


def test_the_chair_may_call_on_somebody_who_asked_nothing():
    assert give([HOAS], MINH) is None


@pytest.mark.parametrize("state", [Turn.WAITING, Turn.SPEAKING])
def test_nobody_asks_twice(state):
    with pytest.raises(Refused, match=r"^asked_already$"):
        ask([as_(HOAS, state)], HOA)


def test_who_was_skipped_comes_back_and_who_is_done_asks_anew():
    assert ask([as_(HOAS, Turn.SKIPPED)], HOA) is True
    assert ask([as_(HOAS, Turn.DONE)], HOA) is False
    assert ask([as_(NAMS, Turn.SKIPPED)], HOA) is False
    later = Request(n=9, person_id=HOA, state=Turn.WITHDRAWN)
    assert ask([later, as_(HOAS, Turn.SKIPPED)], HOA) is False
    assert ask([replace(later, state=Turn.SKIPPED), as_(HOAS, Turn.DONE)], HOA) is True


def test_one_takes_back_ones_own_hand_while_it_is_up():
    assert withdraw([HOAS, NAMS], NAM) == NAMS
    for requests in ([HOAS], [as_(NAMS, Turn.SPEAKING)], []):
        with pytest.raises(Refused, match=r"^asked_nothing$"):
            withdraw(requests, NAM)


def test_a_line_gone_for_more_than_half_a_minute_loses_the_floor():
    assert dt.timedelta(seconds=30) == LOST
    assert not is_lost(EIGHT, EIGHT + LOST)
    assert is_lost(EIGHT, EIGHT + LOST + dt.timedelta(seconds=1))


def test_a_hand_raised_claims_no_place():
    assert Request(n=1, person_id=HOA) == Request(
        n=1,
        person_id=HOA,
        state=Turn.WAITING,
        place=None,
        of_order=False,
        registered=False,
        returns=False,
    )


def test_these_are_the_states_of_a_request():
    assert [str(it) for it in Turn] == ["WAITING", "SPEAKING", "DONE", "WITHDRAWN", "SKIPPED"]
