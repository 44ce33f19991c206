"""PostgreSQL is asked about blocks of papers, the newest first: which ones, and no paper twice."""

from collections.abc import Callable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from server.finding.asked import ask
from server.finding.windows import Window, is_led, windows
from server.papers import searching

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


def test_two_pages_are_hoped_for_where_a_part_of_one_was_found():
    """A tenth of a page in the newest eight thousand: two pages lie in twenty times as many."""
    _first_two, second, rest = asked(MILLION, 0.1)
    assert len(second.blocks) == 5
    assert rest.blocks == ()


def test_what_is_rare_is_looked_for_in_all_that_is_left_at_once():
    """To walk the entries of many blocks takes longer than to gather the few."""
    for share in (0.0, 0.01, 0.05):
        assert [len(window.blocks) for window in asked(MILLION, share)] == [2, 0]


def test_a_word_typed_with_its_marks_is_looked_for_by_them_alone():
    """Whoever has `lý` has `ly`: the longer list need not be walked beside the shorter."""
    said = ask("lý cơ so ")
    assert said is not None
    assert said.for_tsquery(with_marks=True, blocks=()) == "'so' & 'ly~4' & 'cơ'"
    assert said.for_tsquery(with_marks=False, blocks=()) == "'ly' & 'co' & 'so'"


def test_the_beginning_of_a_word_is_still_looked_for_as_one():
    said = ask("cơ sở quan")
    assert said is not None
    assert said.for_tsquery(with_marks=True, blocks=("=12:1",)) == (
        "'<qua' & 'cơ' & 'sơ~2' & ('=12:1')"
    )


def test_a_list_of_one_kind_is_led_block_by_block(cast, monkeypatch):
    """The index does not know kinds: nothing in the first blocks says nothing of how many there
    are, and all that is left must not be gathered at once."""
    asked_with_share: list[bool] = []

    def spied(top: int, *, share: Callable[[], float] | None = None) -> Iterator[Window]:
        asked_with_share.append(share is not None)
        return windows(top, share=share)

    monkeypatch.setattr(searching, "windows", spied)
    for besides, shared in (({}, True), ({"kind": "incoming"}, False)):
        asked_with_share.clear()
        got = cast.lan.browser().get("/search", query_string={"q": "nong thon"} | besides)
        assert got.status_code == 200
        assert set(asked_with_share) == ({shared} if is_led() else set()), "SQLite needs no leading"
