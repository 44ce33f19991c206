"""The two books beside the registers: what Lan posts, and what she lends of what is kept."""

from tests.law.papers import Draft
from tests.law.rows import each
from workflows import beside
from workflows.beside import ALLOWS
from workflows.going import Going
from workflows.law import Role

PAPER = Draft("DISPATCHED")


@each([(0, False), (1, True), (30, True)])
def test_an_envelope_needs_a_sheet(sheets: int, there: bool) -> None:
    assert beside.is_on_paper(Draft("DISPATCHED", sheets=sheets)) is there


@each([(0, False), (1, True), (2, True)])
def test_only_what_is_kept_on_paper_is_lent(copies: int, there: bool) -> None:
    """What is electronic is read on the System (article 19.2b)."""
    assert beside.has_paper_original(Draft("DISPATCHED", copies=copies)) is there


def test_there_is_one_kept_copy_and_one_who_has_it() -> None:
    at_nams = Draft("DISPATCHED", is_lent=True)
    assert beside.is_at_hand(PAPER)
    assert not beside.is_lent(PAPER)
    assert beside.is_lent(at_nams)
    assert not beside.is_at_hand(at_nams)


def test_the_post_signs_once_for_what_it_was_given() -> None:
    assert beside.awaits_postmark(Draft("DISPATCHED", awaits_postmark=True))
    assert not beside.awaits_postmark(Draft("DISPATCHED", awaits_postmark=False))


def test_a_line_that_is_not_there_is_not_corrected() -> None:
    assert beside.has_posting(PAPER) and beside.has_lending(PAPER)
    assert not beside.has_posting(Draft("DISPATCHED", has_posting=False))
    assert not beside.has_lending(Draft("DISPATCHED", has_lending=False))


def test_lan_says_to_whom_and_in_how_many_envelopes() -> None:
    assert not beside.has_addressees(PAPER, Going(recipients=0))
    assert beside.has_addressees(PAPER, Going(recipients=1))
    assert not beside.has_envelopes(PAPER, Going(copies=0))
    assert beside.has_envelopes(PAPER, Going(copies=1))


@each([("", False), (" \n", False), (" Nam ", True)])
def test_a_receipt_and_a_borrower_are_words(text: str, said: bool) -> None:
    assert beside.says_the_receipt(PAPER, Going(text=text)) is said
    assert beside.has_borrower(PAPER, Going(text=text)) is said


def test_minh_or_the_chief_of_the_office_allows_it_and_silence_is_no_leave() -> None:
    assert {Role.LEADER, Role.OFFICE_CHIEF} == ALLOWS
    assert not beside.is_allowed(PAPER, Going())
    assert beside.is_allowed(PAPER, Going(allowed=True))
