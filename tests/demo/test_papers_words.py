"""A year of the demo's papers: notations, subjects and bodies at which no official laughs."""

import re
import unicodedata

from server.demo.papers_numbers import series
from server.demo.places import AGENCY, UNITS
from tests.demo.year import ABBREVIATION, HOURS, TODAY, is_open, year_of


def test_notations_fit_their_types(huyen):
    fields = {unit.abbreviation for unit in UNITS}
    for paper in huyen.outgoing:
        if paper.doc_type == "Công văn":
            assert paper.notation.removeprefix("UBND-") in fields
        else:
            assert paper.notation == f"{ABBREVIATION[paper.doc_type]}-UBND"


def test_incoming_notations_fit_issuer_and_type(letters):
    for paper in letters:
        sign = AGENCY[paper.issuer_code].abbreviation
        if paper.issuer_code == "huyenuy":
            assert re.fullmatch(r"\d+-(CV|TB|GM)/HU", paper.code)
        elif paper.doc_type == "Công văn":
            assert re.fullmatch(rf"{sign}-[A-Za-zĐ0-9]+", paper.notation)
        else:
            assert paper.notation == f"{ABBREVIATION[paper.doc_type]}-{sign}"


def test_decisions_and_invitations_have_their_own_series() -> None:
    assert [series(kind) for kind in ("Quyết định", "Giấy mời", "Công văn", "Kế hoạch")] == [
        "QĐ", "GM", "CHUNG", "CHUNG",
    ]  # fmt: skip


def test_numbers_below_ten_have_a_nought_before_them(huyen, letters):
    first = next(p for p in year_of(huyen.outgoing) if p.number == 1)
    assert first.code.startswith("01/")
    assert [p.number for p in letters if re.match(r"\d(?!\d)", p.number)] == []


def test_subjects_are_composed_not_too_long_and_have_no_gap_left(everything):
    for paper in everything:
        assert 0 < len(paper.subject) <= 500
        assert unicodedata.is_normalized("NFC", paper.subject)
        assert "{" not in paper.subject
        assert "  " not in paper.subject


def test_only_a_letter_says_about_what_it_is_and_can_leave_it_out(everything):
    for paper in everything:
        assert paper.subject.startswith("V/v ") == (paper.doc_type == "Công văn")
        assert not paper.bare_subject.startswith("V/v")


def test_a_town_is_never_asked_about_villages(offices, everything):
    about_town = [p.subject for p in everything if "thị trấn Bút Sơn" in p.subject]
    assert about_town
    assert [text for text in about_town if "thôn" in text] == []
    own = [p.subject for p in offices["butson"].outgoing]
    assert [text for text in own if "thôn " in text] == []


def test_every_body_has_paragraphs_without_gaps(papers):
    for paper in papers:
        assert 2 <= len(paper.body) <= 8, paper.key
        assert not [text for text in (*paper.body, *paper.bases) if "{" in text or "  " in text]
        assert all(unicodedata.is_normalized("NFC", text) for text in paper.body)


def test_decisions_have_grounds_and_three_articles(huyen):
    decisions = [p for p in year_of(huyen.outgoing) if p.doc_type == "Quyết định"]
    assert decisions
    for paper in decisions:
        assert paper.bases[0].startswith("Căn cứ Luật Tổ chức chính quyền địa phương")
        assert paper.bases[-1].startswith("Theo đề nghị của ")
        assert [text[:6] for text in paper.body] == ["Điều 1", "Điều 2", "Điều 3"]


def test_a_commune_does_not_speak_for_the_whole_district(papers):
    words = [t for p in papers if p.agency != "huyen" for t in p.body if "oàn huyện" in t]
    assert words == []


def test_a_meeting_is_soon_after_its_invitation(huyen):
    invitations = [p for p in year_of(huyen.outgoing) if p.doc_type == "Giấy mời" and p.issued_on]
    assert invitations
    for paper in invitations:
        day = HOURS.shift(paper.issued_on, 2)
        assert f"{day:%d/%m/%Y}" in paper.body[1]


def test_who_asks_for_something_is_not_merely_taken_note_of(huyen):
    asked = [p for p in huyen.incoming if p.doc_type == "Tờ trình"]
    assert asked
    assert [paper.key for paper in asked if paper.state == "INFO_ONLY"] == []


def test_nothing_has_been_open_for_half_a_year(huyen):
    first = HOURS.shift(TODAY, -80)
    assert [p.key for p in huyen.incoming if is_open(p) and p.arrived_at.date() < first] == []
