"""What a report looks like on paper and in a workbook: nothing lies upon anything else."""

import ctypes
import datetime as dt
import io
from dataclasses import replace

import pypdfium2
import pytest
from openpyxl import load_workbook

from server import workbook
from server.office import office
from server.reports import keeping
from server.typesetting.books import Register, leaves
from server.typesetting.report import Front, front
from tests.cast import Cast
from tests.office.front.test_book_files import text_of
from tests.office.outgoing import desk
from tests.office.reports.test_kept import file_of, made

BOOK = Register(
    title="Báo cáo văn bản của các cơ quan cấp dưới", agency="UBND huyện Hoằng Hóa", superior="",
    year=2026, span="", columns=("Cơ quan", "văn bản đến", "đúng hạn"), shares=(20, 8, 8),
    figures=True, summed=True,
)  # fmt: skip
LINES = [(["UBND xã Hoằng Phú", 24, "94,1 %"], False), (["Cộng", 24, "94,1 %"], False)]
LONG = "Văn bản đến xong đúng hạn trong số đã xong"
FRONT = Front(
    agency="Ủy ban nhân dân huyện Hoằng Hóa", unit="", place="Hoằng Hóa, ngày 30 tháng 11 năm 2026",
    title="Báo cáo", facts=(("Tổng số", "286"), (LONG, "90,6 %")), vouching="Số liệu.",
    signer=("Chủ tịch", "Trịnh Quang Minh"),
)  # fmt: skip

Box = tuple[float, float, float, float]


def boxes(pdf: bytes, *words: str) -> list[Box]:
    """Where these words stand on the first page: left, bottom, right, top."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found = []
    for said in words:
        at, count = page.search(said).get_next()
        letters = [page.get_charbox(n) for n in range(at, at + count)]
        lefts, bottoms, rights, tops = zip(*letters, strict=True)
        found.append((min(lefts), min(bottoms), max(rights), max(tops)))
    return found


def bold(pdf: bytes, words: str) -> bool:
    """Whether these words are set in the bold cut."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    at, _count = text.search(words).get_next()
    return text.get_charbox(at)[3] > 0 and "Bold" in _font(text, at)


def _font(text: pypdfium2.PdfTextPage, at: int) -> str:
    room = ctypes.create_string_buffer(200)
    flags = ctypes.c_int()
    pypdfium2.raw.FPDFText_GetFontInfo(text, at, room, 200, flags)
    return room.value.decode()


def test_a_long_label_does_not_lie_upon_its_value(app):
    """The rate of the communes below was printed over the end of its own name."""
    label, value, other = boxes(front(FRONT, office().cabinet.fonts), f"{LONG}:", "90,6 %", "286")
    assert value[0] > label[2]
    assert value[0] == pytest.approx(other[0], abs=2), "the values stand below each other"


@pytest.mark.parametrize(("unit", "heavy", "light"), [
    ("", "ỦY BAN NHÂN DÂN", ""),
    ("Văn phòng", "VĂN PHÒNG", "ỦY BAN NHÂN DÂN"),
])  # fmt: skip
def test_who_issues_it_is_in_bold_and_what_stands_above_is_not(app, unit, heavy, light):
    """Decree 30, Annex I: only the issuer's own name is bold."""
    page = front(replace(FRONT, unit=unit), office().cabinet.fonts)
    assert bold(page, heavy)
    assert not light or not bold(page, light)


def test_figures_and_shares_stand_to_the_right_and_the_sum_is_bold(app):
    pdf, _pages = leaves(BOOK, LINES, 2, office().cabinet.fonts)
    (figure, share) = boxes(pdf, "24", "94,1 %")
    edges = BOOK.edges
    assert edges[2] - figure[2] < 6 and edges[3] - share[2] < 6
    assert bold(pdf, "Cộng") and not bold(pdf, "UBND xã Hoằng Phú")


def test_a_report_without_a_sum_has_no_line_in_bold(app):
    pdf, _pages = leaves(replace(BOOK, summed=False), LINES[:1], 2, office().cabinet.fonts)
    assert not bold(pdf, "UBND xã Hoằng Phú")


def test_in_a_workbook_too_and_a_figure_stays_a_figure(app):
    rows = [*load_workbook(io.BytesIO(workbook.workbook(BOOK, LINES))).active.iter_rows(min_row=6)]
    said = [[*cells[:2], 0.941] for cells, _void in LINES]
    assert [[cell.value for cell in row] for row in rows] == said
    assert rows[0][2].number_format == "0.0 %", "a share is reckoned with too"
    assert [cell.alignment.horizontal for cell in rows[0]][1:] == ["right", "right"]
    assert [row[0].font.bold for row in rows] == [False, True]


def test_days_and_moments_are_values_and_what_only_looks_like_one_is_no_day(app):
    said = ["05/01/2026", "10:05 05/01/2026", "13:30:07 05/01/2026", "31/02/2026", "5/1/2026",
            "05/01/1899", "Họp 05/01/2026", "05/01/2026, bổ sung", "94,1 % số đã xong"]  # fmt: skip
    book = replace(BOOK, columns=tuple(said), shares=(1,) * len(said), figures=False, summed=False)
    made = workbook.workbook(book, [(said, False)])
    (row,) = load_workbook(io.BytesIO(made)).active.iter_rows(min_row=6)
    day = dt.datetime(2026, 1, 5)  # noqa: DTZ001  (a sheet knows no zone)
    moments = [day, day.replace(hour=10, minute=5), day.replace(hour=13, minute=30, second=7)]
    assert [cell.value for cell in row] == [*moments, *said[3:]]
    assert row[2].number_format == "hh:mm:ss dd/mm/yyyy"


def test_a_formula_in_a_name_is_no_formula_there_either(app):
    lines = [(["=1+1", 1, "2 %"], False)]
    (row,) = load_workbook(io.BytesIO(workbook.workbook(BOOK, lines))).active.iter_rows(min_row=6)
    assert (row[0].value, row[0].data_type) == ("=1+1", "s")


def test_an_address_in_a_name_is_no_link(app):
    lines = [(["https://hoanghoa.gov.vn/moi", 1, "2 %"], False)]
    (row,) = load_workbook(io.BytesIO(workbook.workbook(BOOK, lines))).active.iter_rows(min_row=6)
    assert (row[0].value, row[0].hyperlink) == (lines[0][0][0], None)


def test_a_voided_number_is_struck_in_the_sheet_too_and_why_it_was_voided_is_not(app):
    """Lan reads the reason; over the line that says it nothing may lie."""
    lines = [(["12", 1, "Hủy: nhầm số"], True), (["13", 1, ""], False)]
    rows = load_workbook(io.BytesIO(workbook.workbook(BOOK, lines))).active.iter_rows(min_row=6)
    struck = [[bool(cell.font.strike) for cell in row] for row in rows]
    assert struck == [[True, True, False], [False, False, False]]


def test_the_front_says_of_what_it_is_the_sum(one_cast: Cast):
    """26 were called to one meeting: “Tổng số: 26” beside “Báo cáo cuộc họp” said 26 meetings."""
    desk.as_dispatched(one_cast)
    front_page = text_of(file_of(one_cast.minh, made(one_cast.minh)))[0]
    assert "Tổng số vào sổ: 1" in front_page
    assert keeping._whole("được mời") == "Tổng số được mời"
    assert keeping._whole("tất cả") == "Tổng số"
