"""A register to be printed and signed, and as a workbook: the decree's columns, nothing hidden."""

import datetime as dt
import hashlib
import io
import re
from dataclasses import replace

import openpyxl
import pikepdf
import pypdfium2
from sqlalchemy import select

import signing
from server import bindery, jobs
from server.app import FONTS
from server.clock import today
from server.database import db
from server.home.book_jobs import STEMS
from server.office import office
from server.registers.models import RegisterRow
from server.typesetting.books import Register, leaves, wrapped
from server.typesetting.fonts import REGULAR, load
from tests.office.incoming.desk import change
from tests.office.outcome import line_of
from tests.office.outgoing import desk
from tests.verapdf import lacks
from workflows.lines import corrected

YEAR = today().year
BOOK = Register(
    title="Sổ đăng ký văn bản đi",
    agency="Ủy ban nhân dân huyện Hoằng Hóa",
    superior="Ủy ban nhân dân tỉnh Thanh Hóa",
    year=2023,
    span="Từ số 1 đến số 3",
    columns=("Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung"),
    shares=(12, 8, 40),
)


def text_of(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pages]


def written(hand, form: str, asked: str = "", book: str = "out") -> bytes:
    """The file that the job wrote, fetched from its own page."""
    browser = hand.browser()
    page = browser.get(f"/registers/{book}/{YEAR}{asked}").text
    (token,) = set(re.findall(r'name="csrf_token" value="([^"]*)"', page)[:1])
    where = re.findall(rf'formaction="([^"]*/{form}[^"]*)"', page)[0].replace("&amp;", "&")
    job = browser.post(where, data={"csrf_token": token}).headers["Location"]
    jobs.work(int(job.rsplit("/", 1)[1]))
    assert "Xong: " in browser.get(job).text
    with browser.get(f"{job}/file") as got:
        assert got.headers["Content-Disposition"].endswith(f"{STEMS[book]}-{YEAR}.{form}")
        return got.data


def test_the_printed_book_has_a_cover_all_columns_and_what_was_voided_struck_through(one_cast):
    kept, voided = desk.as_registered(one_cast), desk.as_registered(one_cast, subject="V/v nhầm")
    change(RegisterRow, {"paper_id": int(voided.rsplit("/", 1)[1])}, note="Hủy: đánh nhầm số")
    cover, leaf = text_of(written(one_cast.lan, "pdf"))
    for words in ("SỔ ĐĂNG KÝ VĂN BẢN ĐI", f"Năm: {YEAR}", "HUYỆN HOẰNG HÓA", "Quyển số"):
        assert words in cover
    for words in ("(10)", "Nơi nhận", "Hủy: đánh nhầm số", "V/v nhầm", desk.paper_of(kept).code):
        assert words in leaf


def test_a_print_says_of_which_moment_it_is_how_much_stands_on_a_leaf_and_its_digest(one_cast):
    """RP-01: page totals with the voided ones among them, the hash of the print."""
    desk.as_registered(one_cast)
    voided = desk.as_registered(one_cast, subject="V/v nhầm")
    change(RegisterRow, {"paper_id": int(voided.rsplit("/", 1)[1])}, note="Hủy: đánh nhầm số")
    pdf = written(one_cast.lan, "pdf")
    cover, leaf = text_of(pdf)
    assert re.search(rf"Từ số 01/\S+ đến số 02/\S+ · tính đến \d\d:\d\d {today():%d/%m/%Y}", cover)
    assert "Cộng trang này: 2 văn bản, trong đó 1 số đã hủy" in leaf
    job = db.session.scalars(select(jobs.Job.id).order_by(jobs.Job.id)).all()[-1]
    said = one_cast.lan.browser().get(f"/jobs/{job}").text
    assert hashlib.sha256(pdf).hexdigest() in said
    book = openpyxl.load_workbook(io.BytesIO(written(one_cast.lan, "xlsx"))).active
    assert "tính đến" in book.cell(3, 1).value


