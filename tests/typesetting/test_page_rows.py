"""How rows become pages: full, in order, and parted only where parting is allowed."""

from hypothesis import given
from hypothesis import strategies as st

from server.typesetting.paging import paginate
from server.typesetting.rows import Row

ROWS = st.lists(
    st.builds(
        lambda height, gap, joined: Row(height, (), gap, joined),
        st.floats(5, 60),
        st.floats(0, 20),
        st.booleans(),
    ),
    max_size=60,
)


def _row(height: float = 10, gap: float = 0, joined: bool = False) -> Row:
    return Row(height, (), gap, joined)


@given(ROWS)
def test_every_row_is_printed_once_and_in_order(rows):
    assert [row for page in paginate(rows, 100) for _, row in page] == rows


@given(ROWS)
def test_no_page_overflows_and_no_rows_overlap(rows):
    for page in paginate(rows, 100):
        bottom = 0.0
        for top, row in page:
            assert top >= bottom - 0.001
            bottom = top + row.height
        assert bottom <= 100.02


@given(ROWS)
def test_a_page_begins_with_a_joined_row_only_when_the_chain_fills_a_page(rows):
    pages = paginate(rows, 100)
    for before, page in zip(pages, pages[1:], strict=False):
        if page[0][1].joined:
            assert all(row.joined for _, row in before[1:])


def test_a_page_is_filled_before_the_next_is_begun():
    assert [len(page) for page in paginate([_row()] * 25, 100)] == [10, 10, 5]


def test_a_gap_is_kept_between_rows_and_dropped_at_the_top():
    first, second = paginate([_row(60, 20), _row(30, 10), _row(30, 10)], 100)
    assert [top for top, _ in first] == [0, 70]
    assert [top for top, _ in second] == [0]


def test_joined_rows_go_over_together():
    rows = [*[_row()] * 8, _row(), _row(joined=True), _row(joined=True)]
    assert [len(page) for page in paginate(rows, 100)] == [8, 3]


def test_a_chain_longer_than_a_page_is_cut_at_the_end_of_the_page():
    rows = [_row(), *[_row(joined=True)] * 14]
    assert [len(page) for page in paginate(rows, 100)] == [10, 5]


def test_a_row_higher_than_the_page_does_not_hang_the_press():
    assert [len(page) for page in paginate([_row(), _row(150), _row()], 100)] == [1, 1, 1]


def test_no_rows_are_no_pages():
    assert paginate([], 100) == []
