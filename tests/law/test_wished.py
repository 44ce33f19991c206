"""The province wants it back, changed or replaced: what Lan may answer (IN-T23 to T26)."""

from itertools import product

from tests.law.papers import letter
from tests.law.rows import each
from workflows.arriving import Arriving
from workflows.wished import (
    has_reason_for_missing_files,
    is_acted_upon,
    recall_is_asked,
    replacement_is_here,
    update_is_here,
)

ANSWERED = {
    "recall": recall_is_asked,
    "replace": replacement_is_here,
    "update": update_is_here,
}


@each(product(ANSWERED, ["", *ANSWERED]))
def test_each_wish_is_answered_as_itself(what: str, wish: str) -> None:
    assert ANSWERED[what](letter("REGISTERED", "", request=wish)) is (what == wish)


@each([True, False])
def test_only_what_was_acted_upon_is_kept_against_its_senders_wish(acted: bool) -> None:
    assert is_acted_upon(letter("PRESENTED", "", acted_upon=acted)) is acted


@each(product([True, False], ["", "  ", "Thiếu phụ lục, sở gửi sau"]))
def test_what_lacks_a_file_is_entered_with_a_reason_only(lacks: bool, reason: str) -> None:
    paper = letter("ARRIVED", "", lacks_files=lacks)
    enters = has_reason_for_missing_files(paper, Arriving(reason=reason))
    assert enters is (not lacks or bool(reason.strip()))
