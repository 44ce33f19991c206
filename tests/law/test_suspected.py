"""Lan shut it away: whether it has its số đến, whether it lies locked still (SEC-02, SEC-03)."""

from tests.law.papers import letter
from tests.law.rows import each
from workflows.suspected import is_in_register, is_not_in_register, is_shut_away


@each([True, False])
def test_its_number_says_where_it_comes_back_to(entered: bool) -> None:
    paper = letter("QUARANTINED", "", in_register=entered)
    assert (is_in_register(paper), is_not_in_register(paper)) == (entered, not entered)


@each([True, False])
def test_it_is_destroyed_only_out_of_its_box(shut: bool) -> None:
    assert is_shut_away(letter("RECALLED", "", is_shut=shut)) is shut