def test_the_workbook_keeps_the_filters_and_takes_no_text_for_a_formula(one_cast):
    desk.as_registered(one_cast, subject="=1+1 đi họp")
    other = desk.as_registered(one_cast, subject="V/v khác")
    everything = openpyxl.load_workbook(io.BytesIO(written(one_cast.lan, "xlsx"))).active
    assert everything.max_row == 7
    assert "f" not in {cell.data_type for row in everything.iter_rows() for cell in row}
    assert everything.cell(6, 3).value == "Công văn =1+1 đi họp"
    code = desk.paper_of(other).code
    some = openpyxl.load_workbook(io.BytesIO(written(one_cast.lan, "xlsx", f"?code={code}"))).active
    assert (some.max_row, some.cell(6, 1).value) == (6, code)


def test_lan_sorts_the_sheet_by_its_days_and_adds_its_copies_up(one_cast):
    """They were texts: a sheet put 02/12 before 30/11, and the sum of all copies was nought."""
    path = desk.as_registered(one_cast)
    sheet = openpyxl.load_workbook(io.BytesIO(written(one_cast.lan, "xlsx"))).active
    line = dict(zip((cell.value for cell in sheet[4]), sheet[6], strict=True))
    day, copies = line["Ngày tháng văn bản"], line["Số lượng bản"]
    assert (day.value.date(), day.number_format) == (desk.paper_of(path).issued_on, "dd/mm/yyyy")
    assert sheet.column_dimensions[day.column_letter].width >= 11, "or it is shown as ####"
    assert copies.data_type == "n" and copies.value == line_of(path).copies > 0
    assert line["Số, ký hiệu văn bản"].data_type == "s"


def test_another_ones_file_is_nobody_elses(one_cast):
    desk.as_registered(one_cast)
    written(one_cast.lan, "xlsx")
    job_id = db.session.scalar(select(jobs.Job.id).filter_by(kind="registers:write"))
    assert one_cast.minh.browser().get(f"/jobs/{job_id}/file").status_code == 404


def test_the_bound_book_can_be_signed_by_the_head_and_sealed_and_lasts(one_cast, tmp_path):
    fonts, cabinet = office().cabinet.fonts, office().cabinet
    part, count = leaves(BOOK, [(["01/UBND", "05/01/2023", "V/v họp"], False)], 1, fonts)
    bound = bindery.bind(BOOK, [part], fonts)
    key = f"pkcs12:{next(cabinet.keys.glob('chutich.huyen*.p12'))}"
    signed = signing.sign_person(bound, key, one_cast.pin, authority=cabinet.authority, serials=[1])
    trust = signing.Trust.of([cabinet.keys])
    assert (count, signing.verify(signed, trust).signatures[0].verdict) == (1, "valid")
    assert lacks(tmp_path, signed) == [[]], "PDF/A-2b, by the judge of that norm"


def test_a_long_book_turns_its_pages_and_loses_no_line_and_no_letter():
    long = "dài" * 120
    lines = [
        ([f"{n:02}/UBND", "05/01/2023", long if n == 5 else f"V/v họp {n}"], False)
        for n in range(80)
    ]
    pdf, count = leaves(BOOK, lines, 7, FONTS)
    pages = text_of(pdf)
    assert (len(pages), count) == (count, len(pages))
    assert "Trang 7" in pages[0]
    assert f"Trang {6 + count}" in pages[-1]
    words = "".join(pages)
    assert all(f"{n:02}/UBND" in words for n in range(80))
    assert words.replace(" ", "").count("dài") == 120
    assert all("(3)" in page for page in pages)


def test_a_line_that_is_higher_than_a_leaf_goes_on_on_the_next_and_is_counted_once():
    """A reason of two thousand letters in a narrow column: its end was below the leaf's foot."""
    long = " ".join(f"lý{n}do" for n in range(260))
    book = replace(BOOK, counted="văn bản", shares=(30, 20, 10))
    pdf, count = leaves(book, [(["01/UBND", "05/01/2023", long], False)], 1, FONTS)
    pages = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(pdf)]
    assert count == len(pages) > 1
    assert all("".join(pages).count(f"lý{n}do") == 1 for n in range(260))
    assert pages[0].count("Cộng trang này: 1 văn bản") == 1 and "Cộng trang" not in pages[-1]
    heights = [one.get_size()[1] for one in pypdfium2.PdfDocument(pdf)]
    for page, high in zip(pypdfium2.PdfDocument(pdf), heights, strict=True):
        inside = page.get_textpage().get_text_bounded(0, 20, 900, high)
        assert len(inside.split()) == len(page.get_textpage().get_text_range().split())


