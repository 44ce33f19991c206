"""Every story and every rule of the handbook is told by a test that names it (DOMAIN §2–15).

Those of the citizens' counter (G01–G06, DX: dossiers, petitions, the digital-village index) are
not of this office yet.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CHAPTERS = {"A": range(1, 18), "B": range(1, 23), "C": range(1, 8), "D": range(1, 3),
            "E": range(1, 12), "F": range(1, 3), "G": [7], "H": range(1, 5)}  # fmt: skip
STORIES = [f"{letter}{n:02}" for letter, numbers in CHAPTERS.items() for n in numbers]
RULES = {"ORG": [*range(1, 8), *range(10, 18)], "SOD": range(1, 8), "SEC": range(1, 7),
         "IN": range(1, 9), "NUM": range(1, 13), "SIG": range(1, 8), "LTV": range(1, 6),
         "CF": range(1, 9), "AR": range(1, 9), "MT": range(1, 7), "VT": range(1, 13),
         "RP": range(1, 15), "CAL": range(1, 12),
         "FMT": [*range(1, 7), *range(10, 25), *range(30, 38)], "TXT": range(1, 13)}  # fmt: skip
NOT_HERE = {"RP-10", "RP-11", "CAL-02"}
"""The citizens' counter, its reports and its Saturday morning."""
QUOTED = re.compile(r"\b([A-Z]{2,4})-(\d\d)((?:(?:–|, | and | to )(?:\1-)?\d\d\b)*)")


SAID = re.compile(r'(?:\A|:(?:  #[^\n]*)?\n +)"""(.*?)"""', re.DOTALL)
"""What stands first in a file or a function: to parse them all for it took three seconds."""


@pytest.fixture(scope="module")
def told() -> str:
    """What the tests say of themselves."""
    files = (one for one in TESTS.rglob("test_*.py") if one != Path(__file__))
    return "\n".join(said for one in files for said in SAID.findall(one.read_text("utf-8")))


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_told_by_name(told: str, story: str) -> None:
    letter, number = story[0], int(story[1:])
    ranges = (f"{letter}{first:02}–{letter}{last:02}" for first in range(1, number + 1)
              for last in range(number, number + 5))  # fmt: skip
    assert story in told or any(one in told for one in ranges)


def test_a_rule_is_quoted_by_its_id(told: str) -> None:
    quoted = {rule for found in QUOTED.finditer(told) for rule in _rules(*found.groups())}
    all_of_them = {f"{name}-{n:02}" for name, numbers in RULES.items() for n in numbers}
    assert sorted(all_of_them - quoted - NOT_HERE) == []
    assert not NOT_HERE & quoted


def _rules(name: str, first: str, more: str) -> Iterator[str]:
    """`ORG-01–06`, `IN-05, 07`, `CAL-03 to CAL-05`: each that is meant."""
    last = int(first)
    yield f"{name}-{first}"
    for to, n in re.findall(r"(–|, | and | to )(?:[A-Z]+-)?(\d\d)", more):
        between = range(last + 1, int(n)) if to in ("–", " to ") else ()
        yield from (f"{name}-{one:02}" for one in (*between, int(n)))
        last = int(n)
