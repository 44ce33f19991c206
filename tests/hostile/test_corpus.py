"""Nine hundred files that must not come in, and their good neighbours, through one child.

Each is told its reason and no other, within ten seconds, in a child that stays under its limit of
memory and does not fall. `python -m tests.hostile` is the longer sweep.
"""

import hashlib
from collections import Counter as Tally
from collections.abc import Iterator

import pytest

from server.uploads import limits
from server.uploads.answers import ANSWERS
from tests.hostile.corpus import corpus
from tests.hostile.measured import Counter, faults
from tests.hostile.piece import TAKEN, Piece

PIECES = list(corpus())


@pytest.fixture(scope="module")
def counter() -> Iterator[Counter]:
    one = Counter()
    yield one
    one.close()


@pytest.fixture(scope="module")
def seen() -> dict[str, bytes]:
    """The digests of what was judged, by family, for the count at the end."""
    return {}


@pytest.mark.parametrize("one", PIECES, ids=str)
def test_each_file_gets_the_answer_that_is_right(one: Piece, counter: Counter, seen: dict) -> None:
    data = one.make()
    cost = counter.judge(one, data)
    seen[str(one)] = hashlib.sha256(data).digest()
    assert faults(one, cost) == []
    assert cost.seconds < limits.PROMISED_SECONDS
    assert 0 < cost.peak < limits.SPACE


def test_the_corpus_is_large_and_no_file_stands_in_it_twice(seen: dict) -> None:
    if len(seen) < len(PIECES):
        pytest.skip("only with the whole corpus")
    bad = {seen[str(one)] for one in PIECES if TAKEN not in one.told}
    assert len(bad) >= 300
    assert len({str(one) for one in PIECES}) == len(PIECES)


def test_every_reason_that_a_child_can_give_is_asked_for() -> None:
    told = {reason for one in PIECES for reason in one.told}
    others = ("letter_", "layout_", "draft_", "docx_", "fonts_", "place", "notation_")
    of_tasks = {reason for reason in ANSWERS if reason.startswith(others)}
    by_the_parent = {"file_empty", "file_too_large", "inspection_timeout", "inspection_busy"}
    ours = {"inspection_failed"}  # no file brings it about: tests/uploads/test_children.py
    assert told - {TAKEN} == set(ANSWERS) - of_tasks - by_the_parent - ours


def test_good_files_stand_beside_the_bad_ones_in_every_large_family() -> None:
    """A guard that refuses everything would pass the rest."""
    good = Tally(one.family for one in PIECES if one.told == {TAKEN})
    assert good.total() >= 40
    assert set(good) >= {"pdf-odd", "pdf-end", "png", "jpeg", "part", "outside", "sheet", "odt"}
