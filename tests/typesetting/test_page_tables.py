"""Nam types a table with bars; it stands ruled on the page, its heads on every page (FMT-18)."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.typesetting import typeset
from server.typesetting.lint import lint
from server.typesetting.tables import Align, read_table
from tests.typesetting.conftest import FONTS
from tests.typesetting.looking import MM, look
from tests.typesetting.sheets import CLAUSES, OPENING, PLAN

LEFT, RIGHT = 30 * MM, (210 - 15) * MM
BUDGET = """| STT | Nội dung công việc | Thời hạn | Kinh phí |
|---|---|---|---|
| 1 | Rà soát, lập danh mục hồ sơ | 30/6 | 120.000.000 |
| 2 | Trang bị máy quét cho các xã, thị trấn | 30/9 | 1.450.000.000 |
| Tổng cộng | < | < | 1.570.000.000 |"""
TWO_STOREYS = """| TT | Đơn vị | Năm 2023 | < |
| ^ | ^ | Kế hoạch | Thực hiện |
|---|---|---|---|
| 1 | Xã Hoằng Đức | 10 | 12 |"""
LONG = "\n".join(["| TT | Đơn vị |", "|--|--|", *(f"| {n} | Đơn vị số {n} |" for n in range(90))])


def _plan(*body):
    return replace(PLAN, body=body)


def _grid(text):
    return read_table(text.splitlines())


def test_a_table_is_read_as_it_is_typed():
    table = _grid(BUDGET)
    assert [cell.text for cell in table.rows[1]] == [
        "1",
        "Rà soát, lập danh mục hồ sơ",
        "30/6",
        "120.000.000",
    ]
    assert table.heads == 1
    assert table.aligns == (Align.CENTRE, Align.LEFT, Align.CENTRE, Align.RIGHT)


@pytest.mark.parametrize(
    ("typed", "heads", "columns"),
    [
        ("| a | b |\n| 1 | 2 |", 1, 2),
        ("|--|--|\n| 1 | 2 |", 0, 2),
        ("| a |\n| 1 | 2 | 3 |", 1, 3),
        ("| a | b\n|--|--\n| 1 | 2", 1, 2),
        ("| a \\| b | c |", 1, 2),
        (TWO_STOREYS, 2, 4),
    ],
)
def test_heads_and_columns_are_counted_as_typed(typed, heads, columns):
    table = _grid(typed)
    assert (table.heads, len(table.aligns)) == (heads, columns)


def test_only_bars_are_no_table():
    assert _grid("|---|---|") is None
    assert look(typeset(_plan(OPENING, "|---|---|", "Hết."), FONTS).pdf).find("Hết./.")


def test_a_colon_aligns_and_a_bar_may_be_written():
    table = _grid("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 \\| 3 | x |")
    assert table.aligns == (Align.LEFT, Align.CENTRE, Align.RIGHT)
    assert table.rows[1][1].text == "2 | 3"


def test_cells_are_joined_to_the_left_and_upwards():
    first, second, _ = _grid(TWO_STOREYS).rows
    assert [(cell.text, cell.across, cell.down) for cell in first] == [
        ("TT", 1, 2),
        ("Đơn vị", 1, 2),
        ("Năm 2023", 2, 1),
    ]
    assert [cell.text for cell in second] == ["Kế hoạch", "Thực hiện"]


def test_the_table_is_as_wide_as_the_text_and_ruled_all_round(seen):
    page = seen(_plan(OPENING, BUDGET, *CLAUSES))
    ruled = [s for s in page.shapes if s.y1 - s.y0 < 2 and abs(s.x0 - LEFT) < 1.5]
    sides = [s for s in page.shapes if s.x1 - s.x0 < 2 and s.y1 - s.y0 > 8]
    assert len([s for s in sides if abs(s.x0 - LEFT) < 1]) == 4
    assert len([s for s in sides if abs(s.x1 - RIGHT) < 1]) == 4
    assert len(ruled) == 5


def test_heads_and_sums_are_bold_figures_go_right_and_letters_are_thirteen(seen):
    page = seen(_plan(OPENING, BUDGET, *CLAUSES))
    for words in ("Nội dung công việc", "Tổng cộng", "1.570.000.000"):
        assert page.find(words).font == "Tinos-Bold"
    assert page.find("Rà soát").font == "Tinos-Regular"
    ends = {
        round(page.find(words).x1) for words in ("120.000.000", "1.450.000.000", "1.570.000.000")
    }
    assert len(ends) == 1
    assert page.find("Rà soát").size == 13


def test_name_and_unit_of_a_table_stand_over_it(seen):
    page = seen(_plan(OPENING, "Bảng 1. Danh mục", "Đơn vị tính: đồng", BUDGET, "Hết."))
    name, unit = page.find("Bảng 1."), page.find("Đơn vị tính")
    assert name.font == "Tinos-Bold" and name.middle == pytest.approx((LEFT + RIGHT) / 2, abs=1)
    assert unit.x1 == pytest.approx(RIGHT, abs=1)
    assert name.y > unit.y > page.find("Nội dung công việc").y


def test_heads_are_repeated_overleaf_and_no_row_is_lost(seen):
    page = seen(_plan(OPENING, LONG, "Hết."))
    heads = [s for s in page.texts if s.text.strip() == "Đơn vị" and s.font == "Tinos-Bold"]
    assert {s.page for s in heads} == set(range(len(page.sizes)))
    printed = [s.text.strip() for s in page.texts if s.text.startswith("Đơn vị số")]
    assert printed == [f"Đơn vị số {n}" for n in range(90)]


def test_a_row_longer_than_a_page_goes_over_and_is_closed_on_both(seen):
    page = seen(_plan("| Mục | Nội dung |\n| 1 | " + OPENING * 30 + " |", "Hết."))
    first = [s for s in page.shapes if s.page == 0 and s.y1 - s.y0 < 2]
    bottom = min(s.y0 for s in first)
    words = min(s.y for s in page.texts if s.page == 0)
    assert bottom < words
    assert [s for s in page.texts if s.page == 1 and s.text.strip() == "Nội dung"]


def test_a_long_row_beside_a_cell_that_goes_through_it_is_not_parted(seen):
    """The walls of a joined cell are drawn with its first row: they must not leave the page."""
    above = [OPENING] * 6
    rows = ("| STT | Việc |", "|---|---|", f"| 1 | Một |\n| ^ | {OPENING[:90] * 8} |")
    page = seen(_plan(*above, "\n".join(rows), "Hết."))
    assert min(shape.y0 for shape in page.shapes) >= 20 * MM - 1.5


def test_a_row_that_is_joined_upwards_whole_is_no_fault(seen):
    assert seen(_plan("| Một | Hai |\n| 1 | 2 |\n| ^ | ^ |", "Hết.")).find("Hết")


def test_a_text_that_ends_with_a_table_is_closed_under_it(seen):
    page = seen(_plan(OPENING, BUDGET))
    mark = page.find("./.")
    assert mark.y < page.find("1.570.000.000").y
    assert mark.y > page.find("Nơi nhận").y


def test_what_a_cell_says_is_checked_as_the_rest_is():
    sheet = _plan(OPENING, "| Việc |\n| Vận động nhân dân |", "Hết.")
    assert [one.rule for one in lint(sheet) if "nhân dân" in one.words] == ["TXT-06"]


CELLS = st.lists(
    st.sampled_from(["", "<", "^", "1.250", "Ủy ban nhân dân xã", OPENING, "x" * 60, "a | b"]),
    min_size=1,
    max_size=7,
)
TABLES = st.lists(CELLS, min_size=1, max_size=12)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(TABLES)
def test_whatever_is_typed_no_table_leaves_the_margins(cells):
    lines = "\n".join("| " + " | ".join(row) + " |" for row in cells)
    page = look(typeset(_plan(OPENING, lines, "Hết."), FONTS).pdf)
    for text in page.texts:
        assert text.x0 >= LEFT - 1 and text.x1 <= RIGHT + 1.5, text
    for shape in page.shapes:
        assert shape.x0 >= LEFT - 1.5 and shape.x1 <= RIGHT + 1.5
        assert shape.y0 >= 20 * MM - 1.5


def test_short_columns_beside_long_words_stay_on_the_page():
    """The long words are cut, the letters beside them are not pushed over the margin."""
    row = ["x" * 60] * 5 + ["a", "b"] * 4
    lines = "\n".join(["| " + " | ".join(row) + " |"] * 3)
    page = look(typeset(_plan(OPENING, lines, "Hết."), FONTS).pdf)
    assert max(text.x1 for text in page.texts) <= RIGHT + 1
