"""Thể thức read from real files: our own pages as anybody's PDF, and a DOCX."""

from dataclasses import replace
from pathlib import Path

import pytest

import signing
from server.typesetting import typeset
from server.uploads.handed.layout import check_layout
from server.uploads.handed.layout_docx import describe_docx
from server.uploads.handed.layout_pdf import describe_pdf
from tests.typesetting.sheets import DECISION, LETTER, PLAN, REPORT
from tests.uploads.layout_docx import docx
from tests.uploads.sheets import plain, xlsx
from workflows import Refused
from workflows.layout import Knows, Verdict, judge

FONTS = Path(__file__).parents[2] / "build" / "fonts"


def _failed(described):
    return {one.rule for one in judge(described) if one.verdict is Verdict.FAIL}


def _page(sheet):
    """As the office hands it out: with its mark and its four empty fields."""
    made = typeset(sheet, FONTS)
    return signing.prepare(made.pdf, made.places)


def _pdf(sheet):
    return describe_pdf(_page(sheet))


@pytest.mark.parametrize("sheet", [LETTER, DECISION, REPORT], ids=lambda one: one.doc_type)
def test_our_own_page_passes_our_own_checker(sheet):
    """Tinos counts on it (DESIGN §11.12), and its date comes with the number (OUT-T12)."""
    assert _failed(_pdf(sheet)) == set()


def test_a_page_that_is_not_ours_gains_nothing_by_its_tinos():
    assert _failed(describe_pdf(typeset(LETTER, FONTS).pdf)) == {"FMT-04", "FMT-15"}


WRONG = [
    (replace(LETTER, notation="UBND - VHTT"), "FMT-14"),
    (replace(LETTER, signer="TS. Lê Văn Minh"), "FMT-21"),
    (replace(LETTER, authority=("TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH")), "FMT-19"),
    (replace(LETTER, to=()), "FMT-23"),
    (replace(DECISION, bases=()), "TXT-01"),
    (replace(DECISION, body=("Điều 1. Một.", "Điều 3. Ba.")), "TXT-03"),
    (replace(REPORT, body=("Vận động nhân dân tham gia.",)), "TXT-06"),
    (replace(REPORT, body=("Độ mật: Mật",)), "FMT-34"),
]


@pytest.mark.parametrize(("sheet", "rule"), WRONG, ids=[rule for _, rule in WRONG])
def test_what_is_wrong_on_a_page_is_found_in_its_pdf(sheet, rule):
    assert _failed(_pdf(sheet)) == {rule}


def test_a_place_is_where_one_sees_it():
    found = next(one for one in judge(_pdf(replace(LETTER, signer="TS. Lê Văn Minh"))) if
                 one.rule == "FMT-21").findings[0]  # fmt: skip
    left, top, right, bottom = found.at.box
    assert (found.at.page, 300 < left < right < 560, 300 < top < bottom < 800) == (1, True, True)


def test_a_scan_without_text_passes_nothing_but_its_paper():
    """B12: what cannot be seen has not passed (DOMAIN §6.5)."""
    page = describe_pdf(plain())
    assert page.knows == {Knows.PAPER}
    told = {one.rule: one.verdict for one in judge(page)}
    assert {told.pop(paper) for paper in ("FMT-01", "FMT-02")} == {Verdict.PASS}
    assert len(told) == 39 and set(told.values()) == {Verdict.UNCHECKABLE}


def test_a_cong_van_with_a_title_is_told_so_in_its_file():
    """B11: as Nam saves it from his word processor."""
    found = {one.rule: one for one in judge(describe_docx(docx(kind="CÔNG VĂN")))}
    assert found["FMT-17"].verdict is Verdict.FAIL
    said = found["FMT-17"].findings[-1]
    assert (said.severity, said.words) == (
        "E", "Công văn không ghi tên loại; trích yếu ghi sau “V/v”.",
    )  # fmt: skip
    assert found["FMT-16"].verdict is Verdict.PASS


def test_the_child_answers_with_verdicts_and_pictures():
    told, pictures = check_layout(_page(PLAN), "ke-hoach.pdf")
    assert len(pictures) == min(8, len(told["layout"]["sizes"]))
    assert pictures[0].startswith(b"\xff\xd8")
    assert len(told["layout"]["results"]) == 41


def test_a_docx_that_follows_the_decree_breaks_nothing():
    assert _failed(describe_docx(docx())) == set()


BROKEN = [
    ("FMT-01", {"width": 216}), ("FMT-03", {"left": 25}), ("FMT-03", {"top": 15}),
    ("FMT-04", {"font": "Arial"}), ("FMT-04", {"font": ".VnTime"}), ("FMT-05", {"first": False}),
    ("FMT-14", {"number": "Số: 5/BC-UBND"}), ("FMT-15", {"italic": False}),
    ("FMT-15", {"date": "Hoằng Hóa, ngày 05 tháng 03 năm 2023"}), ("FMT-16", {"kind": "Báo cáo"}),
    ("FMT-18", {"size": 12}), ("FMT-18", {"align": None}), ("FMT-18", {"indent": 0}),
    ("FMT-18", {"gap": 0}), ("FMT-21", {"signer": "LÊ VĂN MINH"}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change"), BROKEN)
def test_what_breaks_a_rule_is_found_in_a_docx(rule, change):
    assert _failed(describe_docx(docx(**change))) == {rule}


def test_a_workbook_has_no_the_thuc_and_is_told_so():
    with pytest.raises(Refused) as no:
        check_layout(xlsx(), "bang.xlsx")
    assert no.value.reason == "layout_kind_unknown"
