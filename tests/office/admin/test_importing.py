"""A commune set up from a workbook: seen first, done whole or not at all, errors by row."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook, load_workbook

from server.admin.models import ImportDraft
from server.admin.staff import grants
from server.admin.workbook import book as import_book
from server.admin.workbook import importing
from server.admin.workbook.sheets import SHEETS, Tables, rows_in
from server.clock import today
from server.database import db
from server.door.services import sign_in
from server.org import queries
from server.org.models import Appointment, Person, PersonChange, Position, Unit
from server.uploads import ask
from server.uploads.reading import tables
from tests.office.admin.desk import actor, hanh, kien, person, why
from tests.office.outcome import says
from tests.uploads.sheets import plain
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
    units: Sequence = (UNIT,), posts: Sequence = POSTS, people: Sequence = PEOPLE,
    outside: Sequence = (),
) -> bytes:  # fmt: skip
    """What an administrator saves, heads in the first line."""
    book = Workbook()
    book.remove(book.active)
    for sheet, rows in zip(SHEETS, (units, posts, people, outside), strict=True):
        page = book.create_sheet(sheet.name)
        page.append([one.head for one in sheet.columns])
        for row in rows:
            page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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
    ("where", "row", "column", "reason"),
    [
        ("units", ("", "Phòng", "P"), "Mã", "import_empty_cell"),
        ("units", ("V P", "Phòng", "P"), "Mã", "bad_code"),
        ("units", ("vp", "Phòng khác", "VP"), "Tên đơn vị", "import_other_name"),
        ("posts", ("", "Phó", "lãnh chúa"), "Vai trò", "import_unknown_role"),
        ("posts", ("kt", "Phó", ""), "Mã đơn vị", "import_no_such_unit"),
        ("posts", ("", "Phó", "", "vâng"), "Đứng đầu", "import_bad_tick"),
        ("posts", ("", "Bí thư", "", "x"), "Đứng đầu", "has_a_head_already"),
        ("posts", ("", "Chủ tịch", ""), "Vai trò", "import_other_roles"),
        ("posts", ("", "A", "quản trị hệ thống, văn thư"), "Vai trò", "admin_holds_no_desk"),
        ("people", ("", "ai.do"), "Họ và tên", "import_empty_cell"),
        ("people", ("A B", "Tài khoản"), "Tài khoản", "bad_account"),
        ("people", ("Tên Khác", "chutich.huyen"), "Họ và tên", "import_other_name"),
        ("people", ("A B", "", "", "", "Vua"), "Chức danh", "import_no_such_post"),
        ("people", ("Lê", "", "", "", "Chủ tịch"), "Chức danh", "import_post_is_awaited"),
        (
            "people", ("A B", "", "", "vp", "Nhân viên", "", "31/02/2026"),
            "Từ ngày", "import_bad_day",
        ),
        (
            "people", ("A B", "", "", "vp", "Nhân viên", "", "", "01/01/2020"),
            "Đến hết ngày", "ends_before_it_begins",
        ),
    ],
)  # fmt: skip
def test_each_error_stands_at_its_row_and_column_in_words(one_tan, where, row, column, reason):
    sheets = {"units": [UNIT], "posts": list(POSTS), "people": list(PEOPLE)}
    sheets[where].append(row)
    name = {"units": "Đơn vị", "posts": "Chức vụ", "people": "Con người"}[where]
    ((place, words),) = told(handed_in(**sheets))
    assert place == f"{name}, dòng {len(sheets[where]) + 1}, cột {column}"
    assert says(reason, words), words


def test_nobody_gives_himself_a_post_by_a_workbook(one_tan):
    name = person("quantri").full_name
    draft = handed_in(people=[(name, "quantri", "", "vp", "Nhân viên", "", "", "")])
    assert says("import_names_oneself", told(draft)[0][1])
    before = counts()
    assert why(importing.carry_out, kien(), draft.id, seen="") == "import_has_errors"
    assert counts() == before


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
        "Hướng dẫn", "Đơn vị", "Chức vụ", "Con người", "Danh bạ",
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


def test_a_letter_handed_in_for_a_workbook_is_refused_at_its_field(one_tan, one_cast):
    browser = one_cast.kien.browser()
    page = browser.get("/people/import").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"agency": "hoangtan", "valid_from": f"{today():%d/%m/%Y}", "csrf_token": token}
    sent = browser.post("/people/import", data=form | {"file": (io.BytesIO(plain()), "xa.pdf")})
    assert sent.status_code == 422 and 'id="f-file-error"' in sent.text
    assert says("not_a_workbook", sent.text)
    assert db.session.query(ImportDraft).count() == 0


def test_another_workbook_is_told_what_it_lacks():
    book = Workbook()
    out = io.BytesIO()
    book.save(out)
    assert no(rows_in, tables_in(out.getvalue(), "a.xlsx")) == "import_missing_sheet"
    empty = {sheet.name: [["Mã"]] for sheet in SHEETS}
    assert no(rows_in, empty) == "import_missing_columns"


def test_an_error_that_a_formula_left_behind_is_nobodys_name():
    book = Workbook()
    book.active.append(["Họ và tên"])
    book.active["A2"].value, book.active["A2"].data_type = "#REF!", "e"
    out = io.BytesIO()
    book.save(out)
    assert no(tables_in, out.getvalue(), "a.xlsx") == "cell_is_an_error"


def test_a_sheet_that_lies_about_its_length_is_read_to_the_limit_only():
    book = Workbook()
    for _row in range(tables.ROWS + 1):
        book.active.append(["x"])
    out = io.BytesIO()
    book.save(out)
    assert no(tables_in, out.getvalue(), "a.xlsx") == "table_too_long"
