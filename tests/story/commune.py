"""A commune is merged and its office set up in a morning: fifteen people from one workbook."""

from pathlib import Path

from server.clock import today
from tests.office.admin.test_importing import workbook
from tests.story.conftest import Sitter

CODE = "hoangtan"
UNITS = (("vp", "Văn phòng HĐND và UBND", "VP"), ("kt", "Phòng Kinh tế", "KT"))
POSTS = (
    ("", "Chủ tịch", "lãnh đạo cơ quan", "x", "", "x"),
    ("", "Phó Chủ tịch", "lãnh đạo cơ quan", "", "x", ""),
    ("vp", "Văn thư", "Văn thư, kiểm tra thể thức", "", "", ""),
    ("kt", "Chuyên viên", "chuyên viên", "", "", ""),
)
NAMES = (
    "Lê Thị Ánh", "Đỗ Văn Được", "Trần Sáu", "Phạm Thị Bưởi", "Hoàng Văn Cẩn", "Vũ Thị Dung",
    "Bùi Văn Gia", "Ngô Thị Huệ", "Đặng Văn Khoa", "Lý Thị Lụa", "Mai Văn Mạnh", "Cao Thị Nga",
    "Tạ Văn Oanh", "Hồ Thị Phượng", "Đinh Văn Quý",
)  # fmt: skip


def people(last_post: str) -> list[tuple[str, ...]]:
    """Fifteen rows; the last one's post as it was typed."""
    posts = [
        ("", "Chủ tịch"),
        ("", "Phó Chủ tịch"),
        ("vp", "Văn thư"),
        *[("kt", "Chuyên viên")] * 11,
    ]
    posts.append(("kt", last_post))
    rows = zip(NAMES, posts, strict=True)
    return [(name, "", "", unit, title, "", "", "") for name, (unit, title) in rows]


def hand_in(kien: Sitter, folder: Path, last_post: str) -> str:
    """The workbook as the administrator saved it; what the next page says."""
    file = folder / "xa-hoang-tan.xlsx"
    file.write_bytes(workbook(UNITS, POSTS, people(last_post)))
    kien.page.set_input_files("[name=file]", file)
    kien.does("plain", agency=CODE, valid_from=f"{today():%d/%m/%Y}", decision_code="1/QĐ-UBND")
    return kien.page.locator("main").inner_text()


def set_up(kien: Sitter, folder: Path) -> None:
    """The agency, a workbook with one wrong row, the same put right, and all of it at once."""
    kien.opens("/people/agencies/new")
    kien.does("plain", code=CODE, organ_id="H56.99.8", name="Ủy ban nhân dân xã Hoằng Tân",
              short_name="UBND xã Hoằng Tân", abbreviation="UBND", place_name="Hoằng Tân",
              valid_from=f"{today():%d/%m/%Y}")  # fmt: skip
    wrong = hand_in(kien, folder, "Kế toán trưởng")
    assert "Còn 1 lỗi, chưa nhập được" in wrong
    assert "dòng 16" in wrong
    assert "Kế toán trưởng" in wrong
    kien.looks_right()
    kien.page.get_by_text("Gửi lại bảng tính").click()
    assert "21 dòng mới, không có lỗi." in hand_in(kien, folder, "Chuyên viên")
    kien.looks_right()
    with kien.page.expect_navigation():
        kien.page.click("form.act-form button.main")
    assert kien.page.locator("tbody tr").count() == len(NAMES)
    kien.looks_right()
