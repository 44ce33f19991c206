"""The queue of those who wish to speak (DOMAIN §10.7)."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.law.papers import HOA, MAI, MINH, NAM
from tests.law.rows import each
from workflows import Refused
from workflows.speaking import (
    LOST,
    USUAL,
    Request,
    Turn,
    ask,
    due,
    give,
    in_order,
    is_lost,
    moved,
    register,
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


FIVE = (("Kim Sơn", HOA), ("Kim Sơn", NAM), ("Kim Sơn", MINH), ("Phú Lộc", MAI), ("", 99))


def asking(**more):
    """Three of one commune ask before one of another and one who came for himself."""
    return [Request(n=n, person_id=who, group=g, **more) for n, (g, who) in enumerate(FIVE, 1)]


def test_one_of_each_delegation_speaks_before_the_second_of_any():
    assert people(asking()) == [HOA, MAI, 99, NAM, MINH]


@each([Turn.SPEAKING, Turn.DONE])
def test_whose_delegation_has_spoken_waits_for_the_others(state):
    first, *rest = asking()
    assert people([as_(first, state), *rest]) == [MAI, 99, NAM, MINH]
    unheard = as_(first, Turn.WITHDRAWN)
    assert people([unheard, *rest]) == [NAM, MAI, 99, MINH]


def test_turns_are_counted_in_each_matter_anew_and_a_point_of_order_takes_none():
    first, *rest = asking(matter=2)
    before = replace(first, state=Turn.DONE, matter=1)
    assert people([before, *rest]) == [NAM, MAI, 99, MINH]
    on_order = replace(first, state=Turn.DONE, of_order=True)
    assert people([on_order, *rest]) == [NAM, MAI, 99, MINH]
    waiting = replace(first, of_order=True)
    assert people([waiting, *rest]) == [HOA, NAM, MAI, 99, MINH]


def test_a_registered_speech_is_the_first_turn_of_its_delegation_and_so_is_who_asked_first():
    first, second, *_rest, other, _alone = asking()
    assert people([first, replace(second, registered=True), other]) == [NAM, MAI, HOA]
    assert people([second, other, first]) == [HOA, MAI, NAM]


def test_who_came_for_himself_stands_where_he_asked_however_often_he_spoke():
    spoke = [Request(n=n, person_id=99, state=Turn.DONE) for n in (1, 2)]
    asks, other = Request(n=3, person_id=99), replace(MAIS, n=4, group="Phú Lộc")
    assert people([*spoke, asks, other]) == [99, MAI]


def placed(queue):
    return [replace(one, place=n) for n, one in enumerate(queue, 1)]


def test_the_chair_puts_one_elsewhere_and_whoever_asks_later_stands_behind():
    assert [one.person_id for one in moved([HOAS, NAMS, MAIS], MAI, 1)] == [MAI, HOA, NAM]
    last = moved([HOAS, NAMS, MAIS], HOA, 3)
    assert [one.person_id for one in last] == [NAM, MAI, HOA]
    assert people([*placed(last), Request(n=9, person_id=MINH)]) == [NAM, MAI, HOA, MINH]


@each([0, 4])
def test_there_is_no_place_before_the_first_or_behind_the_last(to):
    with pytest.raises(Refused, match=r"^no_such_place$"):
        moved([HOAS, NAMS, MAIS], MAI, to)


def test_only_who_waits_is_put_elsewhere():
    with pytest.raises(Refused, match=r"^waits_for_nothing$"):
        moved([HOAS, as_(NAMS, Turn.SPEAKING)], NAM, 1)


@each(["of_order", "returns"])
def test_nobody_passes_what_stands_first_by_right_nor_is_it_put_back(right):
    first = replace(NAMS, **{right: True})
    for who, to in ((HOA, 1), (NAM, 2)):
        with pytest.raises(Refused, match=r"^stands_by_right$"):
            moved([HOAS, first, MAIS], who, to)
    assert [one.person_id for one in moved([HOAS, first, MAIS], MAI, 2)] == [NAM, MAI, HOA]


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


@each([Turn.WAITING, Turn.SPEAKING])
def test_nobody_asks_twice(state):
    with pytest.raises(Refused, match=r"^asked_already$"):
        ask([as_(HOAS, state)], HOA)


def test_who_waits_to_speak_raises_a_point_of_order_besides_and_once():
    order = replace(MAIS, person_id=HOA, of_order=True)
    assert ask([HOAS], HOA, of_order=True) is False
    assert ask([order], HOA) is False
    assert people([HOAS, NAMS, order]) == [HOA, HOA, NAM]
    for known in ([HOAS, order], [as_(HOAS, Turn.SPEAKING)]):
        with pytest.raises(Refused, match=r"^asked_already$"):
            ask(known, HOA, of_order=True)


def test_of_two_own_requests_the_point_of_order_is_taken_back_first_and_the_speech_is_moved():
    order = replace(MAIS, person_id=HOA, of_order=True)
    assert withdraw([HOAS, order], HOA) == order
    assert moved([NAMS, replace(HOAS, n=5), order], HOA, 2) == [order, replace(HOAS, n=5), NAMS]


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


HANDED_IN = replace(HOAS, registered=True, matter=7)


def test_a_registered_speech_waits_for_its_matter_and_for_who_shall_give_it():
    assert due([HANDED_IN, NAMS], 7, {HOA}) == [HANDED_IN, NAMS]
    for matter, here in ((8, {HOA}), (None, {HOA}), (7, {NAM})):
        assert due([HANDED_IN, NAMS], matter, here) == [NAMS]


def test_one_that_is_being_given_or_was_counts_wherever_the_meeting_is():
    for state in set(Turn) - {Turn.WAITING}:
        assert due([as_(HANDED_IN, state)], None, set()) == [as_(HANDED_IN, state)]


def test_on_each_matter_one_registers_once():
    register([HANDED_IN], HOA, 8)
    register([HANDED_IN], NAM, 7)
    register([as_(HANDED_IN, Turn.WITHDRAWN)], HOA, 7)
    with pytest.raises(Refused, match=r"^registered_already$"):
        register([HANDED_IN], HOA, 7)


def test_a_registered_speech_is_withdrawn_by_its_matter_and_a_raised_hand_is_left():
    raised = replace(MAIS, person_id=HOA, matter=7)
    assert withdraw([raised, HANDED_IN], HOA, 7) == HANDED_IN
    for matter, who in ((8, HOA), (7, NAM)):
        with pytest.raises(Refused, match=r"^asked_nothing$"):
            withdraw([raised, HANDED_IN], who, matter)
    with pytest.raises(Refused, match=r"^asked_nothing$"):
        withdraw([raised], HOA, 7)
