"""`workflows.put_right`: what the secretary writes down later of who came and went (§10.6)."""

from tests.law.papers import HOA, TUAN, gathering, sitting
from workflows.put_right import (
    did_nothing_since,
    has_signed_in,
    hour_fits,
    hour_is_the_secretarys,
)

ROOM = gathering("leave", "IN_SESSION")


def test_an_hour_that_is_past_is_tuans_to_write_and_now_is_everybodys():
    for who, named, may in ((HOA, True, False), (HOA, False, True), (TUAN, True, True)):
        act = sitting(person_id=who, for_id=HOA, names_an_hour=named)
        assert hour_is_the_secretarys(ROOM, act) is may


def test_an_hour_is_right_or_wrong_and_what_he_did_since_stands():
    assert hour_fits(ROOM, sitting()) and not hour_fits(ROOM, sitting(hour_is_wrong=True))
    assert did_nothing_since(ROOM, sitting())
    assert not did_nothing_since(ROOM, sitting(acted_since=True))


def test_only_a_sign_in_is_taken_back():
    assert has_signed_in(ROOM, sitting()) and not has_signed_in(ROOM, sitting(was_there=False))
