"""The templates of Annex III as rows: their blanks, and the sentences these stand in."""

import re

import pytest

from workflows.forms import FORMS, NAMES, form, kept, lacking, meeting, written
from workflows.kinds import KINDS, kind
from workflows.law import Refused

KNOWN = {"agency", "to", "guests", "subject", "signer", "post", "meeting"}
ELSEWHERE = {"sender", "confirms", "heading", "partner_post", "partner_signer", "secretary"}
"""Blanks that stand in the head or at the signatures, some of them in the text too."""


def test_a_row_is_of_a_type_of_the_decree():
    assert set(FORMS) <= {one.name for one in KINDS}


@pytest.mark.parametrize("name", FORMS)
def test_a_sentence_names_only_what_can_be_filled_in(name):
    places = set(re.findall(r"\{(\w+)\}", " ".join((*form(name).before, *form(name).after))))
    blanks = {one.name for one in form(name).blanks}
    assert places <= blanks | KNOWN
    assert blanks - places <= ELSEWHERE


@pytest.mark.parametrize("name", FORMS)
def test_no_two_blanks_of_a_form_are_called_the_same(name):
    labels = [one.label for one in form(name).blanks]
    assert len(set(labels)) == len(labels)
    assert {one.name for one in form(name).blanks} <= set(NAMES)


def test_both_spellings_of_a_type_have_its_form_and_a_stranger_has_none():
    assert form("Giấy ủy quyền") is form("Giấy uỷ quyền")
    assert form("Kế hoạch").blanks == ()
    with pytest.raises(Refused, match="^unknown_doc_type$"):
        form("Thư tình")


def test_only_what_the_type_asks_for_is_kept():
    assert kept("Giấy mời", {"venue": "Phòng họp", "person": "Nam", "time": "  "}) == {
        "venue": "Phòng họp"
    }


def test_what_lacks_is_what_is_needed_and_was_left_empty():
    names = [one.name for one in lacking("Giấy mời", {"event": "họp", "time": " "})]
    assert names == ["time", "venue"]


SENTENCES = [
    ("Địa điểm: {venue}.", {"venue": "Phòng họp."}, ["Địa điểm: Phòng họp."]),
    ("Địa điểm: {venue}.", {"venue": " \n"}, []),
    ("Mời: {guests}.", {"guests": "Một"}, ["Mời: Một."]),
    ("Mời: {guests}.", {"guests": "- Một;\nHai."}, ["Mời:", "- Một;", "- Hai."]),
    ("{a} gửi {b}: {c}.", {"a": "A", "b": "B", "c": "1\n2"}, ["A gửi B:", "- 1;", "- 2."]),
    ("Nội dung:", {}, ["Nội dung:"]),
]


@pytest.mark.parametrize(("text", "said", "lines"), SENTENCES)
def test_a_sentence_is_filled_listed_or_left_out(text, said, lines):
    assert list(written([text], said)) == lines


@pytest.mark.parametrize(
    ("subject", "word"),
    [
        ("Họp giao ban", "Cuộc họp"),
        ("Hội nghị tổng kết", "Hội nghị"),
        ("Về hội thảo khoa học", "Hội thảo"),
    ],
)
def test_minutes_call_the_meeting_what_it_was(subject, word):
    assert meeting(subject) == word


def test_only_minutes_have_no_date_in_their_head():
    assert [one.name for one in KINDS if not one.dated] == ["Biên bản"]


def test_two_sign_minutes_and_what_two_parties_agree_on():
    two = {one.name: one.pair for one in KINDS if one.pair}
    assert two.pop("Biên bản") == ("THƯ KÝ", "CHỦ TỌA")
    assert set(two) == {"Hợp đồng", "Bản ghi nhớ", "Bản thỏa thuận"}
    assert set(two.values()) == {("ĐẠI DIỆN BÊN B", "ĐẠI DIỆN BÊN A")}


def test_a_slip_for_one_person_prints_no_subject():
    assert [one.name for one in KINDS if not one.prints_subject] == [
        "Giấy giới thiệu",
        "Giấy nghỉ phép",
    ]
    assert kind("Giấy giới thiệu").template == "1.8"
