"""The 29 kinds of document, by their Vietnamese names."""

import unicodedata

import pytest

from tests.law.rows import each
from workflows.kinds import (
    ARRIVING,
    COMMON_SERIES,
    COPIES,
    COPY_SERIES,
    GREETINGS,
    KINDS,
    NORMATIVE,
    OTHER,
    SERIES,
    Addresses,
    arriving_kind,
    equal_form,
    is_drafted,
    is_normative,
    kind,
    series_of,
)
from workflows.law import Refused

# Article 7 and Annex III: type, abbreviation, form.
ROWS = """
Nghị quyết NQ 1.1 | Quyết định QĐ 1.2 | Chỉ thị CT 1.4 | Quy chế QC 1.4 | Quy định QyĐ 1.4
Thông cáo TC 1.4 | Thông báo TB 1.4 | Hướng dẫn HD 1.4 | Chương trình CTr 1.4 | Kế hoạch KH 1.4
Phương án PA 1.4 | Đề án ĐA 1.4 | Dự án DA 1.4 | Báo cáo BC 1.4 | Biên bản BB 1.9
Tờ trình TTr 1.4 | Hợp đồng HĐ 1.4 | Công văn - 1.5 | Công điện CĐ 1.6 | Bản ghi nhớ BGN 1.4
Bản thỏa thuận BTT 1.4 | Giấy uỷ quyền GUQ 1.4 | Giấy mời GM 1.7 | Giấy giới thiệu GGT 1.8
Giấy nghỉ phép GNP 1.10 | Phiếu gửi PG 1.4 | Phiếu chuyển PC 1.4 | Phiếu báo PB 1.4
Thư công - 1.4
"""
ANNEX = [
    tuple(row.strip().rsplit(" ", 2))
    for line in ROWS.strip().splitlines()
    for row in line.split("|")
]


@each(ANNEX)
def test_a_kind_has_the_abbreviation_and_form_of_annex_iii(name, abbreviation, template):
    row = kind(name)
    assert (row.abbreviation or "-", row.template) == (abbreviation, template)


def test_the_kinds_stand_in_the_order_of_article_7():
    assert [row.name for row in KINDS] == [name for name, _, _ in ANNEX]


def test_there_are_29_kinds_and_27_abbreviations():
    abbreviations = {row.abbreviation for row in KINDS if row.abbreviation}
    assert (len(KINDS), len(abbreviations)) == (29, 27)


@each(["QC QyĐ QĐ", "CT CTr", "ĐA DA", "HD HĐ", "CĐ"])
def test_confusable_abbreviations_are_different_kinds(pair):
    assert {row.abbreviation for row in KINDS} >= set(pair.split())


def test_only_an_official_letter_prints_no_name():
    assert [row.name for row in KINDS if not row.prints_name] == ["Công văn"]


def test_resolutions_and_decisions_open_with_their_bases():
    assert [row.name for row in KINDS if row.has_bases] == ["Nghị quyết", "Quyết định"]


def test_kinh_gui_is_for_submissions_reports_upward_and_letters():
    addressed = {row.name: row.addresses for row in KINDS if row.addresses}
    assert addressed == {
        "Báo cáo": Addresses.UPWARD,
        "Tờ trình": Addresses.UPWARD,
        "Công văn": Addresses.ANYBODY,
    }


def test_a_name_is_known_however_its_letters_are_composed():
    assert kind(unicodedata.normalize("NFD", "Quyết định")).abbreviation == "QĐ"


@each(["Giấy uỷ quyền", "Giấy ủy quyền"])
def test_both_places_of_the_tone_mark_are_right(name):
    assert kind(name).abbreviation == "GUQ"


@each(["Bản thỏa thuận", "Bản thoả thuận"])
def test_thoa_thuan_too(name):
    assert kind(name).abbreviation == "BTT"


@each(["", "công văn", "Cong van", "QĐ", "Bản sao y", "Luật"])
def test_another_name_is_refused_at_its_field(name):
    with pytest.raises(Refused, match="^unknown_doc_type$") as no:
        kind(name)
    assert no.value.field == "doc_type"


def test_legal_documents_are_none_of_the_29_types():
    """They are registered and never drafted (NUM-05)."""
    names = {row.name for row in NORMATIVE}
    assert names == {
        "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Nghị định",
        "Nghị quyết liên tịch", "Thông tư", "Thông tư liên tịch",
    }  # fmt: skip
    assert not {row.name for row in KINDS} & names
    abbreviations = {row.abbreviation for row in NORMATIVE if row.abbreviation}
    assert not {row.abbreviation for row in KINDS} & abbreviations
    assert {row.name for row in ARRIVING if is_normative(row.name)} == names


@each([row.name for row in ARRIVING])
def test_what_arrives_is_one_of_the_29_a_legal_document_or_another(name):
    assert arriving_kind(name).name == name


def test_uy_quyen_arrives_in_both_spellings():
    assert arriving_kind("Giấy ủy quyền").name == "Giấy uỷ quyền"


@each(["", "thông tư", "Thong tu", "NĐ", "Bản sao y", "Khác"])
def test_what_is_no_name_of_a_type_arrives_as_none(name):
    with pytest.raises(Refused, match="^unknown_arriving_type$") as no:
        arriving_kind(name)
    assert no.value.field == "doc_type"


@each(["Văn bản khác", "Thông tư"])
def test_nobody_drafts_what_only_arrives(name):
    with pytest.raises(Refused, match="^unknown_doc_type$"):
        kind(name)


def test_a_decision_is_replaced_by_a_decision():
    assert equal_form(kind("Quyết định"), kind("Quyết định"))


@each(["Công văn", "Nghị quyết", "Quy định", "Thông báo"])
def test_nothing_else_replaces_a_decision(name):
    assert not equal_form(kind("Quyết định"), kind(name))


def test_decisions_resolutions_and_invitations_have_their_own_series():
    own = {row.name: series_of(row) for row in KINDS if series_of(row) != COMMON_SERIES}
    assert own == {"Quyết định": "QĐ", "Nghị quyết": "NQ", "Giấy mời": "GM"}
    assert own == SERIES


def test_the_head_of_an_agency_may_set_another_table():
    assert series_of(kind("Công văn"), {"Công văn": "CV"}) == "CV"
    assert series_of(kind("Quyết định"), {"Công văn": "CV"}) == COMMON_SERIES


def test_copies_are_no_kinds_and_share_a_series_of_their_own():
    """NUM-07."""
    forms = {copy.abbreviation: copy.name for copy in COPIES}
    assert forms == {"SY": "Bản sao y", "TrS": "Bản trích sao", "SL": "Bản sao lục"}
    assert COPY_SERIES not in {series_of(row) for row in KINDS}
    assert not {row.abbreviation for row in KINDS} & set(forms)


def test_a_thu_cong_is_called_by_what_it_says():
    """Congratulates, praises, thanks, condoles, is open, or calls upon."""
    says = ["chúc mừng", "khen", "cảm ơn", "chia buồn", "ngỏ", "kêu gọi"]
    assert [f"Thư {word}" for word in says] == list(GREETINGS)


def test_what_is_none_of_these_arrives_all_the_same_and_prints_no_name_of_a_kind() -> None:
    """A kết luận of the Party, a đơn of a citizen ("khác", §8.1)."""
    assert arriving_kind("Văn bản khác") is OTHER and ARRIVING[-1] is OTHER
    assert not OTHER.prints_name


def test_an_office_drafts_the_29_kinds_and_nothing_else() -> None:
    assert all(is_drafted(one.name) for one in KINDS)
    assert not any(is_drafted(one.name) for one in (*NORMATIVE, OTHER))
