"""Chair and secretaries: Minh chairs, Tuấn and Nam keep the minutes, Hoa and Bình are members."""

from tests.law.papers import HOA, MINH, NAM, TUAN, gathering
from workflows.law import Role
from workflows.offices import (
    SHOWS,
    has_screen,
    is_a_further_secretary,
    is_the_deputy,
    keeps_two_hands,
    next_chair_is_a_member,
    next_chair_keeps_no_minutes,
    next_secretary_keeps_no_office,
    next_secretary_was_there,
    offices_stay_two_hands,
)
from workflows.sitting import Sitting

NOBODY = Sitting()


def session(**facts):
    return gathering(
        "hand_over_chair", "IN_SESSION", **{"chair_id": MINH, "secretaries": {TUAN, NAM}} | facts
    )


def test_nobody_chairs_and_keeps_the_minutes():
    assert keeps_two_hands(session(), NOBODY)
    assert not keeps_two_hands(session(chair_id=NAM), NOBODY)


def test_the_chair_goes_to_a_member_and_where_none_sits_to_anybody():
    assert next_chair_is_a_member(session(may_vote=True), Sitting(is_member=True))
    assert not next_chair_is_a_member(session(may_vote=True), Sitting(is_member=False))
    assert next_chair_is_a_member(session(may_vote=False), Sitting(is_member=False))


def test_none_of_several_secretaries_takes_the_chair():
    assert next_chair_keeps_no_minutes(session(), Sitting(for_id=HOA))
    for one in (TUAN, NAM):
        assert not next_chair_keeps_no_minutes(session(), Sitting(for_id=one))


def test_who_comes_into_the_chairs_post_chairs_unless_he_keeps_the_minutes():
    assert offices_stay_two_hands(session(), Sitting(person_id=MINH, for_id=HOA))
    for one in (TUAN, NAM):
        assert not offices_stay_two_hands(session(), Sitting(person_id=MINH, for_id=one))


def test_who_comes_into_a_secretarys_post_keeps_the_minutes_unless_he_chairs():
    assert offices_stay_two_hands(session(), Sitting(person_id=NAM, for_id=HOA))
    assert not offices_stay_two_hands(session(), Sitting(person_id=NAM, for_id=MINH))


def test_who_comes_into_a_members_post_comes_into_no_office():
    """The chair himself may take a member's post: it is one seat, and his office stays his."""
    assert offices_stay_two_hands(session(), Sitting(person_id=HOA, for_id=MINH))
    assert offices_stay_two_hands(session(), Sitting(person_id=HOA, for_id=TUAN))


def test_the_next_secretary_has_no_office_yet():
    assert next_secretary_keeps_no_office(session(), Sitting(keeps_an_office=False))
    assert not next_secretary_keeps_no_office(session(), Sitting(keeps_an_office=True))


def test_who_signs_what_happened_was_there():
    assert next_secretary_was_there(session(in_writing=False), Sitting(was_there=True))
    assert not next_secretary_was_there(session(in_writing=False), NOBODY)
    assert next_secretary_was_there(session(in_writing=True), NOBODY)


def test_only_a_further_secretary_is_relieved():
    assert is_a_further_secretary(session(), Sitting(is_further_secretary=True))
    assert not is_a_further_secretary(session(), NOBODY)


def test_the_chair_falls_to_the_deputy_alone():
    assert is_the_deputy(session(deputy_id=HOA), Sitting(person_id=HOA))
    assert not is_the_deputy(session(deputy_id=HOA), Sitting(person_id=NAM))
    assert not is_the_deputy(session(deputy_id=None), NOBODY)


def test_who_presents_has_screen_for_his_own_matter_while_it_is_dealt_with():
    assert has_screen(session(), Sitting(person_id=NAM, for_id=NAM, item_runs=True))
    assert not has_screen(session(), Sitting(person_id=NAM, for_id=NAM, item_runs=False))
    assert not has_screen(session(), Sitting(person_id=NAM, for_id=HOA, item_runs=True))


def test_chair_and_technician_show_what_is_wanted():
    assert {Role.CHAIR, Role.TECH} == SHOWS
    assert has_screen(session(), Sitting(person_id=MINH, for_id=HOA, minds_the_screen=True))
