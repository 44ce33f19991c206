"""Whose papers a guest, somebody at a site, an observer is given (MT-01, MT-04, §10.12)."""

import pytest

from workflows.invited import Matter, Sitter, not_given, unheard
from workflows.law import Role

NAM, HOA = 7, 8
OPEN, CLOSED = Matter(id=1), Matter(id=2, closed=True)
NAMS = Matter(id=3, called={NAM})
NAMS_CLOSED = Matter(id=4, closed=True, called={NAM})
AT_TWO = Matter(id=5, sites={2})
CLOSED_AT_TWO = Matter(id=6, closed=True, sites={2})
ALL = (OPEN, CLOSED, NAMS, NAMS_CLOSED, AT_TWO, CLOSED_AT_TWO)


def who(*parts: Role, person: int = NAM, site: int | None = None) -> Sitter:
    return Sitter(person_id=person, parts={*parts}, site=site)


@pytest.mark.parametrize("part", [Role.INVITEE, Role.TECH, Role.OBSERVER])
def test_a_guest_hears_no_closed_matter_but_the_one_that_he_is_called_to(part: Role) -> None:
    assert unheard(ALL, who(part)) == {2, 6}
    assert unheard(ALL, who(part, person=HOA)) == {2, 4, 6}


@pytest.mark.parametrize("part", [Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.DELEGATE])
def test_who_decides_or_speaks_hears_all(part: Role) -> None:
    assert unheard(ALL, who(part)) == unheard(ALL, who(Role.INVITEE, part)) == set()


def test_a_screen_is_nobody() -> None:
    assert unheard(ALL, None) == not_given(ALL, None) == {2, 4, 6}


def test_a_guest_of_some_matters_is_given_theirs_and_no_others() -> None:
    assert not_given(ALL, who(Role.INVITEE)) == {1, 2, 5, 6}
    assert not_given(ALL, who(Role.INVITEE, Role.RAPPORTEUR)) == {1, 2, 5, 6}


def test_a_guest_of_the_whole_is_given_what_is_open() -> None:
    for part in (Role.INVITEE, Role.OBSERVER):
        assert not_given(ALL, who(part, person=HOA)) == {2, 4, 6}


def test_a_secretary_who_is_a_guest_besides_is_given_all() -> None:
    assert not_given(ALL, who(Role.INVITEE, Role.SECRETARY)) == set()


def test_a_site_has_the_open_matters_that_it_is_part_of_and_closed_ones_where_it_is_named() -> None:
    at = lambda site: not_given(ALL, who(Role.DELEGATE, person=HOA, site=site))  # noqa: E731
    assert at(1) == {2, 4, 5, 6}
    assert at(2) == {2, 4}
    assert at(None) == set()


def test_who_presents_a_matter_at_another_site_has_it_there() -> None:
    mine = Matter(id=5, closed=True, called={NAM}, sites={2})
    assert not_given([mine], who(Role.DELEGATE, site=1)) == set()


@pytest.mark.parametrize("part", [Role.CHAIR, Role.SECRETARY, Role.MEMBER])
def test_who_decides_has_all_wherever_he_sits(part: Role) -> None:
    assert not_given(ALL, who(part, person=HOA, site=1)) == set()


def test_who_only_reads_of_the_meeting_is_no_guest_of_it() -> None:
    assert not_given(ALL, who(person=HOA)) == unheard(ALL, who(person=HOA)) == set()
