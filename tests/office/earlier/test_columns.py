"""Which column of an older register is what: guessed by its heading, whatever software wrote it."""

import pytest

from server.documents.earlier.columns import COLUMNS, guessed, heading, lacking, used_in

HEADS = {
    "number_in": ("Số đến", "SỐ ĐẾN", "Số VB đến", "Số văn bản đến", "số  đến:"),
    "entered_on": ("Ngày đến", "Ngày nhận", "Ngày vào sổ", "NGÀY ĐẾN *"),
    "issuer": (
        "Tác giả",
        "Nơi gửi",
        "Cơ quan ban hành",
        "Nơi ban hành",
        "Đơn vị ban hành",
        "Cơ quan gửi",
        "Nơi phát hành",
    ),
    "code": (
        "Số, ký hiệu",
        "Số ký hiệu",
        "Số và ký hiệu",
        "Số hiệu",
        "Số/Ký hiệu",
        "Số, ký hiệu văn bản",
        "Số VB",
        "SoKyHieu",
        "Số/Ký hiệu VB",
        "Số - ký hiệu văn bản",
        "so_ky_hieu",
    ),
    "issued_on": (
        "Ngày văn bản",
        "Ngày VB",
        "Ngày, tháng",
        "Ngày ban hành",
        "Ngày ký",
        "Ngày tháng văn bản",
    ),
    "doc_type": ("Tên loại", "Loại văn bản", "Loại VB", "Hình thức văn bản"),
    "subject": (
        "Trích yếu",
        "Nội dung",
        "Trích yếu nội dung",
        "Tên loại và trích yếu nội dung",
        "Tiêu đề",
        "Trích yếu văn bản",
        "Trích yếu (nội dung)",
    ),
    "handler": (
        "Đơn vị hoặc người nhận",
        "Người xử lý",
        "Đơn vị xử lý",
        "Cán bộ xử lý",
        "Chuyển cho",
        "Xử lý chính",
    ),
    "state": ("Tình trạng", "Trạng thái", "Tiến độ", "Kết quả"),
    "file": ("Tên tệp", "File", "Tên file", "Tệp đính kèm", "File đính kèm", "Đường dẫn"),
    "note": ("Ghi chú", "GHI CHÚ"),
}
"""Headings that older systems, and the decree's own books, have for each field."""


@pytest.mark.parametrize(
    ("key", "head"), [(key, head) for key, heads in HEADS.items() for head in heads]
)
def test_a_heading_is_known(key, head):
    expected = {"number_in": "old_no"}.get(key, key)
    assert guessed("in", ["Cột lạ", head]) == {expected: 1}


@pytest.mark.parametrize(
    ("direction", "head"),
    [
        ("out", "Số đến"),
        ("out", "Ngày đến"),
        ("out", "Nơi gửi"),
        ("in", "Người ký"),
        ("in", "Nơi nhận"),
        ("in", ""),
        ("in", "Cột của ai đó"),
    ],
)
def test_a_heading_of_the_other_book_means_nothing(direction, head):
    assert guessed(direction, [head]) == {}


def test_of_two_headings_alike_the_first_counts_and_no_column_is_two_fields():
    assert guessed("in", ["Ghi chú", "Ghi chú"]) == {"note": 0}
    for one in COLUMNS:
        others = [other for other in COLUMNS if other is not one]
        assert not [head for other in others for head in other.heads if head in one.heads]


@pytest.mark.parametrize(
    ("direction", "needed"),
    [
        ("in", {"old_no", "entered_on", "issuer", "code", "subject"}),
        ("out", {"code", "issued_on", "subject"}),
    ],
)
def test_without_these_no_line_can_be_taken_over(direction, needed):
    assert {one.key for one in lacking(direction, {})} == needed
    assert lacking(direction, dict.fromkeys(needed, 0)) == []
    assert needed <= {one.key for one in used_in(direction)}


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        ([["Số đến", "Ngày đến"]], 0),
        ([["UBND HUYỆN"], [], ["Số đến", "Ngày đến"], ["Số đến"]], 2),
        ([["gì", "đó"], ["1", "2"]], 0),
        ([["x"]] * 20 + [["Số đến"]], 0),
    ],
)
def test_the_heading_is_looked_for_in_the_first_twenty_lines(lines, at):
    assert heading("in", lines) == at
