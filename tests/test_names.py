"""`outgoing/12`: what the office wrote is taken apart loudly, what somebody typed quietly."""

import re

import pytest

from server.names import ids_of, parts, typed
from tests.reading import python, text

NAMES = "server/names.py"
TAKEN_APART = re.compile(
    r"""kind, _\w*, \w+ = \w+(\.\w+)*\.partition\("/"|int\(\w+\.(r?partition|split)\("/"""
)


def test_a_name_of_our_own_is_its_kind_and_its_id() -> None:
    assert parts("outgoing/12") == ("outgoing", 12)
    assert parts("meetings/3") == ("meetings", 3)


@pytest.mark.parametrize("spoilt", ["", "outgoing", "outgoing/", "12", "delegate/3/7"])
def test_what_stands_in_a_row_and_is_no_name_is_a_fault(spoilt: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        parts(spoilt)


@pytest.mark.parametrize("words", ["outgoing/12", "/outgoing/12", " outgoing/12/ ", "outgoing/012"])
def test_what_nam_copies_out_of_the_address_bar_is_understood(words: str) -> None:
    assert typed(words) == ("outgoing", 12)


@pytest.mark.parametrize("words", [
    "", "/", "outgoing", "outgoing/", "/12", "12", "outgoing/-1", "outgoing/1.5", "outgoing/12/3",
    "outgoing/²", "outgoing/१२", "outgoing/12/UBND-VP", "12/UBND-VP", "outgoing/" + "9" * 16,
])  # fmt: skip
def test_what_is_no_name_names_nothing(words: str) -> None:
    assert typed(words) is None


def test_of_many_those_of_one_kind_in_their_order() -> None:
    names = ["outgoing/12", "incoming/3", "outgoing/7", "meetings/7"]
    assert ids_of("outgoing", names) == [12, 7]
    assert ids_of("incoming", names) == [3]
    assert ids_of("tasks", names) == []


def test_nobody_else_takes_one_apart() -> None:
    """Of `12/UBND-VP` or `image/png` nobody reads a kind and an id."""
    assert {name for name in python("server/") if TAKEN_APART.search(text(name))} == {NAMES}
