"""What is told anew of a document that is out: to whom, of which day, and what the answer does."""

import pytest

from tests.law.papers import WORK, Draft
from workflows.dispatch import HAS_IT, MOVES, STATUS, UPDATES, Delivery
from workflows.going import Going
from workflows.updating import goes_to_who_has_it, is_with_somebody, new_day_lies_ahead

PAPER = Draft("DISPATCHED")


@pytest.mark.parametrize("there", [True, False])
def test_somebody_has_it(there: bool) -> None:
    assert is_with_somebody(Draft("DISPATCHED", is_with_somebody=there)) is there


def test_it_goes_to_at_least_one_who_has_it() -> None:
    assert not goes_to_who_has_it(PAPER, Going(recipients=0))
    assert goes_to_who_has_it(PAPER, Going(recipients=1))


@pytest.mark.parametrize(("due", "goes"), [(None, True), (99, False), (100, True), (101, True)])
def test_a_new_day_is_today_or_later(due: int | None, goes: bool) -> None:
    assert new_day_lies_ahead(PAPER, Going(now=WORK.now, due=due)) is goes


def test_who_was_asked_to_give_it_back_or_turned_it_away_is_told_nothing() -> None:
    assert {*Delivery} - {*HAS_IT} == {
        "QUEUED", "REFUSED", "FAILED", "RECALL_REQUESTED", "RECALLED", "RECALL_REFUSED",
        "CANCELLED",
    }  # fmt: skip


def test_the_two_answers_are_those_of_a_recall_too() -> None:
    assert UPDATES == {"15": "UPDATED", "16": "UPDATE_REFUSED"}
    assert {code for code, row in STATUS.items() if "cập nhật" in row.word} == {*UPDATES}
    assert not any((state, code) in MOVES for state in HAS_IT for code in UPDATES)
