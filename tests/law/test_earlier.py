"""What an older system kept: taken over as it stood, and moved only as what may be a secret."""

import pytest

from tests.law.rows import each
from workflows import EARLIER, NOWHERE, Refused, Role
from workflows.earlier import (
    DONE_WORDS,
    OPEN_WORDS,
    Earlier,
    Taking,
    doubles,
    gaps,
    is_finished,
    place_of,
    refuse_going_on,
)
from workflows.incoming import QUARTER_HOUR
from workflows.law import Wait


class Document:
    """One that is not here yet, or is."""

    def __init__(self, state: str = NOWHERE) -> None:
        self.state = state


def test_a_clerk_takes_it_over_and_nobody_else():
    for role in Role:
        if role == Role.CLERK:
            step = EARLIER.decide(Document(), Taking("so.xlsx"), "take_over", {role})
            assert step.target == Earlier.TAKEN_OVER
            continue
        with pytest.raises(Refused, match=r"^wrong_role$"):
            EARLIER.decide(Document(), Taking(), "take_over", {role})


STEPS = [
    ("SEC-02", "TAKEN_OVER", "quarantine", {Role.SYSTEM, Role.CLERK}, "QUARANTINED"),
    ("SEC-03", "QUARANTINED", "release", {Role.LEADER}, "TAKEN_OVER"),
    ("SEC-03", "QUARANTINED", "purge", {Role.CLERK}, "PURGED"),
    ("ORG-12", "QUARANTINED", "pass_on", {Role.SYSTEM}, "QUARANTINED"),
    ("SEC-04", "TAKEN_OVER", "purge_again", {Role.SYSTEM}, "PURGED"),
    ("SEC-04", "QUARANTINED", "purge_again", {Role.SYSTEM}, "PURGED"),
]
WHY = Taking("Có dấu MẬT")


@each(STEPS)
def test_what_may_be_a_secret_moves_by_its_hands_and_no_others(law_id, state, name, whose, end):
    for role in whose:
        step = EARLIER.decide(Document(state), WHY, name, {role})
        assert (step.id, step.target) == (law_id, end)
    with pytest.raises(Refused, match=r"^wrong_role$"):
        EARLIER.decide(Document(state), WHY, name, frozenset(Role) - whose - {Role.LEADER})


def test_no_sentence_could_be_added_unnoticed():
    taken = ("§4.3", NOWHERE, "take_over", {Role.CLERK}, "TAKEN_OVER")
    there = [(it.id, it.source, it.name, set(it.roles), it.target) for it in EARLIER.transitions]
    assert there == [taken, *STEPS]
    asked = {it.name for it in EARLIER.transitions if it.asked}
    assert asked == {"quarantine", "release", "purge", "pass_on"}
    (two,) = (it for it in EARLIER.transitions if it.seconds)
    assert (two.name, two.seconds, two.window) == ("purge", {Role.LEADER}, QUARTER_HOUR)


@each(
    [
        ("TAKEN_OVER", "quarantine"),
        ("QUARANTINED", "release"),
        ("QUARANTINED", "purge"),
        ("QUARANTINED", "pass_on"),
    ]
)
def test_whoever_gives_no_reason_is_told_so(state, name):
    assert EARLIER.step(state, name).objections(Document(state), Taking(" ")) == ["has_reason"]


def test_it_lies_with_nobody_but_what_may_be_a_secret_with_the_leaders():
    assert (EARLIER.name, EARLIER.final) == ("earlier", {"TAKEN_OVER", "PURGED"})
    assert EARLIER.waits == (Wait("QUARANTINED", "release", "leaders"),)
    offered = EARLIER.open_to(Document(Earlier.TAKEN_OVER), {Role.CLERK})
    assert [one.name for one in offered] == ["quarantine"]


def test_whom_it_concerns_reads_it():
    assert [(row.step, row.holder) for row in EARLIER.reads] == [
        ("take_over", "clerks"),
        ("take_over", "auditors"),
        ("take_over", "head_of_agency"),
        ("take_over", "office_chief"),
        ("take_over", "unit_head"),
        ("take_over", "handler"),
        ("quarantine", "leaders"),
    ]


@each([("", True), ("da xong", True), ("dang xu ly", False), ("qua han", False), ("co le", None)])
def test_a_word_of_its_state_is_understood_or_asked_about(word, finished):
    assert is_finished(word) is finished


def test_no_word_says_both():
    assert not DONE_WORDS & OPEN_WORDS
    assert len(DONE_WORDS) == 18
    assert len(OPEN_WORDS) == 10


@each([
        ("1", 1), ("007", 7), (" 12 ", 12), ("12a", 12), ("12 b", 12), ("123456789", 123456789),
        ("", None), ("a", None), ("12ab", None), ("12_", None), ("1.5", None), ("1234567890", None),
    ])  # fmt: skip
def test_a_number_has_its_place_in_the_book(number, place):
    assert place_of(number) == place


def test_what_an_older_book_lacks_is_told():
    assert gaps([1, 2, 3]) == []
    assert gaps([]) == []
    assert gaps([5, 2]) == [1, 3, 4]


def test_of_two_lines_that_say_one_number_the_later_is_named_with_the_first():
    assert doubles({3: "a", 4: "b", 5: "a", 7: "a"}) == {5: 3, 7: 3}
    assert doubles({3: "", 4: ""}) == {}


@each(
    [
        (True, 1, True, ""),
        (False, 1, True, "old_book_is_of_another_year"),
        (True, 0, True, "nothing_goes_on"),
        (True, 2, False, "old_book_not_compared"),
        (False, 0, False, "old_book_is_of_another_year"),
    ]
)
def test_numbers_go_on_within_the_year_and_only_what_was_compared(
    is_this_year: bool, books: int, compared: bool, no: str
):
    """Decree 30, articles 15.1 and 22.2: one run of numbers from January to December."""
    try:
        refuse_going_on(is_this_year=is_this_year, books=books, compared=compared)
    except Refused as why:
        assert why.reason == no
    else:
        assert no == ""
