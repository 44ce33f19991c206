"""Who sits where (DOMAIN §10.11)."""

from dataclasses import replace

from tests.law.papers import HOA, MAI, MINH, NAM
from workflows.seats import ROWS, SEATS, Grid, Guest, seating

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
