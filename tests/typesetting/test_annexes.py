"""Annexes in the same file: their heads, their own page numbers, what a decision promulgates."""

from dataclasses import replace

import pytest

from server.typesetting import check, lint
from tests.typesetting.all_types import ANNEXED, PROMULGATING
from tests.typesetting.conftest import FONTS
from tests.typesetting.looking import MM

MIDDLE = (30 + 195) / 2 * MM


def test_each_annex_opens_a_page_with_number_title_and_what_it_belongs_to(seen):
    look = seen(ANNEXED)
    for page, number, title in ((1, "Phụ lục I", "DANH SÁCH TỔ"), (3, "Phụ lục II", "KINH PHÍ")):
        here = [one for one in look.texts if one.page == page]
        top = sorted(here, key=lambda one: -one.y)[:4]
        assert [one.text.strip() for one in top][0] == number
        assert title in top[1].text and top[2].text.startswith("(Kèm theo Kế hoạch số")
        assert [one.font for one in top[:3]] == ["Tinos-Bold", "Tinos-Bold", "Tinos-Italic"]
        assert all(one.middle == pytest.approx(MIDDLE, abs=1.5) for one in top)
        assert (top[0].size, top[1].size) == (14, 14)


def test_nobody_fills_in_number_and_day_of_an_electronic_annex(seen):
    note = seen(ANNEXED).find("(Kèm theo")
    assert not any(letter.isdigit() for letter in note.text)


def test_every_annex_counts_its_pages_anew_and_hides_the_first_number(seen):
    look = seen(ANNEXED)
    shown = [(one.page, one.text.strip()) for one in look.texts if one.y > (297 - 16) * MM]
    assert shown == [(2, "2")]


def test_paper_and_annexes_each_end_with_their_mark(seen):
    ends = [one for one in seen(ANNEXED).texts if one.text.strip().endswith("./.")]
    assert [one.page for one in ends] == [0, 2, 3]


def test_signature_and_qr_stay_on_the_paper_itself(press, seen):
    assert press(ANNEXED).places.person.page == 0
    squares = [one for one in seen(ANNEXED).shapes if one.page > 0 and one.y1 - one.y0 > 45]
    assert not [one for one in squares if one.length == pytest.approx(18 * MM, abs=1)]


def test_a_single_annex_has_no_number(seen):
    look = seen(replace(ANNEXED, body=("Theo Phụ lục.", "=== Danh sách", "1. Một.")))
    assert look.find("Phụ lục").text.strip() != "Phụ lục I"
    assert [one.text.strip() for one in look.texts if one.page == 1][0] == "Phụ lục"


def test_articles_are_counted_anew_in_what_a_decision_promulgates(seen):
    look = seen(PROMULGATING)
    articles = [(one.page, one.text[:7]) for one in look.texts if one.text.startswith("Điều ")]
    assert articles == [
        (0, "Điều 1."), (0, "Điều 2."), (1, "Điều 1."), (1, "Điều 2."), (1, "Điều 3."),
    ]  # fmt: skip


def test_the_promulgated_text_has_a_head_without_number_and_date(seen):
    second = [one.text.strip() for one in seen(PROMULGATING).texts if one.page == 1]
    assert second[:2] == ["ỦY BAN NHÂN DÂN", "HUYỆN HOẰNG HÓA"]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in second and "QUY CHẾ" in second
    assert not [text for text in second if text.startswith(("Số:", "Hoằng Hóa,"))]


def test_an_annex_of_one_short_line_keeps_its_margins():
    short = replace(ANNEXED, body=("Theo Phụ lục.", "=== Danh sách", "1. Một."))
    assert not [f for one in check(short, FONTS) for f in one.findings if f.severity == "E"]


def test_only_a_decision_promulgates(seen):
    sheet = replace(ANNEXED, body=("Theo Phụ lục.", "=== Quy chế: Làm việc", "1. Một."))
    assert seen(sheet).find("QUY CHẾ: LÀM VIỆC").page == 1


def test_an_annex_must_be_named_in_the_paper():
    unnamed = replace(ANNEXED, body=("Để thực hiện.", "=== Danh sách", "1. Một."))
    found = {(one.rule, one.severity) for one in lint(unnamed)}
    assert ("FMT-30", "E") in found
    assert ("FMT-30", "E") not in {(one.rule, one.severity) for one in lint(ANNEXED)}


def test_a_slip_in_an_annex_is_found_where_it_was_typed():
    slip = "Vận động nhân dân tham gia."
    sheet = replace(ANNEXED, body=("Theo Phụ lục.", "=== Danh sách", "1. Một.", slip))
    found = next(one for one in lint(sheet) if one.rule == "TXT-06")
    assert (found.at.field, found.at.n, found.place) == ("body", 4, "Đoạn 4")