def test_a_code_that_is_wider_than_its_column_is_cut_where_it_has_a_dash():
    """`16/GGT-UBN` above a lone `D` was read as another number."""
    load(FONTS)
    assert wrapped("16/GGT-UBND", 50, REGULAR, 9) == ["16/GGT-", "UBND"]
    assert wrapped("1829/QĐHĐND", 50, REGULAR, 9) == ["1829/", "QĐHĐND"]
    assert "".join(wrapped("A" * 40, 50, REGULAR, 9)) == "A" * 40, "cut anywhere, and never lost"


def strokes(cells: list[str | int], *, voided: bool = False) -> list[float]:
    """Where each line that is no wall of a cell ends."""
    pdf, _count = leaves(BOOK, [(cells, voided)], 1, FONTS)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        drawn = pikepdf.parse_content_stream(file.pages[0])
    return [float(one.operands[0]) for one in drawn if str(one.operator) == "l"]


def test_on_paper_a_line_goes_through_what_was_corrected():
    said = corrected("Trích yếu", dt.date(2025, 3, 1), "V/v hop")
    other = said.replace("trước ghi", "nay là")
    day = "05/01/2023"
    assert len(strokes(["01", day, said])) == len(strokes(["01", day, other])) + 1


def test_a_voided_number_is_struck_where_it_stands():
    """A figure stands to the right."""
    (end, _day) = strokes([12, "05/01/2023", "Hủy: nhầm"], voided=True)
    assert BOOK.edges[1] - end < 6


def test_who_took_a_book_along_goes_back_to_the_book_as_it_was_narrowed(one_cast):
    desk.as_registered(one_cast)
    browser, there = one_cast.lan.browser(), f"/registers/out/{YEAR}?q=so"
    token = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get(there).text)[0]
    job = browser.post(f"/registers/out/{YEAR}/xlsx", data={"csrf_token": token}).headers[
        "Location"
    ]
    from_book = browser.get(job, headers={"Referer": f"http://localhost{there}"}).text
    assert f'<a class="back" href="{there}">' in from_book
    others = (
        "", "https://example.org/registers", f"http://localhost{job}", "http://localhost//x.org",
        f"http://localhost/registers/out/{YEAR}/xlsx",
    )  # fmt: skip
    for said in others:
        assert 'class="back"' not in browser.get(job, headers={"Referer": said}).text, said


def test_hoas_print_says_that_it_holds_her_units_lines_alone(one_cast):
    """It had the cover of the whole book, from its first number to its last, and a third of its
    lines between them."""
    desk.as_registered(one_cast)
    cover, leaf = text_of(written(one_cast.hoa, "pdf"))
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI (TRÍCH)" in cover
    assert "Trích: chỉ văn bản của Phòng Văn hóa và Thông tin · Từ ngày" in cover
    assert "Sổ đăng ký văn bản đi (trích)" in leaf
    whole, _leaf = text_of(written(one_cast.lan, "pdf"))
    assert "trích" not in whole.lower()


def test_lans_print_of_what_she_looked_for_is_no_whole_book(one_cast):
    code = desk.paper_of(desk.as_registered(one_cast)).code
    desk.as_registered(one_cast, subject="V/v khác")
    cover, _leaf = text_of(written(one_cast.lan, "pdf", f"?code={code}"))
    assert f"Trích: số, ký hiệu có “{code}” · Từ ngày" in cover
    sheet = openpyxl.load_workbook(io.BytesIO(written(one_cast.lan, "xlsx", "?q=khác"))).active
    assert sheet.cell(3, 1).value.startswith("Trích: có “khác” · ")


def test_a_book_without_a_line_has_a_leaf_that_says_so(one_cast):
    """A cover alone might have lost its leaves."""
    cover, leaf = text_of(written(one_cast.lan, "pdf", book="kept"))
    assert "SỔ SỬ DỤNG BẢN LƯU" in cover
    assert "(9)" in leaf and "Không có dòng nào." in leaf
