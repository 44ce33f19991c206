"""Mai holds each of the 29 types against its template, and against every rule of chapter 6."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from server.typesetting import check, filled, lint
from server.uploads.handed.layout_pdf import describe_pdf
from signing import prepare
from tests.typesetting.all_types import MORE, PARTNER, POST, ROWS, SHEETS
from tests.typesetting.conftest import FONTS
from workflows.forms import FORMS, form
from workflows.layout import Verdict, findings, judge

ALL = {**SHEETS, **MORE}
LATER = {"FMT-20", "FMT-22"}
"""Mark and seal come with the signatures."""
TWO = ("Biên bản", "Hợp đồng", "Bản ghi nhớ", "Bản thỏa thuận")
ONE = [name for name in SHEETS if name not in TWO]


@pytest.mark.parametrize("name", ALL)
def test_a_paper_of_each_type_keeps_every_rule(name):
    results = check(ALL[name], FONTS)
    kept = {one.rule for one in results if one.verdict is Verdict.PASS}
    assert {one.rule for one in results} - kept == LATER
    assert not [one for result in results for one in result.findings if one.severity != "I"]


@pytest.mark.parametrize(
    "name", ["Biên bản", "Hợp đồng", "Giấy giới thiệu", "Giấy nghỉ phép", "Phụ lục (2.2)"]
)
def test_read_from_its_pdf_as_a_strangers_it_lacks_but_the_date_that_is_not_given_yet(press, name):
    found = findings(judge(describe_pdf(press(ALL[name]).pdf, ours=True)))
    wrong = {one.rule for one in found if one.severity != "I"}
    assert wrong == (set() if name == "Biên bản" else {"FMT-15"})


BROKEN = [
    ("Biên bản", {"beside": ("THƯ KÝ", "ThS. Lê Thị Mai")}, "FMT-21"),
    ("Biên bản", {"beside": ("KT TRƯỞNG BAN", "Lê Thị Mai")}, "FMT-19"),
    ("Hợp đồng", {"signer": "TS. Lê Văn Minh"}, "FMT-21"),
    ("Giấy mời", {"notation": "gm"}, "FMT-14"),
    ("Công điện", {"subject": ""}, "FMT-16"),
    (
        "Phụ lục (2.2)",
        {"body": ("Xem dưới.", "=== Danh sách", "1. Một."), "subject": "x"},
        "FMT-30",
    ),
]


@pytest.mark.parametrize(("name", "change", "rule"), BROKEN)
def test_and_what_breaks_a_rule_is_found_on_them_too(name, change, rule):
    results = check(replace(ALL[name], **change), FONTS)
    assert next(one for one in results if one.rule == rule).verdict is Verdict.FAIL


@pytest.mark.parametrize("name", ONE)
def test_where_one_signs_noi_nhan_is_level_with_the_title(seen, name):
    look = seen(SHEETS[name])
    label, title = look.find("Nơi nhận:"), look.find(SHEETS[name].authority[0])
    assert label.y == pytest.approx(title.y, abs=0.5)


@pytest.mark.parametrize("name", TWO)
def test_where_two_sign_they_stand_level_and_noi_nhan_below_the_left_one(press, seen, name):
    look, sheet = seen(SHEETS[name]), SHEETS[name]
    left, right = look.find(sheet.beside[0]), look.find(sheet.authority[0])
    own, other = _name(look, sheet.signer), _name(look, sheet.beside[-1])
    assert left.y == pytest.approx(right.y) and left.x1 < right.x0
    assert own.y == pytest.approx(other.y) and other.x1 < press(sheet).places.seal.x0
    assert look.find("Nơi nhận:").y < own.y


def _name(look, name):
    """Where it stands by itself, under its mark."""
    return next(one for one in look.texts if one.text.strip() == name)


def test_a_bien_ban_has_no_date_and_its_chair_signs_all_the_same(press, seen):
    made = press(SHEETS["Biên bản"])
    assert made.places.date is None
    assert not [one for one in seen(SHEETS["Biên bản"]).texts if "Hoằng Hóa," in one.text]
    with pikepdf.open(BytesIO(prepare(made.pdf, made.places))) as pdf:
        assert [str(one.T) for one in pdf.Root.AcroForm.Fields] == ["SoVB", "NguoiKy", "CoQuan"]


@pytest.mark.parametrize("name", ["Giấy giới thiệu", "Giấy nghỉ phép"])
def test_a_slip_for_one_person_prints_no_subject_under_its_name(seen, name):
    look = seen(SHEETS[name])
    bold = [one.text.strip() for one in look.texts if one.font == "Tinos-Bold"]
    assert name.upper() in bold and SHEETS[name].subject not in bold


def test_whoever_confirms_a_leave_has_room_below_noi_nhan(seen):
    look = seen(SHEETS["Giấy nghỉ phép"])
    assert look.find("Xác nhận của").y < look.find("- Lưu: VT").y
    plain = seen(filled(replace(SHEETS["Giấy nghỉ phép"], confirms=""), {}, POST))
    assert not [one for one in plain.texts if "Xác nhận của" in one.text]


@pytest.mark.parametrize("name", FORMS)
def test_a_blank_left_empty_is_said_by_its_name_and_stops_the_paper(name):
    needed = [one for one in form(name).blanks if one.needed]
    empty = filled(replace(SHEETS[name], body=()), {}, POST)
    said = {one.words for one in lint(empty) if one.rule == "FMT-18" and one.severity == "E"}
    assert {f"Mẫu còn trống: {one.label}." for one in needed} <= said


def test_who_wrote_it_in_his_own_words_is_only_reminded():
    own = filled(replace(SHEETS["Giấy mời"], body=("Tới dự họp lúc 08 giờ.",)), {}, POST)
    found = [one for one in lint(own) if one.words.startswith("Mẫu còn trống")]
    assert {one.severity for one in found} == {"W"}


def test_a_sentence_without_its_words_is_left_out(seen):
    details = {name: text for name, text in PARTNER.items() if name != "partner_at"}
    look = seen(filled(SHEETS["Hợp đồng"], details, POST))
    assert not [one for one in look.texts if "Địa chỉ" in one.text]
    assert not [one for one in look.texts if "{" in one.text]


@pytest.mark.parametrize("name", ROWS)
def test_every_blank_of_a_form_stands_somewhere_on_its_paper(name):
    row, sheet = form(name), SHEETS[name]
    told = " ".join((*sheet.text, *sheet.beside, sheet.title, sheet.sender, sheet.confirms))
    lines = [line for text in ROWS[name][2].values() for line in text.splitlines()]
    assert {one.name for one in row.blanks if one.needed} <= set(ROWS[name][2])
    assert not [line for line in lines if line.lower() not in told.lower()]
