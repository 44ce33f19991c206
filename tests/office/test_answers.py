"""The words for every no: one sentence each, a status that means it, and its gaps filled."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from server.answers import ANSWERS, words_of
from server.api.problems import Problem, problem_of
from tests.reading import calls
from workflows import WORKFLOWS, Refused
from workflows.destroying import DESTROYING
from workflows.handing_over import HANDING_OVER
from workflows.reorganising import REORGANISING
from workflows.schedule import SCHEDULE

TOP = Path(__file__).parents[2]
STATUSES = {400, 401, 403, 404, 405, 409, 412, 413, 414, 415, 416, 422, 428, 429, 500, 503, 507}


@cache
def _raised() -> dict[str, set[str]]:
    """Every reason that is raised with its name, and the words it brings for the gaps."""
    found: dict[str, set[str]] = {}
    for _, called, call in calls():
        if called == "Refused" and call.args and isinstance(call.args[0], ast.Constant):
            reason = str(call.args[0].value)
            said = {str(word.arg) for word in call.keywords} - {"field"}
            found[reason] = found.get(reason, said) & said
    return found


def _gaps(reason: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(str(ANSWERS[reason].words)) if name}


@pytest.mark.parametrize("reason", ANSWERS)
def test_a_no_is_a_sentence_with_a_status_that_means_it(reason: str) -> None:
    status, words = ANSWERS[reason].status, str(ANSWERS[reason].words)
    assert status in STATUSES
    assert words[0].isupper() or words[0] in "“"
    assert words.rstrip()[-1] in ".?!)”}", words
    assert "  " not in words and "\n" not in words
    assert len(words) <= 300, "nobody reads more than this in a hurry"


def test_whoever_says_no_brings_the_words_for_the_gaps() -> None:
    """Each place that raises it; a gap that is left shows a dash to somebody at work."""
    left = {reason: _gaps(reason) - brought for reason, brought in _raised().items()}
    assert len(left) > 100
    assert {reason: gaps for reason, gaps in left.items() if gaps} == {}


def test_every_no_that_is_raised_has_its_words() -> None:
    assert _raised().keys() - ANSWERS.keys() == set()


UNTESTED: dict[str, str] = {}
"""A no that no test can bring about, with the reason why."""


def _named(folders: tuple[str, ...], *, but: str) -> set[str]:
    """Every name that stands alone between quotes, `^…$` of a pattern too, in these programs."""
    paths = [path for folder in folders for path in (TOP / folder).rglob("*.py")]
    texts = [path.read_text() for path in paths if not _is_part(path, but)]
    return {name for text in texts for name in re.findall(r'(?<=")\^?(\w+)\$?(?=")', text)}


def _is_part(path: Path, name: str) -> bool:
    """Of a file or folder so called."""
    return any(part.startswith(name) for part in path.relative_to(TOP).parts)


def _rows() -> list[str]:
    """The code of each row, in whichever part of the table it stands."""
    tables = [*(TOP / "server" / "answers").glob("*.py"), TOP / "server" / "uploads" / "answers.py"]
    return [
        str(key.value)
        for path in tables
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict)
        for key in node.value.keys
        if isinstance(key, ast.Constant)
    ]


def test_no_code_has_two_rows() -> None:
    """Of two the later would speak for both: a scan's refusal in the words of a list of files."""
    rows = _rows()
    assert sorted(rows) == sorted({*rows})
    assert {*rows} == {*ANSWERS}


def test_every_no_has_a_test_that_names_it() -> None:
    """So that a new one without a test is seen, and the guard cannot go unnoticed."""
    assert ANSWERS.keys() - _named(("tests",), but="test_answers") == UNTESTED.keys()


def test_every_no_can_be_said() -> None:
    """Raised by its name somewhere, or the name of a guard of the law."""
    rows = [
        row
        for workflow in (*WORKFLOWS, REORGANISING, HANDING_OVER, SCHEDULE, DESTROYING)
        for row in workflow.transitions
    ]
    guards = {guard.__name__ for row in rows for guard in (*row.offered, *row.asked)}
    raised = _named(("server", "workflows", "signing"), but="answers")
    assert ANSWERS.keys() - guards - raised == set()


@pytest.mark.parametrize("reason", [reason for reason in ANSWERS if _gaps(reason)])
def test_a_gap_takes_any_word_and_shows_a_dash_without_one(reason: str) -> None:
    hostile = "{x}{0}%s<b>"
    assert hostile in words_of(reason, dict.fromkeys(_gaps(reason), hostile))
    assert "–" in words_of(reason, {})
    assert not re.search(r"\{\w*\}", words_of(reason, {}))


@pytest.mark.parametrize("reason", ANSWERS)
def test_a_program_hears_the_same_no_with_its_stable_code(reason: str) -> None:
    said = problem_of(Refused(reason, "subject"))
    assert (said.code, said.status) == (reason, ANSWERS[reason].status)
    assert said.title == said.detail == words_of(reason, {})
    assert [(one.field, one.code) for one in said.errors] == [("subject", reason)]
    assert problem_of(Refused(reason)).errors == []
    assert Problem.model_validate_json(said.model_dump_json()) == said
