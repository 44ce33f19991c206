"""The templates of Annex III as rows: their blanks, and the sentences these stand in."""

import re

import pytest

from tests.law.rows import each
from workflows.forms import FORMS, NAMES, form, kept, lacking, meeting, written
from workflows.kinds import KINDS, kind
from workflows.law import Refused

KNOWN = {"agency", "to", "guests", "subject", "signer", "post", "meeting"}
ELSEWHERE = {"sender", "confirms", "heading", "partner_post", "partner_signer", "secretary"}
"""Blanks that stand in the head or at the signatures, some of them in the text too."""


def test_a_row_is_of_a_type_of_the_decree():
    assert set(FORMS) <= {one.name for one in KINDS}


@each(FORMS)
def test_a_sentence_names_only_what_can_be_filled_in(name):
    places = set(re.findall(r"\{(\w+)\}", " ".join((*form(name).before, *form(name).after))))
    blanks = {one.name for one in form(name).blanks}
    assert places <= blanks | KNOWN
    assert blanks - places <= ELSEWHERE


@each(FORMS)
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


HOUSE = {
    "agency": "UBND huyện",
    "to": "UBND xã",
    "subject": "tập huấn",
    "signer": "Lê Văn Minh",
    "post": "Chủ tịch",
    "meeting": "Cuộc họp",
}
PARTIES = """
    Bên A: UBND huyện.
    Đại diện: Ông (bà) Lê Văn Minh, Chủ tịch.
    Bên B: [partner].
    Địa chỉ: [partner_at].
    Đại diện: Ông (bà) [partner_signer], [partner_post].
"""
READ_ALOUD = {
    "Biên bản": """
        Thời gian bắt đầu: [began].
        Địa điểm: [venue].
        Thành phần tham dự: [present].
        Chủ trì (chủ tọa): [chair].
        Thư ký (người ghi biên bản): [secretary].
        Nội dung:
        …
        Cuộc họp kết thúc vào [ended].""",
    "Hợp đồng": f"""{PARTIES}
        Hai bên thỏa thuận ký kết hợp đồng với các điều khoản sau:
        …""",
    "Bản ghi nhớ": f"{PARTIES}Hai bên thống nhất ghi nhớ các nội dung sau:\n…",
    "Bản thỏa thuận": f"{PARTIES}Hai bên thống nhất thỏa thuận các nội dung sau:\n…",
    "Công điện": "…",
    "Giấy uỷ quyền": """
        Người ủy quyền: Ông (bà) Lê Văn Minh, Chủ tịch.
        Người được ủy quyền: Ông (bà) [person], [title].
        Nội dung ủy quyền:
        …
        Thời hạn ủy quyền: [term].""",
    "Giấy mời": """
        UBND huyện trân trọng kính mời: [guests].
        Tới dự [event].
        Chủ trì: [chair].
        Thời gian: [time].
        Địa điểm: [venue].
        …""",
    "Giấy giới thiệu": """
        UBND huyện trân trọng giới thiệu:
        Ông (bà): [person].
        Chức vụ: [title].
        Được cử đến: [host].
        Về việc: tập huấn.
        …
        Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.
        Giấy này có giá trị đến hết ngày [until].""",
    "Giấy nghỉ phép": """
        Xét Đơn đề nghị nghỉ phép ngày [asked_on] của ông (bà) [person],
        UBND huyện cấp cho:
        Ông (bà): [person].
        Chức vụ: [title].
        Được nghỉ phép trong thời gian [length] kể từ ngày [since] đến hết ngày [until] tại [place].
        …
        Số ngày nghỉ phép nêu trên được tính vào thời gian [counted].""",
    "Phiếu gửi": """
        UBND huyện gửi UBND xã văn bản, tài liệu sau: [enclosed].
        …
        Đề nghị nơi nhận ký xác nhận và gửi lại Phiếu này sau khi nhận đủ.""",
    "Phiếu chuyển": "UBND huyện chuyển UBND xã: [what] của [owner] để [purpose].\n…",
    "Phiếu báo": "UBND huyện báo để [reader] biết:\n…",
    "Thư công": "[greeting],\n…",
}
"""Each form as it is printed, its blanks in brackets (Annex III 1.6 to 1.10; others by usage)."""


@each(READ_ALOUD)
def test_a_form_reads_as_its_template(name):
    row = form(name)
    said = HOUSE | {one.name: f"[{one.name}]" for one in row.blanks}
    expected = [line.strip() for line in READ_ALOUD[name].strip().splitlines() if line.strip()]
    assert list(written((*row.before, "…", *row.after), said)) == expected


def test_every_type_with_blanks_has_been_read():
    assert set(FORMS) == set(READ_ALOUD)


def test_a_form_says_nothing_without_its_blanks_but_these():
    """What may stay empty has something in its place, or is left out with its sentence."""
    spare = {
        (name, one.name) for name, row in FORMS.items() for one in row.blanks if not one.needed
    }
    parties = {(name, "partner_at") for name in ("Hợp đồng", "Bản ghi nhớ", "Bản thỏa thuận")}
    assert spare == parties | {
        ("Công điện", "sender"),
        ("Giấy mời", "guests"),
        ("Giấy mời", "chair"),
        ("Giấy nghỉ phép", "confirms"),
        ("Thư công", "heading"),
        ("Thư công", "greeting"),
    }


def test_lists_are_typed_where_many_come_or_are_enclosed():
    many = {one.name for row in FORMS.values() for one in row.blanks if one.many}
    assert many == {"present", "guests", "enclosed"}


def test_who_is_named_in_the_text_heads_the_recipients():
    """After a telegram, an invitation, a letter of introduction: "Như trên" (1.10, note 8)."""
    assert {n for n, row in FORMS.items() if row.as_above} == {
        "Công điện",
        "Giấy mời",
        "Giấy giới thiệu",
    }
    assert {n: row.to_person for n, row in FORMS.items() if row.to_person} == {
        "Giấy uỷ quyền": "person",
        "Giấy nghỉ phép": "person",
    }


SENTENCES = [
    ("Địa điểm: {venue}.", {"venue": "Phòng họp."}, ["Địa điểm: Phòng họp."]),
    ("Địa điểm: {venue}.", {"venue": " \n"}, []),
    ("Mời: {guests}.", {"guests": "Một"}, ["Mời: Một."]),
    ("Mời: {guests}.", {"guests": "- Một;\nHai."}, ["Mời:", "- Một;", "- Hai."]),
    ("{a} gửi {b}: {c}.", {"a": "A", "b": "B", "c": "1\n2"}, ["A gửi B:", "- 1;", "- 2."]),
    ("Nội dung:", {}, ["Nội dung:"]),
]


@each(SENTENCES)
def test_a_sentence_is_filled_listed_or_left_out(text, said, lines):
    assert list(written([text], said)) == lines


@each(
    [
        ("Họp giao ban", "Cuộc họp"),
        ("Hội nghị tổng kết", "Hội nghị"),
        ("Về hội thảo khoa học", "Hội thảo"),
    ]
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
