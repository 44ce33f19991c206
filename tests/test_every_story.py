"""Every acceptance story of the handbook is told by a test that names it (DOMAIN §15).

Those of the citizens' counter (G01–G06: dossiers, petitions, the digital-village index) are not
of this office yet.
"""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CHAPTERS = {"A": range(1, 18), "B": range(1, 23), "C": range(1, 8), "D": range(1, 3),
            "E": range(1, 12), "F": range(1, 3), "G": [7], "H": range(1, 5)}  # fmt: skip
STORIES = [f"{letter}{n:02}" for letter, numbers in CHAPTERS.items() for n in numbers]


@pytest.fixture(scope="module")
def told() -> str:
    """What the tests say of themselves."""
    files = (one for one in TESTS.rglob("test_*.py") if one != Path(__file__))
    return "\n".join(_said(ast.parse(one.read_text("utf-8"))) for one in files)


def _said(tree: ast.Module) -> str:
    tests = [tree, *(one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))]
    return "\n".join(filter(None, map(ast.get_docstring, tests)))


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_told_by_name(told: str, story: str) -> None:
    letter, number = story[0], int(story[1:])
    ranges = (f"{letter}{first:02}–{letter}{last:02}" for first in range(1, number + 1)
              for last in range(number, number + 5))  # fmt: skip
    assert story in told or any(one in told for one in ranges)
