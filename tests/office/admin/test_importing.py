"""A commune set up from a workbook: seen first, done whole or not at all, errors by row."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook, load_workbook

from server.admin import grants, import_book, importing
from server.admin.agencies import Body, open_agency
from server.admin.import_sheets import SHEETS, Tables, rows_in
from server.admin.models import ImportDraft
from server.clock import today
from server.database import db
from server.door.services import sign_in
from server.org import queries
from server.org.models import Appointment, Person, PersonChange, Position, Unit
from server.uploads import ask, tables
from tests.office.admin.desk import actor, hanh, kien, person, why
from workflows import Refused

UNIT = ("vp", "Văn phòng", "VP")
POSTS = (
    ("", "Chủ tịch", "lãnh đạo cơ quan", "x", "", "x"),
    ("vp", "Văn thư", "Văn thư, kiểm tra thể thức", "", "", ""),
    ("vp", "Nhân viên", "", "", "", ""),
)
PEOPLE = (
    ("Lê Thị Ánh", "", "", "", "Chủ tịch", "", "", ""),
    ("Đỗ Văn Được", "vanthu.hoangtan", "duoc@xa.vn", "vp", "văn thư", "7/QĐ-UBND", "", ""),
    ("Trần Sáu", "", "", "vp", "Nhân viên", "", "", ""),
)


def tables_in(file: bytes, name: str) -> Tables:
    return ask(file, name, "tables")["tables"]


def workbook(
    units: Sequence = (UNIT,), posts: Sequence = POSTS, people: Sequence = PEOPLE
) -> bytes:
    """What an administrator saves, heads in the first line."""
    book = Workbook()
    book.remove(book.active)
    for sheet, rows in zip(SHEETS, (units, posts, people), strict=True):
        page = book.create_sheet(sheet.name)
        page.append([one.head for one in sheet.columns])
        for row in rows:
            page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def tan(app) -> str:
    return _tan()


@pytest.fixture
def one_tan(one_app) -> str:
    return _tan()


def _tan() -> str:
    said = {"code": "hoangtan", "organ_id": "H56.9", "name": "Ủy ban nhân dân xã Hoằng Tân"}
    body = Body(**said, short_name="UBND xã Hoằng Tân", abbreviation="UBND")
    return open_agency(kien(), body, valid_from=today()).code


def handed_in(*sheets: Sequence, decision: str = "1/QĐ-UBND", **more: Sequence) -> ImportDraft:
    file = (workbook(*sheets, **more), "xa.xlsx")
    return importing.hand_in(
        kien(), "hoangtan", file=file, valid_from=today(), decision=decision
    )  # fmt: skip


def counts() -> list[int]:
    rows = (Unit, Position, Person, Appointment, PersonChange)
    return [db.session.query(one).count() for one in rows]


def told(draft: ImportDraft) -> list[tuple[str, str]]:
    """Where something is wrong, and the first words of why."""
    return [(one.place, one.words) for one in importing.preview(kien(), draft.id).errors]


def test_a_commune_is_seen_then_set_up_and_its_people_sign_in_after_the_second_word(tan):
    draft = handed_in()
    before = counts()
    seen = importing.preview(kien(), draft.id)
    assert (len(seen.lines), seen.errors) == (7, [])
    assert counts() == before, "a preview changes nothing"
    slips = importing.carry_out(kien(), draft.id, seen=seen.mark)
    assert [one.account for one in slips] == [
        "anh.lethi.hoangtan", "vanthu.hoangtan", "sau.tran.hoangtan",
    ]  # fmt: skip
    duoc = person("vanthu.hoangtan")
    assert sign_in("vanthu.hoangtan", slips[1].password, "1").id == duoc.id
    assert why(queries.actor_of, duoc) == "no_post", "a role waits for its second person"
    assert actor("sau.tran.hoangtan").unit_name == "Văn phòng", "a post without role is given"
    assert grants.confirm_batch(hanh(), f"import/{draft.id}") == 2
    assert actor("vanthu.hoangtan").agency_code == "hoangtan"
    assert actor("anh.lethi.hoangtan").is_head


def test_the_same_workbook_again_has_nothing_new(tan):
    draft = handed_in()
    importing.carry_out(kien(), draft.id, seen=importing.preview(kien(), draft.id).mark)
    assert why(importing.carry_out, kien(), draft.id, seen="") == "import_is_done"
    again = importing.preview(kien(), handed_in().id)
    assert not again.is_news and not again.errors
    assert why(importing.carry_out, kien(), handed_in().id, seen=again.mark) == "nothing_changes"


def test_one_wrong_row_and_nothing_at_all_is_done(tan):
    draft = handed_in(people=[*PEOPLE, ("Không Chỗ", "", "", "vp", "Giám đốc", "", "", "")])
    before = counts()
    seen = importing.preview(kien(), draft.id)
    assert why(importing.carry_out, kien(), draft.id, seen=seen.mark) == "import_has_errors"
    assert counts() == before


def test_what_changed_since_the_preview_is_seen_again_first(tan):
    draft = handed_in()
    mark = importing.preview(kien(), draft.id).mark
    other = handed_in(posts=[], people=[])
    importing.carry_out(kien(), other.id, seen=importing.preview(kien(), other.id).mark)
    before = counts()
    assert why(importing.carry_out, kien(), draft.id, seen=mark) == "import_has_changed"
    assert counts() == before


@pytest.mark.parametrize(
    ("where", "row", "place", "words"),
    [
        ("units", ("", "Phòng", "P"), "Đơn vị, dòng 3, cột Mã", "Ô này phải điền"),
        ("units", ("V P", "Phòng", "P"), "Đơn vị, dòng 3, cột Mã", "chữ thường không dấu"),
        ("units", ("vp", "Phòng khác", "VP"), "Đơn vị, dòng 3, cột Tên đơn vị", "“Văn phòng”"),
        ("posts", ("", "Phó", "lãnh chúa"), "Chức vụ, dòng 5, cột Vai trò", "lãnh chúa"),
        ("posts", ("kt", "Phó", ""), "Chức vụ, dòng 5, cột Mã đơn vị", "trang Đơn vị trước"),
        ("posts", ("", "Phó", "", "vâng"), "Chức vụ, dòng 5, cột Đứng đầu", "Ghi x nếu có"),
        ("posts", ("", "Bí thư", "", "x"), "Chức vụ, dòng 5, cột Đứng đầu", "đã có chức vụ"),
        ("posts", ("", "Chủ tịch", ""), "Chức vụ, dòng 5, cột Vai trò", "vai trò khác"),
        ("posts", ("", "A", "quản trị hệ thống, văn thư"), "Chức vụ, dòng 5, cột Vai trò", "kiêm"),
        ("people", ("", "ai.do"), "Con người, dòng 5, cột Họ và tên", "Ô này phải điền"),
        ("people", ("A B", "Tài khoản"), "Con người, dòng 5, cột Tài khoản", "chữ thường"),
        ("people", ("Tên Khác", "chutich.huyen"), "Con người, dòng 5, cột Họ và tên", "Đang ghi"),
        ("people", ("A B", "", "", "", "Vua"), "Con người, dòng 5, cột Chức danh", "“Vua”"),
        ("people", ("Lê", "", "", "", "Chủ tịch"), "Con người, dòng 5, cột Chức danh", "đã được"),
        (
            "people", ("A B", "", "", "vp", "Nhân viên", "", "31/02/2026"),
            "Con người, dòng 5, cột Từ ngày", "ngày/tháng/năm",
        ),
        (
            "people", ("A B", "", "", "vp", "Nhân viên", "", "", "01/01/2020"),
            "Con người, dòng 5, cột Đến hết ngày", "Ngày kết thúc",
        ),
    ],
)  # fmt: skip
def test_each_error_stands_at_its_row_and_column_in_words(one_tan, where, row, place, words):
    sheets = {"units": [UNIT], "posts": list(POSTS), "people": list(PEOPLE)}
    sheets[where].append(row)
    found = told(handed_in(**sheets))
    assert [one[0] for one in found] == [place], found
    assert words in found[0][1]


def test_nobody_gives_himself_a_post_by_a_workbook(one_tan):
    name = person("quantri").full_name
    found = told(handed_in(people=[(name, "quantri", "", "vp", "Nhân viên", "", "", "")]))
    assert "Không tự cấp" in found[0][1]


def test_a_row_without_decision_takes_the_common_one_or_is_wrong(one_tan):
    assert [place for place, _ in told(handed_in(decision=""))] == [
        "Con người, dòng 2, cột Quyết định", "Con người, dòng 4, cột Quyết định",
    ]  # fmt: skip


def test_two_of_one_name_get_two_accounts(one_tan):
    twins = [("Lê Thị Ánh", "", "", "vp", "Nhân viên", "", "", "")]
    seen = importing.preview(kien(), handed_in(people=[*twins, ("Lê Thi Anh", *twins[0][1:])]).id)
    assert [one.account for one in seen.of("people")] == [
        "anh.lethi.hoangtan", "anh.lethi.hoangtan2",
    ]  # fmt: skip


@pytest.mark.parametrize("account", ["chutich.huyen", "vanthu.huyen", "thanhtra"])
def test_nobody_else_imports(one_tan, account):
    draft = handed_in()
    assert why(importing.preview, actor(account), draft.id) == "not_allowed"
    assert why(importing.carry_out, actor(account), draft.id, seen="") == "not_allowed"


def no(act, *args) -> str:
    """The reason, where no office is open."""
    with pytest.raises(Refused) as refusal:
        act(*args)
    return refusal.value.reason


def test_the_template_is_taken_as_it_is_and_its_example_line_is_passed_over():
    book = import_book.book(["văn thư"])
    rows = rows_in(tables_in(book, "mau.xlsx"))
    assert [(row.sheet.key, row.number) for row in rows[:4]] == [
        ("units", 3), ("units", 4), ("units", 5), ("posts", 3),
    ]  # fmt: skip
    assert load_workbook(io.BytesIO(book)).sheetnames == [
        "Hướng dẫn", "Đơn vị", "Chức vụ", "Con người",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"PK\x03\x04 not a zip", "file_"),
        (b"%PDF-1.4 ", "file_not_what_it_says"),
        (b"", "file_empty"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(file, reason):
    assert no(tables_in, file, "xa.xlsx").startswith(reason)


def test_another_workbook_is_told_what_it_lacks():
    book = Workbook()
    out = io.BytesIO()
    book.save(out)
    assert no(rows_in, tables_in(out.getvalue(), "a.xlsx")) == "import_missing_sheet"
    empty = {sheet.name: [["Mã"]] for sheet in SHEETS}
    assert no(rows_in, empty) == "import_missing_columns"


def test_a_sheet_that_lies_about_its_length_is_read_to_the_limit_only():
    book = Workbook()
    for _row in range(tables.ROWS + 1):
        book.active.append(["x"])
    out = io.BytesIO()
    book.save(out)
    assert no(tables_in, out.getvalue(), "a.xlsx") == "table_too_long"
