"""Every line that cannot be taken over is named with its reason, and then nothing is."""

import io

import pytest
from openpyxl import Workbook
from pikepdf import Dictionary, Name

from server.clock import today
from server.database import db
from server.documents.earlier import handing_in
from server.documents.earlier.columns import guessed, heading
from server.documents.earlier.models import EarlierDocument, Takeover
from server.uploads import ask
from server.uploads.reading import packets
from tests.office import papers
from tests.office.admin.desk import why
from tests.office.earlier import old_register as old
from tests.uploads import sheets
from workflows import Refused

WRONG = (
    ({"no": ""}, "old_no", "takeover_empty"),
    ({"no": "mười hai"}, "old_no", "takeover_bad_number"),
    ({"on": "30/02/2021"}, "entered_on", "takeover_bad_day"),
    ({"on": "04/01/21"}, "entered_on", "takeover_bad_day"),
    ({"on": ""}, "entered_on", "takeover_empty"),
    ({"issued": f"01/01/{today().year + 1}"}, "issued_on", "takeover_later_day"),
    ({"issuer": ""}, "issuer", "takeover_empty"),
    ({"issuer": "x" * 201}, "issuer", "over_long"),
    ({"code": ""}, "code", "takeover_empty"),
    ({"code": "15/" + "X" * 31}, "code", "over_long"),
    ({"kind": "Công vănn"}, "doc_type", "takeover_unknown_type"),
    ({"kind": "qđ"}, "doc_type", "takeover_unknown_type"),
    ({"subject": ""}, "subject", "takeover_empty"),
    ({"state": "???"}, "state", "takeover_unknown_state"),
    ({"state": "Đang xử lý", "file": ""}, "file", "takeover_open_needs_file"),
    ({"file": "16.pdf"}, "file", "takeover_no_file"),
    ({"file": "js.pdf"}, "file", "file_has_script"),
    ({"file": "Tối mật.pdf"}, "file", "file_may_be_secret"),
    ({"file": "hai.pdf"}, "file", "takeover_file_twice"),
)
"""What a cell says otherwise than it should; the column that is named, and why."""


def acting() -> bytes:
    pdf = sheets.blank()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    return sheets.saved(pdf)


FILES = (
    old.LETTERS_FILE,
    ("js.pdf", acting()),
    ("Tối mật.pdf", papers.scan("Một")),
    ("a/hai.pdf", papers.scan("Hai")),
    ("b/hai.pdf", papers.scan("Ba")),
)


def test_each_line_says_what_is_wrong_and_none_is_taken_over(one_cast):
    rows = [old.line(**{"no": n} | said) for n, (said, *_) in enumerate(WRONG, 1)]
    made = old.handed_in(one_cast.lan, old.workbook(*rows, old.line(no=99)), *FILES)
    told = old.troubles(made)
    expected = [(n, *no) for n, (_said, *no) in enumerate(WRONG, 3)]
    assert told == expected, "the last line is right, and is not named"
    assert why(handing_in.carry_out, one_cast.lan.actor, made.id) == "takeover_has_errors"
    assert db.session.query(EarlierDocument).count() == 0


def test_a_number_stands_once_a_year_in_the_old_book_and_in_ours(one_cast):
    papers.registered(one_cast)
    here = f"01/01/{today().year}"
    rows = [
        old.line(no=7, file=""),
        old.line(no="07", file="", code="8/A"),
        old.line(no=7, file="", on=here),
        old.line(no="12a", file="", code="9/A"),
        old.line(no=12, file="", code="10/A"),
        old.line(no=1, file="", on=here),
    ]
    made = old.handed_in(one_cast.lan, old.workbook(*rows))
    assert old.troubles(made) == [
        (4, "old_no", "takeover_double"),
        (8, "old_no", "takeover_in_our_book"),
    ]


def test_a_formula_is_neither_worked_out_nor_believed(one_cast):
    """Whatever it last showed: nobody wrote it into a register."""
    book = Workbook()
    book.active.append(old.HEADS)
    book.active.append([*old.LETTER[:6], '=HYPERLINK("http://evil.example","Trích yếu")',
                        *old.LETTER[7:]])  # fmt: skip
    book.active.append([2, *old.LETTER[1:9], ""])
    book.active["A3"] = "=ROW()-1"
    out = io.BytesIO()
    book.save(out)
    made = old.handed_in(one_cast.lan, out.getvalue(), old.LETTERS_FILE)
    assert old.troubles(made) == [
        (2, "subject", "takeover_formula"),
        (3, "old_no", "takeover_formula"),
    ]


