"""What the head of a paper proposes to Lan, in whichever order its columns come."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.uploads import inspect
from server.uploads.reading.issuers import spoken
from server.uploads.reading.proposals import Proposal, propose
from tests.uploads.heads import (
    BESIDE_THE_DATE,
    HOANG_HOA,
    INTERLEAVED,
    LEFT_FIRST,
    MOTTO,
    NAMED,
    RIGHT_FIRST,
    SCANNED,
    named,
)
from tests.uploads.sheets import filled, written
from workflows.kinds import KINDS, NORMATIVE
from workflows.urgency import Urgency

PROVINCE = "Ủy ban nhân dân tỉnh Thanh Hóa"
MAY = date(2023, 5, 30)

LETTER = Proposal(
    number="2374",
    notation="UBND-VHTT",
    issued_on=MAY,
    issuer=PROVINCE,
    doc_type="Công văn",
    subject="V/v triển khai phòng họp không giấy tờ",
)


def _said(found: Proposal) -> tuple:
    return (
        *(found.number, found.notation, found.issued_on),
        *(found.issuer, found.doc_type, found.subject, found.urgency),
    )


@pytest.mark.parametrize("text", [INTERLEAVED, LEFT_FIRST, RIGHT_FIRST, SCANNED])
def test_one_letter_is_read_alike_in_whichever_order_its_columns_come(text):
    assert _said(propose(text)) == _said(LETTER)


def test_a_date_beside_the_subject_is_no_part_of_it():
    found = propose(BESIDE_THE_DATE)
    assert found.subject == "V/v triển khai phòng họp không giấy tờ"
    assert (found.issuer, found.issued_on) == ("Sở Thông tin và Truyền thông", MAY)


@pytest.mark.parametrize(("text", "want"), NAMED, ids=[want[1] or want[2] for _, want in NAMED])
def test_each_head_is_read_as_its_office_printed_it(text, want):
    found = propose(text)
    assert _said(found)[:2] + _said(found)[3:6] == want
    assert found.issued_on == date(2023, 1, 5)


@pytest.mark.parametrize("kind", [kind.name for kind in (*KINDS, *NORMATIVE) if kind.prints_name])
def test_every_type_is_known_by_its_name_in_the_middle(kind):
    found = propose(named(HOANG_HOA, "5/X-UBND", kind.upper(), "Việc nhỏ"))
    assert (found.doc_type, found.subject) == (kind, "Việc nhỏ")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Số: 30/2020/NĐ-CP", ("30", "2020/NĐ-CP", "Nghị định")),
        ("Số: 05/2025/TT-BNV", ("05", "2025/TT-BNV", "Thông tư")),
        ("Số: 12/2014/TTLT-BTC-BNV", ("12", "2014/TTLT-BTC-BNV", "Thông tư liên tịch")),
        ("Luật số: 31/2024/QH15", ("31", "2024/QH15", "")),
        ("Nghị quyết số: 136/2020/QH14", ("136", "2020/QH14", "")),
        ("Pháp lệnh số: 01/2022/UBTVQH15", ("01", "2022/UBTVQH15", "")),
    ],
)
def test_a_legal_document_is_known_by_its_number_too(code, said):
    found = propose(f"CHÍNH PHỦ\n{code}\n{MOTTO}Hà Nội, ngày 05 tháng 3 năm 2020")
    assert (found.number, found.notation, found.doc_type) == said


def test_the_head_of_a_law_is_read_whole():
    head = f"QUỐC HỘI\nLuật số: 31/2024/QH15\n{MOTTO}LUẬT\nĐẤT ĐAI\nCăn cứ Hiến pháp"
    found = propose(head)
    assert (found.number, found.notation) == ("31", "2024/QH15")
    assert (found.doc_type, found.subject) == ("Luật", "ĐẤT ĐAI")


def test_what_stands_first_decides_between_a_letter_and_a_named_type():
    assert propose("V/v góp ý\nKẾ HOẠCH").doc_type == "Công văn"
    assert propose("QUYẾT ĐỊNH\nV/v góp ý").doc_type == "Quyết định"


@pytest.mark.parametrize(
    ("stamp", "urgency"),
    [
        ("HỎA TỐC", Urgency.HOA_TOC),
        ("HOẢ TỐC", Urgency.HOA_TOC),
        ("HỎA TỐC HẸN GIỜ", Urgency.HOA_TOC),
        ("THƯỢNG KHẨN", Urgency.THUONG_KHAN),
        ("KHẨN", Urgency.KHAN),
        ("K H Ẩ N", Urgency.KHAN),
        ("LƯU HÀNH NỘI BỘ", Urgency.NORMAL),
        ("Khẩn trương triển khai", Urgency.NORMAL),
    ],
)
def test_the_stamp_says_how_urgent_it_is(stamp, urgency):
    assert propose(f"{HOANG_HOA}\nSố: 5/UBND\n{stamp}\nV/v mưa bão").urgency is urgency
    assert propose(f"{HOANG_HOA}\nSố: 5/UBND {stamp}\nV/v mưa bão").urgency is urgency


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Hoằng Hóa, ngày 05 tháng 01 năm 2023", date(2023, 1, 5)),
        ("Hoằng Hóa, ngày 5 tháng 1 năm2023", date(2023, 1, 5)),
        ("TP. Hồ Chí Minh, ngày 31 tháng 12 năm 2022", date(2022, 12, 31)),
        ("Bà Rịa - Vũng Tàu, ngày 1 tháng 3 năm 2023", date(2023, 3, 1)),
        ("Hoằng Hóa, ngày … tháng 5 năm 2023", None),
        ("Hoằng Hóa, ngày     tháng     năm 2023", None),
        ("Hoằng Hóa, ngày 31 tháng 02 năm 2023", None),
    ],
)
def test_only_a_whole_and_real_day_is_proposed(printed, day):
    assert propose(f"{HOANG_HOA}\n{MOTTO}{printed}\nKính gửi: Các xã").issued_on == day


def test_a_day_in_the_subject_stays_in_the_subject():
    found = propose("THÔNG BÁO\nKết luận cuộc họp ngày 05 tháng 01 năm 2023\n\nThực hiện")
    assert found.subject == "Kết luận cuộc họp ngày 05 tháng 01 năm 2023"
    assert found.issued_on is None


@pytest.mark.parametrize("stamp", ["HỎA TỐC", "LƯU HÀNH NỘI BỘ", "TỐI MẬT"])
def test_a_stamp_is_no_part_of_the_subject(stamp):
    found = propose(f"V/v ứng phó với bão\nsố 4\n{stamp}\nKính gửi: Các xã")
    assert found.subject == "V/v ứng phó với bão số 4"


def test_a_day_within_a_sentence_is_not_the_day_of_the_paper():
    assert propose("Tại Hoằng Hóa, ngày 5 tháng 1 năm 2023 đã có mưa").issued_on is None


def test_a_day_in_the_body_is_not_the_day_of_the_paper():
    assert propose("Kính gửi: Các xã\nNgày 30, ngày 30 tháng 5 năm 2023").issued_on is None


@pytest.mark.parametrize("text", [INTERLEAVED, LEFT_FIRST, RIGHT_FIRST])
def test_each_field_says_where_it_was_read(text):
    found = propose(text)
    shown = {name: text[span.start : span.end] for name, span in found.found.items()}
    assert (shown["number"], shown["notation"]) == ("2374", "UBND-VHTT")
    assert shown["issued_on"] == "Thanh Hóa, ngày 30 tháng 5 năm 2023"
    assert shown["subject"] == "V/v triển khai phòng họp\nkhông giấy tờ"
    assert shown["issuer"].startswith("ỦY BAN NHÂN DÂN")
    for span in found.found.values():
        assert span.line == text[: span.start].count("\n")


def test_a_stamp_says_where_it_stands():
    text = "Số: 5/UBND\n   THƯỢNG KHẨN"
    span = propose(text).found["urgency"]
    assert text[span.start : span.end] == "THƯỢNG KHẨN"


@pytest.mark.parametrize(
    ("capitals", "shown"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH THANH HÓA", PROVINCE),
        ("UBND XÃ HOẰNG LỘC", "UBND xã Hoằng Lộc"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"),
        ("BAN KINH TẾ - XÃ HỘI", "Ban Kinh tế - Xã hội"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN HOẰNG HÓA", "Phòng Giáo dục và Đào tạo huyện Hoằng Hóa"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("KHO BẠC NHÀ NƯỚC", "Kho bạc Nhà nước"),
        ("BHXH HUYỆN HOẰNG HÓA", "BHXH huyện Hoằng Hóa"),
        ("TÒA ÁN NHÂN DÂN TỈNH THANH HÓA", "Tòa án nhân dân tỉnh Thanh Hóa"),
        ("UBND THÀNH PHỐ THANH HÓA", "UBND thành phố Thanh Hóa"),
        ("ĐIỆN LỰC HOẰNG HÓA", "Điện lực Hoằng Hóa"),
        ("BƯU ĐIỆN HUYỆN HOẰNG HÓA", "Bưu điện huyện Hoằng Hóa"),
    ],
)
def test_a_name_in_capitals_is_written_as_the_office_writes_it(capitals, shown):
    assert spoken(capitals) == shown


LEFT, RIGHT = 60, 300
TABLE = [
    (LEFT, 780, "ỦY BAN NHÂN DÂN"),
    (LEFT, 764, "TỈNH THANH HÓA"),
    (LEFT, 740, "Số: 2374/UBND-VHTT"),
    (LEFT, 722, "V/v triển khai phòng họp"),
    (LEFT, 706, "không giấy tờ"),
]
TABLE_RIGHT = [
    (RIGHT, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (RIGHT, 764, "Độc lập - Tự do - Hạnh phúc"),
    (RIGHT, 740, "Thanh Hóa, ngày 30 tháng 5 năm 2023"),
]
ADDRESS = [(120, 680, "Kính gửi: Ủy ban nhân dân huyện Hoằng Hóa")]


@pytest.mark.parametrize(
    "lines",
    [
        TABLE + TABLE_RIGHT + ADDRESS,
        TABLE_RIGHT + TABLE + ADDRESS,
        sorted(TABLE + TABLE_RIGHT + ADDRESS, key=lambda line: (-line[1], line[0])),
    ],
    ids=["left column first", "right column first", "row by row"],
)
def test_a_true_page_in_two_columns_is_read(lines):
    assert _said(propose(inspect(written(lines), "a.pdf").text[0])) == _said(LETTER)


def test_number_and_date_in_the_fields_of_our_own_papers_are_read_where_they_stand():
    bare = [line for line in TABLE + ADDRESS if not line[2].startswith("Số")]
    code = [(LEFT, 740, "Số:"), (LEFT + 80, 740, "/UBND-VHTT"), (RIGHT, 740, "Thanh Hóa,")]
    page = filled(
        written(bare + TABLE_RIGHT[:2] + code),
        [(LEFT + 25, 736, "2374"), (RIGHT + 65, 736, "ngày 30 tháng 5 năm 2023")],
    )
    assert _said(propose(inspect(page, "a.pdf").text[0])) == _said(LETTER)


@pytest.mark.parametrize("text", ["", "\n\n\n", "xin chào", "———\n*\n___"])
def test_a_page_that_says_nothing_proposes_nothing(text):
    assert propose(text) == Proposal()


def test_a_subject_is_never_cut():
    long = "V/v " + " ".join(["thực"] * 300)
    assert propose(long).subject == long


@given(st.text(st.sampled_from("SốV/v.: 0123456789-\nQĐUBND,ngàythángnămKHẨN"), max_size=200))
def test_any_text_is_read_without_falling(text):
    found = propose(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in found.found.values())
