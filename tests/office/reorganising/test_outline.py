"""The outlines of an agency that begins: each can do the work of an office on its first day."""

from collections import Counter

import pytest

from server.reorganising import forms
from server.reorganising.outline import POSTS, SERVING, UNITS
from workflows import Role

# fmt: off
WORK = {
    "xa-2025": {"LEADER", "OFFICE_CHIEF", "UNIT_HEAD", "FORM_CHECKER", "SECRETARY", "OFFICER",
                "CLERK", "ARCHIVIST", "DESK"},
    "xa-2015": {"LEADER", "FORM_CHECKER", "OFFICER", "CLERK", "DESK"},
}
# fmt: on
KINDS = sorted(POSTS)


def roles(posts) -> set[str]:
    return {role for post in posts for role in post.roles.split()}


@pytest.mark.parametrize("kind", KINDS)
def test_each_desk_of_an_office_is_there_and_none_of_the_machines(kind):
    assert roles(POSTS[kind]) == WORK[kind]
    assert roles(SERVING) == {"TECH", "AUDITOR", "ADMIN"}


@pytest.mark.parametrize("kind", KINDS)
def test_roles_are_those_of_the_law_and_nobody_serves_and_handles(kind):
    """SOD-04: who administers does no business; who inspects changes nothing."""
    assert roles((*POSTS[kind], *SERVING)) <= {str(role) for role in Role}
    for post in SERVING:
        assert len(post.roles.split()) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_one_heads_the_agency_and_one_each_unit(kind):
    heads = Counter(post.unit for post in POSTS[kind] if post.rank == "head")
    assert heads == Counter(["", *(code for code, _, _ in UNITS[kind])])
    for post in POSTS[kind]:
        if post.rank == "head":
            leads = "UNIT_HEAD" if post.unit else "LEADER"
            assert leads in post.roles.split()


@pytest.mark.parametrize("kind", KINDS)
def test_a_post_sits_in_a_unit_of_its_outline(kind):
    there = {code for code, _, _ in UNITS[kind]}
    assert {post.unit for post in POSTS[kind]} - {""} <= there
    if kind == "xa-2025":
        assert {post.unit for post in SERVING} <= there


def test_the_units_are_those_of_the_two_tier_model():
    """DOMAIN §2.5: phòng chuyên môn, Trung tâm Phục vụ hành chính công; before 2025 none."""
    assert [name for _, name, _ in UNITS["xa-2025"]] == [
        "Văn phòng HĐND và UBND",
        "Phòng Kinh tế",
        "Phòng Văn hóa - Xã hội",
        "Trung tâm Phục vụ hành chính công",
    ]
    assert UNITS["xa-2015"] == ()
    for units in UNITS.values():
        marks = [mark for _, _, mark in units]
        assert len(set(marks)) == len(marks)


def test_the_form_offers_the_outlines_and_no_others():
    assert {name.removesuffix("+") for name in forms.OUTLINES} == set(POSTS)
