"""What is said in a meeting is text: with an end, with something in it, without NUL."""

from typing import Any

import pytest
from pydantic import ValidationError

from server.meetings import shapes
from server.meetings.before import shapes as shapes_before
from server.shapes import Asked

SAID: list[tuple[type[Asked], dict[str, Any]]] = [
    (shapes.Remarking, {}),
    (shapes_before.Question, {"item": 1}),
    (shapes_before.Answered, {"question": 1}),
    (shapes_before.Telling, {}),
]


@pytest.mark.parametrize(("shape", "more"), SAID)
@pytest.mark.parametrize("words", ["", " \n", "a\0b", "\0", "x" * 5001])
def test_no_word_in_the_room_is_empty_endless_or_with_nul(shape, more, words) -> None:
    with pytest.raises(ValidationError, match="text"):
        shape.model_validate(more | {"text": words})


@pytest.mark.parametrize(("shape", "more"), SAID)
def test_what_somebody_types_is_taken(shape, more) -> None:
    assert shape.model_validate(more | {"text": " Xin bản giấy\n"}).text.strip()
