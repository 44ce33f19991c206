"""The directory of outside agencies comes in the workbook of an office, line by line."""

import pytest

from server.admin.workbook import importing
from server.admin.workbook.sheets import rows_in
from server.database import db
from server.org import queries
from server.org.models import PersonChange
from tests.office.admin.desk import kien
from tests.office.admin.test_importing import handed_in, tables_in, told, workbook

PARTNERS = (
    ("h99.01", "noivu", "Sở Nội vụ tỉnh Thanh Hóa", "Sở Nội vụ"),
    ("H99.02", "taichinh", "Sở Tài chính tỉnh Thanh Hóa", ""),
)


def test_the_directory_comes_with_the_workbook_each_line_in_history_and_ledger(tan):
    draft = handed_in(outside=PARTNERS)
    seen = importing.preview(kien(), draft.id)
    assert [one.words for one in seen.of("outside")] == [
        "Sở Nội vụ tỉnh Thanh Hóa (H99.01)", "Sở Tài chính tỉnh Thanh Hóa (H99.02)",
    ]  # fmt: skip
    importing.carry_out(kien(), draft.id, seen=seen.mark)
    row = queries.agency_by_code("taichinh")
    assert (row.external, row.organ_id, row.short_name) == (True, "H99.02", row.name)
    entered = db.session.query(PersonChange).filter_by(act="outside_entered").all()
    assert [one.words.split(" vào")[0] for one in entered] == [
        "Ghi Sở Nội vụ tỉnh Thanh Hóa", "Ghi Sở Tài chính tỉnh Thanh Hóa",
    ]  # fmt: skip
    again = handed_in(outside=PARTNERS)
    assert not importing.preview(kien(), again.id).is_news


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (("H99.01", "SNV!", "Sở Nội vụ", ""), "Mã"),
        (("H99.01", "hoangtan", "Sở Nội vụ", ""), "Mã"),
        (("H56.9", "hoangtan", "Sở Nội vụ", ""), "Tên cơ quan"),
        (("H56.9", "khac", "Ủy ban nhân dân xã Hoằng Tân", ""), "Mã"),
        (("", "snv", "Sở Nội vụ", ""), "Mã định danh"),
    ],
)
def test_a_line_of_the_directory_that_will_not_do_is_said_at_its_column(one_tan, line, column):
    assert [place for place, _ in told(handed_in(outside=[line]))] == [
        f"Danh bạ, dòng 2, cột {column}"
    ]


def test_a_workbook_of_before_the_directory_is_taken_as_it_is(one_tan):
    whole = tables_in(workbook(), "xa.xlsx")
    del whole["Danh bạ"]
    assert len(rows_in(whole)) == 7
