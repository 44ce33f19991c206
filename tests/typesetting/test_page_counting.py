"""Nam moves an article and numbers nothing anew: `#` is counted by the page (TXT-03)."""

from dataclasses import replace

import pytest

from server.typesetting.counting import counted, roman
from server.typesetting.lint import lint
from tests.typesetting.sheets import PLAN

TYPED = (
    "Chương #. QUY ĐỊNH CHUNG",
    "Điều #. Phạm vi",
    "#. Khoản một.",
    "#. Khoản hai:",
    "#) Điểm a;",
    "#) Điểm b.",
    "Điều #. Đối tượng",
    "#. Khoản một.",
    "Chương #. TỔ CHỨC",
    "Mục #. KINH PHÍ",
    "Tiểu mục #. NGUỒN",
    "Điều #. Nguồn",
    "Mục #. NHÂN LỰC",
    "Tiểu mục #. BIÊN CHẾ",
)
COUNTED = (
    "Chương I. QUY ĐỊNH CHUNG",
    "Điều 1. Phạm vi",
    "1. Khoản một.",
    "2. Khoản hai:",
    "a) Điểm a;",
    "b) Điểm b.",
    "Điều 2. Đối tượng",
    "1. Khoản một.",
    "Chương II. TỔ CHỨC",
    "Mục 1. KINH PHÍ",
    "Tiểu mục 1. NGUỒN",
    "Điều 3. Nguồn",
    "Mục 2. NHÂN LỰC",
    "Tiểu mục 1. BIÊN CHẾ",
)


def test_articles_run_on_and_clauses_begin_anew():
    assert counted(TYPED) == COUNTED


def test_what_is_counted_stays_as_it_is_when_counted_again():
    assert counted(counted(TYPED)) == COUNTED


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (("Điều 5. Một", "Điều #. Hai"), "Điều 6. Hai"),
        (("c) ba;", "#) bốn;"), "d) bốn;"),
        (("d) bốn;", "#) năm;"), "đ) năm;"),
        (("#I. MỘT", "#. một.", "#I. HAI", "#. một lại."), "1. một lại."),
        (("IX. CHÍN", "#I. MƯỜI"), "X. MƯỜI"),
        (("Phần IV", "Phần #"), "Phần V"),
        (("Mục 3", "Mục #"), "Mục 4"),
        (("#1. một.", "#1. hai."), "2. hai."),
    ],
)
def test_the_count_goes_on_from_what_was_typed(typed, printed):
    assert counted(typed)[-1] == printed


@pytest.mark.parametrize(
    "typed",
    [
        "Điều này không đánh số.",
        "#chuyendoiso là nhãn",
        "# một mình",
        "C. ơn",
        "1.1. Khoản con.",
        "",
    ],
)
def test_what_is_no_number_is_left_alone(typed):
    assert counted((typed,)) == (typed,)


@pytest.mark.parametrize(
    ("number", "said"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX")]
)
def test_parts_and_annexes_have_roman_numbers(number, said):
    assert roman(number) == said


def test_the_page_and_the_checker_see_the_numbers(seen):
    sheet = replace(PLAN, body=(*TYPED, "Kết thúc."))
    look = seen(sheet)
    assert look.find("Chương II").font == "Tinos-Bold"
    assert look.find("đối tượng".capitalize()).text.startswith("Điều 2.")
    assert not [one for one in lint(sheet) if one.rule == "TXT-03"]
