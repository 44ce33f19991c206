"""What somebody types where a number belongs is a number, or none; never a fault of ours."""

import pytest
from pydantic import ValidationError

from server.schedule.forms import EntryAsked
from server.shapes import whole
from tests.reading import calls, python, text

DIGITS = {
    "server/documents/outgoing/handed/place_views.py", "server/exchange/reading.py",
    "server/reorganising/line.py", "server/search/nearly.py", "signing/profiles.py",
    "workflows/layout/on_head.py", "workflows/numbering.py",
}  # fmt: skip
"""Where nobody counts by it, or the house itself wrote it."""


def test_what_python_calls_a_digit_is_counted_in_one_place() -> None:
    """`²` is a digit to Python, and `int` breaks over it: a page would answer 500."""
    asked = {
        place
        for place, called, _ in calls()
        if called.endswith(".isdigit") and ".isascii()" not in text(place)
    }
    assert asked == DIGITS


ODD = ("", " ", "²", "٣", "-1", "1.0", "1e3", "+1", "1" * 16, "9" * 5000, "\0")


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_number_is_none(odd: str) -> None:
    assert whole(odd) is None


def test_a_number_is_no_longer_than_a_column_holds() -> None:
    assert [whole(one) for one in ("0", "007", "9" * 15)] == [0, 7, 10**15 - 1]


def test_which_letters_a_text_may_have_is_written_in_one_place() -> None:
    """Nine shapes had it of their own, and one of them took a lone NUL for words."""
    assert [one for one in python("server/") if r"[^\x00]" in text(one)] == ["server/shapes.py"]


@pytest.mark.parametrize("content", ["\0", "a\0b", "\0 họp", " "])
def test_a_line_of_the_week_is_made_of_words(content: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        EntryAsked.model_validate({"begins_at": "2026-11-30T08:00:00+07:00", "content": content})
    assert [one["loc"] for one in wrong.value.errors()] == [("content",)]
