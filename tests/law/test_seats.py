"""Who sits where (DOMAIN §10.11)."""

from dataclasses import replace

import pytest

from tests.law.papers import HOA, MAI, MINH, NAM
from tests.law.rows import each
from workflows import Refused
from workflows.seats import ROWS, SEATS, Grid, Guest, moved, seating

TWO = Grid(rows=2, seats=2)
CHAIR = Guest(person_id=MINH, chairs=True, home=False, agency=9, step=2, rank=9)
OWN = Guest(person_id=HOA, agency=5, step=0, rank=3)


def order(*guests: Guest) -> list[int]:
    return list(seating(guests, Grid(rows=3, seats=4)))


def test_the_largest_room_has_a_letter_for_each_row():
    assert (ROWS, SEATS) == (26, 40)


def test_a_row_has_a_letter_and_a_seat_its_number():
    guests = [replace(OWN, person_id=n, rank=n) for n in (1, 2, 3)]
    assert seating(iter(guests), TWO) == {1: "A1", 2: "A2", 3: "B1"}


def test_the_chair_sits_first_then_the_own_agency_then_the_others_each_together():
    there = Guest(person_id=NAM, home=False, agency=2, step=0, rank=1)
    beside = replace(there, person_id=MAI, rank=5)
    farther = replace(there, person_id=77, agency=3, rank=0)
    assert order(farther, beside, OWN, there, CHAIR) == [MINH, HOA, NAM, MAI, 77]


def test_who_leads_sits_before_who_heads_a_unit_and_both_before_the_others():
    officer, head = replace(OWN, step=2, rank=1), replace(OWN, person_id=NAM, step=1, rank=7)
    leader = replace(OWN, person_id=MAI, rank=9)
    assert order(officer, head, leader) == [MAI, NAM, HOA]


def test_in_one_agency_the_rank_decides_and_then_the_name():
    first, second = replace(OWN, person_id=NAM, name=b"a"), replace(OWN, name=b"b")
    lower = replace(OWN, person_id=MAI, rank=8, name=b"a")
    assert order(lower, second, first) == [NAM, HOA, MAI]


def test_a_substitute_has_the_seat_of_who_sent_him_and_moves_nobody():
    sent = Guest(person_id=77, agency=5, step=2, rank=90, stands_for=HOA)
    other = replace(OWN, person_id=NAM, rank=4)
    assert seating([CHAIR, OWN, other, sent], TWO) == {MINH: "A1", 77: "A2", NAM: "B1"}
    assert seating([CHAIR, other, sent], TWO) == {MINH: "A1", NAM: "A2", 77: "B1"}


def test_nobody_is_given_a_seat_that_the_room_has_not():
    guests = [replace(OWN, person_id=n, rank=n) for n in range(1, 7)]
    assert list(seating(guests, TWO)) == [1, 2, 3, 4]
    assert seating(guests, Grid(rows=0, seats=0)) == {}


FOUR = Grid(rows=2, seats=2)
THREE = {MINH: "A1", HOA: "A2", NAM: "B1"}


def test_whoever_is_moved_to_a_free_seat_moves_nobody_else():
    assert moved(THREE, HOA, "B2", FOUR) == {MINH: "A1", HOA: "B2", NAM: "B1"}


def test_who_sat_there_has_the_seat_of_who_comes():
    assert moved(THREE, NAM, "A1", FOUR) == {NAM: "A1", HOA: "A2", MINH: "B1"}


def test_who_had_no_seat_takes_one_and_the_other_waits_for_what_is_free():
    assert moved(THREE, MAI, "A2", FOUR) == {MINH: "A1", MAI: "A2", NAM: "B1"}


@each([("A2", "sits_there_already"), ("C1", "no_such_seat"), ("A3", "no_such_seat")])
def test_a_seat_that_is_none_or_ones_own_is_refused(place, why):
    with pytest.raises(Refused, match=rf"^{why}$"):
        moved(THREE, HOA, place, FOUR)


def test_where_a_hand_put_people_they_stay_and_who_comes_later_has_what_is_free():
    sits = [replace(OWN, person_id=n, rank=n) for n in (1, 2, 3)]
    placed = [replace(sits[0], placed="B2"), replace(sits[1], placed="A2"), sits[2]]
    assert seating(placed, FOUR) == {3: "A1", 2: "A2", 1: "B2"}
    later = replace(OWN, person_id=4, rank=0)
    assert seating([*placed, later], FOUR) == {4: "A1", 2: "A2", 3: "B1", 1: "B2"}


def test_the_plan_is_told_in_the_order_of_its_seats():
    first = replace(OWN, person_id=1, rank=1, placed="B1")
    assert list(seating([first, replace(OWN, person_id=2, rank=2)], FOUR)) == [2, 1]


def test_of_two_on_one_seat_the_first_by_rank_keeps_it_and_one_that_is_gone_is_forgotten():
    first = replace(OWN, person_id=1, rank=1, placed="A2")
    second = replace(OWN, person_id=2, rank=2, placed="A2")
    lost = replace(OWN, person_id=3, rank=3, placed="Z9")
    assert seating([second, lost, first], FOUR) == {2: "A1", 1: "A2", 3: "B1"}


def test_a_substitute_sits_where_a_hand_put_who_sent_him():
    sent = Guest(person_id=77, agency=5, step=2, rank=90, stands_for=HOA)
    assert seating([replace(OWN, placed="B2"), sent], FOUR) == {77: "B2"}