def test_words_that_only_look_like_a_formula_are_words(one_cast):
    row = old.line(subject="=1+1 là bao nhiêu", file="")
    data = old.sheet_csv(row)
    made = handing_in.hand_in(one_cast.lan.actor, "in", sheet=("so.csv", data), files=[])
    assert handing_in.first_cells(made.id)[6] == "=1+1 là bao nhiêu"


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_however_it_was_parted_and_written(mark, encoding):
    data = old.sheet_csv(old.LETTER, mark=mark, encoding=encoding)
    ((head, first),) = (one["lines"] for one in ask(data, "so.csv", "old_book")["sheets"])
    assert tuple(head["cells"]) == old.HEADS
    assert (first["n"], first["cells"][3], first["formulas"]) == (2, "15/SNV-CCHC", [])


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (old.sheet_csv(old.LETTER, encoding="utf-8-sig")[:-9] + b"\xff\xfe\xff", "so.csv",
         "takeover_not_unicode"),
        (b" \n \n", "so.csv", "takeover_is_empty"),
        (b"a;b\n" + b"1;2\n" * 5001, "so.csv", "takeover_too_long"),
        (papers.scan(), "so.xlsx", "file_not_what_it_says"),
        (papers.scan(), "so.pdf", "not_a_workbook"),
        (b"MZ" + bytes(99), "so.xlsx", "file_not_what_it_says"),
    ],
)  # fmt: skip
def test_what_is_no_register_is_refused_by_the_child(data, name, reason):
    with pytest.raises(Refused, match=f"^{reason}$"):
        ask(data, name, "old_book")


def test_a_packet_is_taken_apart_by_a_child_and_what_hides_in_it_is_left_out():
    data = old.packet(a_pdf=b"1", _DS_Store=b"2")
    taken = ask(data, "goi.zip", "unpack")
    assert (taken["names"], taken["files"]) == (["2021/a.pdf"], [b"1"])
    bomb = sheets.packed({"a.pdf": bytes(30_000_000)})
    for bad, reason in ((b"PK\x03\x04" + bytes(99), "file_broken"), (bomb, "archive_bomb")):
        with pytest.raises(Refused, match=f"^{reason}$"):
            ask(bad, "goi.zip", "unpack")


def test_a_broken_packet_leaves_nothing_behind(one_cast):
    how = {"sheet": ("so.xlsx", old.workbook(old.LETTER)), "files": [("goi.zip", b"PK")]}
    assert why(handing_in.hand_in, one_cast.lan.actor, "in", **how) == "file_broken"
    assert handing_in.takeovers(one_cast.lan.actor) == []


def test_the_files_lie_in_a_packet_in_folders_or_beside_and_what_none_names_is_told(one_cast):
    row = old.line(file="2021\\15.PDF; phu luc.pdf")
    pack = ("goi.zip", old.packet(**{"15_pdf": papers.scan("A")}))
    files = (pack, ("Phụ lục.pdf", papers.scan("B")), ("thua.pdf", papers.scan("C")))
    made = old.handed_in(one_cast.lan, old.workbook(row), *files)
    assert old.troubles(made) == []
    assert made.remarks == [["spare", {"n": 1, "names": "thua.pdf"}]]


def test_a_broken_file_is_named_by_its_line_and_is_not_one_that_no_line_names(one_cast):
    """Of several files of a line the clerk must know which; and it lies in a folder there only."""
    row = old.line(file="2021\\A.pdf; 2021/Hỏng.pdf")
    files = (("A.pdf", papers.scan("A")), ("Hỏng.pdf", b"khong phai pdf"))
    made = old.handed_in(one_cast.lan, old.workbook(row), *files)
    assert made.remarks == []
    page = one_cast.lan.browser().get(f"/earlier/takeovers/{made.id}").text
    assert "Tên tệp (2021/Hỏng.pdf): Nội dung tệp không đúng" in page


