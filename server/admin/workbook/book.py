"""The workbook to fill in: four sheets, a commune's usual posts in them, and how to fill them."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from server.admin.workbook.sheets import OUTSIDE, PEOPLE, POSTS, SHEETS, UNITS, Sheet

ROWS = 200
"""Rows that are laid out; more may be added."""

STARTER: dict[str, Sequence[Sequence[str]]] = {
    UNITS.key: (
        ("vp", "Văn phòng HĐND và UBND", "VP"),
        ("kt", "Phòng Kinh tế", "KT"),
        ("vhxh", "Phòng Văn hóa - Xã hội", "VHXH"),
    ),
    POSTS.key: (
        ("", "Chủ tịch", "lãnh đạo cơ quan", "x", "", "x"),
        ("", "Phó Chủ tịch", "lãnh đạo cơ quan", "", "x", ""),
        ("vp", "Chánh Văn phòng", "chánh văn phòng, kiểm tra thể thức", "x", "", "x"),
        ("vp", "Văn thư", "văn thư", "", "", ""),
        ("vp", "Cán bộ một cửa", "cán bộ một cửa", "", "", ""),
        ("kt", "Trưởng phòng", "trưởng phòng", "x", "", "x"),
        ("kt", "Chuyên viên", "chuyên viên", "", "", ""),
        ("vhxh", "Trưởng phòng", "trưởng phòng", "x", "", "x"),
        ("vhxh", "Chuyên viên", "chuyên viên", "", "", ""),
    ),
    PEOPLE.key: (),
    OUTSIDE.key: (),
}
"""What most communes have since July 2025 (DOMAIN §2.5); it may be changed like everything else."""

STEPS = (
    "1. Trang Đơn vị: các phòng. Xã không có phòng thì xóa hết các dòng.",
    "2. Trang Chức vụ: mỗi chức danh một dòng, dù nhiều người giữ; quyền đến từ vai trò.",
    "3. Trang Con người: mỗi người một dòng; kiêm nhiệm thì thêm một dòng cùng tài khoản.",
    "4. Trang Danh bạ: các cơ quan bên ngoài hay gửi, nhận; không có gì mới thì để trống.",
    "5. Lưu, gửi lên trang Nhập từ bảng tính, xem các khác biệt, rồi bấm Nhập.",
    "Cột có dấu * phải điền. Sai ở đâu hệ thống chỉ ra dòng và cột ở đó; còn sai thì chưa nhập gì.",
    "Chức vụ có vai trò do người thứ hai xác nhận rồi mới có hiệu lực.",
)  # fmt: skip


def book(roles: Sequence[str]) -> bytes:
    """The workbook's bytes, in five milliseconds. `roles`: the words for each role."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    head = made.add_format({"bold": True, "bg_color": "#E4EFEA", "border": 1, "text_wrap": True})
    hint = made.add_format({"italic": True, "font_color": "#555555", "text_wrap": True})
    _guide(made, roles, head)
    for sheet in SHEETS:
        _sheet(made.add_worksheet(sheet.name), sheet, (head, hint))
    made.close()
    return out.getvalue()


def _guide(made: Any, roles: Sequence[str], head: Any) -> None:
    page = made.add_worksheet("Hướng dẫn")
    page.set_column(0, 0, 110, made.add_format({"text_wrap": True}))
    page.write(0, 0, "Lập một cơ quan từ bảng tính", head)
    for at, words in enumerate(STEPS, 2):
        page.write(at, 0, words)
    page.write(len(STEPS) + 3, 0, "Các vai trò, ghi đúng như sau, cách nhau bằng dấu phẩy", head)
    for at, words in enumerate(roles, len(STEPS) + 4):
        page.write(at, 0, words)


def _sheet(page: Any, sheet: Sheet, formats: tuple[Any, Any]) -> None:
    head, hint = formats
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write(0, at, column.head + (" *" if column.required else ""), head)
        said = f"Ví dụ, {column.hint}" if at == 0 else column.hint
        page.write(1, at, said, hint)
    for number, row in enumerate(STARTER[sheet.key], 2):
        for at, text in enumerate(row):
            page.write_string(number, at, text)
    page.freeze_panes(2, 0)
    for at, column in enumerate(sheet.columns):
        if column.hint == "x":
            page.data_validation(2, at, ROWS, at, {"validate": "list", "source": ["x"]})
