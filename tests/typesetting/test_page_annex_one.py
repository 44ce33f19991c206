"""Annex I of Decree 30/2020 as a table: each part's size, face and side, on each kind of paper."""

from dataclasses import replace

import pytest

from tests.typesetting.looking import MM
from tests.typesetting.sheets import DECISION, LETTER, REPORT

PLAIN, ITALIC, BOLD, BOLD_ITALIC = (
    f"Tinos-{face}" for face in ("Regular", "Italic", "Bold", "BoldItalic")
)
LEFT, RIGHT, MIDDLE = 30 * MM, 195 * MM, (30 + 195) / 2 * MM

PARTS = [
    # part of the page, by its words               least most face   where
    (LETTER, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 13, BOLD, "right"),
    (LETTER, "Độc lập - Tự do - Hạnh phúc", 13, 14, BOLD, "right"),
    (LETTER, "ỦY BAN NHÂN DÂN", 12, 13, BOLD, "left"),
    (LETTER, "HUYỆN HOẰNG HÓA", 12, 13, BOLD, "left"),
    (REPORT, "UBND HUYỆN HOẰNG HÓA", 12, 13, PLAIN, "left"),
    (REPORT, "PHÒNG VĂN HÓA VÀ THÔNG TIN", 12, 13, BOLD, "left"),
    (LETTER, "Số:", 13, 13, PLAIN, "left"),
    (DECISION, "Số:", 13, 13, PLAIN, "left"),
    (LETTER, "Hoằng Hóa,", 13, 14, ITALIC, "right"),
    (LETTER, "V/v", 12, 13, PLAIN, "left"),
    (LETTER, "Kính gửi:", 13, 14, PLAIN, ""),
    (LETTER, "1. Tiếp tục tuyên truyền", 13, 14, PLAIN, ""),
    (DECISION, "QUYẾT ĐỊNH", 13, 14, BOLD, "middle"),
    (DECISION, "Về việc thành lập Tổ công nghệ số", 13, 14, BOLD, "middle"),
    (REPORT, "BÁO CÁO", 13, 14, BOLD, "middle"),
    (REPORT, "Kết quả công tác chuyển đổi số", 13, 14, BOLD, "middle"),
    (DECISION, "Căn cứ Luật Tổ chức chính quyền địa phương", 13, 14, ITALIC, ""),
    (DECISION, "Điều 1.", 13, 14, BOLD, ""),
    (DECISION, "a) Hướng dẫn người dân", 13, 14, PLAIN, ""),
    (LETTER, "TM. ỦY BAN NHÂN DÂN", 13, 14, BOLD, "right"),
    (LETTER, "KT. CHỦ TỊCH", 13, 14, BOLD, "right"),
    (LETTER, "PHÓ CHỦ TỊCH", 13, 14, BOLD, "right"),
    (LETTER, "Lê Văn Minh", 13, 14, BOLD, "right"),
    (LETTER, "Nơi nhận:", 12, 12, BOLD_ITALIC, "left"),
    (LETTER, "- Như trên;", 11, 11, PLAIN, "left"),
    (LETTER, "- Lưu: VT, VHTT.", 11, 11, PLAIN, "left"),
    (DECISION, "- Như Điều 3;", 11, 11, PLAIN, "left"),
]


@pytest.mark.parametrize(
    ("sheet", "words", "least", "most", "face", "side"),
    PARTS,
    ids=[f"{row[0].doc_type}: {row[1]}" for row in PARTS],
)
def test_each_part_has_the_size_and_the_face_of_the_annex(
    seen, sheet, words, least, most, face, side
):
    part = seen(sheet).find(words)
    assert least <= part.size <= most
    assert part.font == face
    assert part.x0 >= LEFT - 0.1 and part.x1 <= RIGHT + 0.1
    if side == "left":
        assert part.middle < MIDDLE
    if side == "right":
        assert part.middle > MIDDLE
    if side == "middle":
        assert part.middle == pytest.approx(MIDDLE, abs=1)


ORDER = {
    LETTER: [
        "CỘNG HÒA", "Độc lập", "Số:", "V/v", "Kính gửi:", "Thực hiện Kế hoạch", "1. Tiếp tục",
        "2. Kiện toàn", "3. Báo cáo", "TM. ỦY BAN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Minh",
    ],
    DECISION: [
        "CỘNG HÒA", "Độc lập", "Số:", "QUYẾT ĐỊNH", "Về việc thành lập",
        "Căn cứ Luật", "Căn cứ Quyết định", "Theo đề nghị", "QUYẾT ĐỊNH:", "Điều 1.", "Điều 2.",
        "a) Hướng dẫn", "b) Báo cáo", "Điều 3.", "TM. ỦY BAN", "CHỦ TỊCH", "Lê Văn Minh",
    ],
    REPORT: [
        "UBND HUYỆN", "PHÒNG VĂN HÓA", "Số:", "BÁO CÁO", "Kết quả công tác", "Kính gửi:",
        "I. KẾT QUẢ", "1. Hạ tầng số", "2. Dữ liệu số", "TRƯỞNG PHÒNG", "Nguyễn Thị Hoa",
    ],
}  # fmt: skip


@pytest.mark.parametrize("sheet", ORDER, ids=lambda sheet: sheet.doc_type)
def test_the_parts_stand_in_the_order_of_the_annex(seen, sheet):
    look = seen(sheet)
    places = [(-look.find(words).page, look.find(words).y) for words in ORDER[sheet]]
    named = [look.find(words).text for words in ORDER[sheet]]
    assert places == sorted(places, reverse=True), named


@pytest.mark.parametrize("sheet", ORDER, ids=lambda sheet: sheet.doc_type)
@pytest.mark.parametrize("signer", ["Lê Văn Minh", "Nguyễn Thị Bích Ngọc"])
def test_the_margins_are_twenty_thirty_and_fifteen_millimetres(seen, sheet, signer):
    look = seen(replace(sheet, signer=signer))
    texts = [one for one in look.texts if not one.text.strip().isdigit()]
    assert min(one.x0 for one in texts) >= 30 * MM - 0.1
    assert max(one.x1 for one in texts) <= 195 * MM + 0.1
    assert max(one.y for one in texts) <= (297 - 20) * MM
    assert min(one.y for one in texts) >= 20 * MM - 0.1


@pytest.mark.parametrize(
    ("authority", "signer"),
    [
        (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lê Văn Minh"),
        (("Q. CHỦ TỊCH",), "Lê Thị Bình"),
        (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lê Thị Bình"),
        (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "Phạm Anh Tuấn"),
        (("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"), "Trần Thị Hoa"),
        (("TRƯỞNG PHÒNG",), "Trần Thị Hoa"),
        (("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), "Lê Nam"),
    ],
)
def test_every_authority_of_the_decree_stands_line_by_line_over_the_name(seen, authority, signer):
    look = seen(replace(LETTER, authority=authority, signer=signer))
    name = look.find(signer)
    lines = [look.find(line) for line in authority]
    assert [line.y for line in lines] == sorted((line.y for line in lines), reverse=True)
    assert all(line.y > name.y for line in lines)
    assert all(line.middle == pytest.approx(name.middle, abs=0.5) for line in lines)
    assert {(line.font, line.size) for line in lines} == {(BOLD, name.size)}
