"""What is proposed for a stack of leaves, and what a plan must be: pure, so tried in all ways."""

import pytest

from server.scanbox.plans import Leaf, Plan, check, proposal, spelt
from workflows import Refused

STACKS = {
    # W a written leaf, . a blank one; below: d dropped, S begins a document, - goes on
    "one document": ("WWW", "S--"),
    "separators between": ("WW.W.WW", "S-dSdS-"),
    "a blank at the end is no separator": ("WW.", "S-d"),
    "a blank at the beginning": (".WW", "dS-"),
    "both sides scanned: one blank is a back": ("W.W..W.", "Sd-ddSd"),
    "both sides, two separators": ("WW..W.W..W", "S-ddSd-ddS"),
    "blank from end to end": ("...", "S--"),
    "a single leaf": ("W", "S"),
}


@pytest.mark.parametrize("what", STACKS)
def test_blank_leaves_go_and_a_separator_begins_a_document(what: str) -> None:
    stack, wanted = STACKS[what]
    told = proposal([leaf == "." for leaf in stack])
    assert "".join("d" if one.drop else "S" if one.starts else "-" for one in told) == wanted


def test_nothing_is_proposed_for_no_leaves() -> None:
    assert proposal([]) == []


A, B = 1, 2
PAGES = {A: 3, B: 1}
WHOLE = Plan(((Leaf(A, 1), Leaf(B, 1)), (Leaf(A, 3, 90),)), (Leaf(A, 2),))


def test_a_plan_in_which_every_leaf_has_its_place_is_taken() -> None:
    check(WHOLE, PAGES)
    assert WHOLE.sources == [A, B]


WRONG = {
    "no document": (Plan((), WHOLE.dropped), "arrangement_empty"),
    "an empty one": (Plan((*WHOLE.documents, ()), WHOLE.dropped), "arrangement_empty"),
    "a leaf left out": (Plan(WHOLE.documents), "arrangement_incomplete"),
    "a leaf twice": (Plan(WHOLE.documents, (Leaf(A, 2), Leaf(A, 1))), "arrangement_twice"),
    "kept and dropped": (Plan(WHOLE.documents, (Leaf(A, 2), Leaf(B, 1))), "arrangement_twice"),
    "no such page": (Plan(WHOLE.documents, (Leaf(A, 4),)), "arrangement_no_page"),
    "page nought": (Plan(WHOLE.documents, (Leaf(A, 0),)), "arrangement_no_page"),
    "aslant": (Plan(((Leaf(A, 1, 45),),), ()), "arrangement_no_page"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_plan_that_loses_a_leaf_or_makes_one_is_refused(what: str) -> None:
    plan, reason = WRONG[what]
    with pytest.raises(Refused, match=f"^{reason}$"):
        check(plan, PAGES)


def test_where_the_pages_come_from_is_told_as_a_clerk_would() -> None:
    leaves = [Leaf(A, 1), Leaf(A, 2), Leaf(A, 4), Leaf(B, 1), Leaf(A, 3)]
    told = spelt(leaves, {A: "a.pdf", B: "b.jpg"})
    assert told == "a.pdf, trang 1–2, 4; b.jpg, trang 1; a.pdf, trang 3"