def test_of_several_sheets_the_register_is_read_and_the_others_are_told(one_cast):
    """A sheet of instructions stands first in many, and many have one a month: none is lost."""
    book = Workbook()
    book.active.title = "Hướng dẫn"
    book.active.append(["Sổ đăng ký văn bản đến"])
    for month in (1, 2):
        book.create_sheet(f"Tháng {month}").append(list(old.HEADS))
        book[f"Tháng {month}"].append(list(old.line(no=month, file="", code=f"{month}/A")))
    out = io.BytesIO()
    book.save(out)
    told = ["sheets", {"sheet": "Tháng 1", "names": "Hướng dẫn (0); Tháng 2 (1)"}]
    actor, sheet = one_cast.lan.actor, ("so.xlsx", out.getvalue())
    made = handing_in.hand_in(actor, "in", sheet=sheet, files=[])
    page = one_cast.lan.browser().get(f"/earlier/takeovers/{made.id}").text
    assert "Chỉ nhập trang “Tháng 1”" in page and "Tháng 2 (1)" in page
    made = old.handed_in(one_cast.lan, out.getvalue())
    assert (old.troubles(made), made.remarks) == ([], [told])
    (words,) = one_cast.lan.sees(f"/earlier/takeovers/{made.id}")["remarks"]
    assert "Tháng 2 (1)" in words


def test_a_day_in_merged_cells_is_not_guessed_for_the_lines_below_it(one_cast):
    book = Workbook()
    for row in (old.HEADS, *(old.line(no=n, file="", code=f"{n}/A") for n in (1, 2))):
        book.active.append(list(row))
    book.active.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    made = old.handed_in(one_cast.lan, out.getvalue())
    assert old.troubles(made) == [(3, "entered_on", "takeover_empty")]


def test_gaps_of_the_old_book_are_told_and_not_filled(one_cast):
    rows = [old.line(no=n, file="", code=f"{n}/A") for n in (1, 2, 5)]
    made = old.handed_in(one_cast.lan, old.workbook(*rows))
    assert made.remarks == [["gaps", {"year": 2021, "n": 2, "names": "3, 4"}]]


def test_a_line_whose_day_cannot_be_read_is_not_a_number_that_the_old_book_lacks(one_cast):
    rows = [old.line(no=n, file="", code=f"{n}/A") for n in (1, 2, 3)]
    rows[1] = old.line(no=2, file="", code="2/A", on="31/02/2021")
    made = old.handed_in(one_cast.lan, old.workbook(*rows))
    assert old.troubles(made)[0][1] == "entered_on"
    assert made.remarks == [], "number 2 stands in it, and waits to be put right"
    page = one_cast.lan.browser().get(f"/earlier/takeovers/{made.id}").text
    assert "Bảng đã sửa" in page and "0 tệp" not in page


def test_columns_are_guessed_by_many_headings_and_confirmed_by_the_clerk(one_cast):
    assert guessed("in", ["Số đến", "NGÀY ĐẾN:", "Trích yếu *", "Gì đó"]) == {
        "old_no": 0, "entered_on": 1, "subject": 2,
    }  # fmt: skip
    assert heading("in", [["", "SỔ"], ["Số đến", "Ngày đến"], ["1", "2"]]) == 1
    made = handing_in.hand_in(
        one_cast.lan.actor, "in", sheet=("so.xlsx", old.workbook(old.LETTER)), files=[]
    )
    mine = (one_cast.lan.actor, made.id)
    assert why(handing_in.confirm, *mine, {"old_no": 0}) == "takeover_lacks_columns"
    same = made.mapping | {"code": made.mapping["subject"]}
    assert why(handing_in.confirm, *mine, same) == "takeover_same_column"
    assert why(handing_in.carry_out, *mine) == "takeover_not_now"
    handing_in.drop(*mine)
    assert why(handing_in.confirm, *mine, made.mapping) == "takeover_not_now"
    assert db.session.get_one(Takeover, made.id).stage == "DROPPED"


def test_a_packet_that_unpacks_to_too_much_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(packets, "MOST", 9)
    with pytest.raises(Refused, match=r"^packet_too_large$"):
        packets.unpack(old.packet(a_pdf=b"1234567890"))


def test_one_takeover_of_an_agency_is_under_way_at_a_time(one_cast):
    first = old.handed_in(one_cast.lan, old.workbook(old.line(file="")))
    second = old.handed_in(one_cast.lan, old.workbook(old.line(no=2, file="", code="2/A")))
    handing_in.carry_out(one_cast.lan.actor, first.id)
    assert why(handing_in.carry_out, one_cast.lan.actor, second.id) == "takeover_under_way"


def test_a_draft_that_was_never_issued_is_in_no_register(one_cast):
    heads = (*old.OUT_HEADS, "Trạng thái")
    sheet = old.workbook((*old.DECISION, "Đang xử lý"), heads=heads)
    made = old.handed_in(one_cast.lan, sheet, to="out")
    assert old.troubles(made)[0] == (3, "state", "takeover_not_issued")
