"""PostgreSQL is asked about blocks of papers, the newest first: which ones, and no paper twice."""

import re
from collections.abc import Callable, Iterator

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from server.finding.asked import ask
from server.finding.matching import hits
from server.finding.models import SearchRow
from server.finding.windows import Window, is_led, windows
from server.papers import led
from tests.office.incoming.desk import presented
from tests.office.papers import ok

MILLION = 1_000_000
SHARES = st.integers(0, 200).map(lambda hits: hits / 100)


def asked(top: int, share: float | None = None) -> list[Window]:
    """The windows below an id, if so much of a page was found in the first."""
    known = None if share is None else (lambda: share)
    return list(windows(top, share=known))


def spans(found: list[Window]) -> list[tuple[int, int]]:
    """From which id to which each window reaches, the newest first."""
    lowest = [min((_first(one) for one in window.blocks), default=0) for window in found]
    return [(low, window.below) for low, window in zip(lowest, found, strict=True)]


def _first(block: str) -> int:
    bits, number = block.removeprefix("=").split(":")
    return int(number) << int(bits)


@given(st.integers(1, 3 * MILLION), st.none() | SHARES)
def test_each_paper_lies_in_one_window_and_the_newest_come_first(top, share):
    reached = spans(asked(top, share))
    assert reached[0][1] == top
    assert reached[-1][0] == 0
    for (low, _top), (_low, below) in zip(reached, reached[1:], strict=False):
        assert low == below


@given(st.integers(1, 3 * MILLION), SHARES)
def test_the_blocks_of_a_window_lie_side_by_side_below_its_top(top, share):
    for window in asked(top, share):
        starts = sorted(map(_first, window.blocks), reverse=True)
        steps = {one - other for one, other in zip(starts, starts[1:], strict=False)}
        assert len(steps) <= 1
        assert not starts or starts[0] < window.below


def test_where_nothing_is_known_each_is_eight_times_the_one_before():
    sizes = [top - low for low, top in spans(asked(MILLION))]
    assert [size >> 12 for size in sizes[:3]] == [1, 11, 104]
    assert len(sizes) == 4


def blocks(share: float) -> list[int]:
    return [len(window.blocks) for window in asked(MILLION, share)]


def test_two_pages_are_hoped_for_where_a_part_of_one_was_found():
    """The newest of a million fill but an eighth of their second block: 4 672 rows were looked
    through, and of what a tenth of a page lies in them two lie in twenty times as many."""
    assert blocks(0.1) == [2, 3, 0]


def test_where_half_a_page_was_found_a_little_more_is_looked_through_at_a_time():
    assert blocks(0.5) == [2, 1, 1, 0]


def test_what_is_rare_is_looked_for_in_some_weeks_and_then_in_all_that_is_left():
    """Two hits among the newest say little of how many there are: the next blocks say it better."""
    assert blocks(0.02) == [2, 4, 0]


def test_a_word_that_rested_is_looked_for_a_little_further_down_before_all():
    assert blocks(0.0) == [2, 2, 0]


def test_a_word_typed_with_its_marks_is_looked_for_by_them_alone():
    """Whoever has `lý` has `ly`: the longer list need not be walked beside the shorter."""
    said = ask("lý cơ so ")
    assert said is not None
    assert said.for_tsquery(with_marks=True) == "'so' & 'ly~4' & 'cơ'"
    assert said.for_tsquery(with_marks=False) == "'ly' & 'co' & 'so'"


def test_the_beginning_of_a_word_is_still_looked_for_as_one():
    said = ask("cơ sở quan")
    assert said is not None
    assert said.for_tsquery(with_marks=True) == "'<qua' & 'cơ' & 'sơ~2'"


def test_the_blocks_are_a_question_of_their_own_beside_the_words():
    """As one more word among the others the index would read the rarest list from its beginning."""
    said, window = ask("cơ sở"), Window(9000, ("=12:2", "=12:1"))
    assert said is not None
    question = select(hits(SearchRow, said, window, ["a:1"])).compile(
        dialect=postgresql.dialect(), compile_kwargs={"render_postcompile": True}
    )
    assert str(question).count("@@ (") == 3
    (of_blocks,) = re.findall(r"@@ \('([^)]*=12[^)]*)' ::", str(question))
    assert of_blocks.replace("''", "'") == "'=12:2' | '=12:1'"


SAID = (
    "nong thon", "nông thôn", "nông thô", "nong tho", '"nông thôn mới"', "nông", "n", "nông th",
    "nông thôn OR đường", "nông -mới", "chuyen doi so", "chuyển đổi sô",
    '"thôn mới nông"', "truong thon",
)  # fmt: skip


def test_the_question_that_is_built_once_finds_what_one_built_for_each_would(cast, monkeypatch):
    """It serves nearly all that is typed; who asks for one of two words is asked for by another."""
    said = (
        "V/v nông thôn mới", "V/v nông thôn", "V/v đường liên thôn, chuyển đổi số",
        "V/v nong thon khong dau", "V/v nông trường thoát nước",
    )  # fmt: skip
    for n, subject in enumerate(said, start=1):
        presented(cast, subject=subject, number=str(n))

    def ids(words: str) -> list[str]:
        got = cast.lan.asks("GET", "/search", query_string={"q": words})
        return [one["id"] for one in ok(got)["items"]]

    led._question.cache_clear()
    quickly = {words: ids(words) for words in SAID}
    assert (led._question.cache_info().currsize > 0) == is_led(), "SQLite needs no leading"
    monkeypatch.setattr(led, "_is_plain", lambda *_: False)
    assert {words: ids(words) for words in SAID} == quickly
    assert sum(map(bool, quickly.values())) == 11


def test_a_list_of_one_kind_is_led_block_by_block(cast, monkeypatch):
    """The index does not know kinds: nothing in the first blocks says nothing of how many there
    are, and all that is left must not be gathered at once."""
    asked_with_share: list[bool] = []

    def spied(top: int, *, share: Callable[[], float] | None = None) -> Iterator[Window]:
        asked_with_share.append(share is not None)
        return windows(top, share=share)

    monkeypatch.setattr(led, "windows", spied)
    for besides, shared in (({}, True), ({"kind": "incoming"}, False)):
        asked_with_share.clear()
        got = cast.lan.browser().get("/search", query_string={"q": "nong thon"} | besides)
        assert got.status_code == 200
        assert set(asked_with_share) == ({shared} if is_led() else set()), "SQLite needs no leading"
