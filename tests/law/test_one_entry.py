"""Lan holds the paper of what came electronically: one entry, if there is one (IN-05)."""

from tests.law.papers import arriving, letter
from tests.law.rows import each
from workflows.one_entry import (
    has_entry,
    is_the_other_form,
    lacks_other_form,
    nothing_is_asked,
)


def test_what_its_sender_takes_back_is_answered_first() -> None:
    assert nothing_is_asked(letter("ARRIVED", "same_document", request=""))
    assert not nothing_is_asked(letter("ARRIVED", "same_document", request="recall"))


def test_an_entry_takes_one_paper_and_one_electronic_document() -> None:
    assert lacks_other_form(letter("REGISTERED", "take_other_form", in_both_forms=False))
    assert not lacks_other_form(letter("REGISTERED", "take_other_form", in_both_forms=True))


@each([("REGISTERED", True), ("", False)])
def test_where_nothing_stands_in_the_register_there_is_no_entry(state: str, found: bool) -> None:
    paper = letter("ARRIVED", "same_document")
    assert has_entry(paper, arriving("same_document", entry_state=state)) is found


@each([True, False])
def test_two_scans_are_no_two_forms(other: bool) -> None:
    paper = letter("ARRIVED", "same_document")
    assert is_the_other_form(paper, arriving("same_document", is_other_form=other)) is other
