"""The postal book and the book of kept copies, as Annex IV draws them: screen, paper, workbook."""

import io
import re
from pathlib import Path

import openpyxl
import pytest

from server import jobs
from server.clock import today
from tests.office.front.test_book_files import text_of
from tests.office.outgoing.test_beside import HEALTH, LENT, on_paper
from tests.office.papers import ok, presented

YEAR = today().year
ROOT = Path(__file__).resolve().parents[3]
COLUMNS = {
    "post": ["Ngày chuyển", "Số, ký hiệu văn bản", "Nơi nhận văn bản", "Số lượng bì",
             "Ký nhận và dấu bưu điện", "Ghi chú"],
    "kept": ["Ngày tháng", "Họ tên người sử dụng", "Số, ký hiệu ngày tháng văn bản",
             "Tên loại và trích yếu nội dung văn bản", "Số và ký hiệu HS", "Ký nhận", "Ngày trả",
             "Người cho phép sử dụng", "Ghi chú"],
}  # fmt: skip
TITLES = {"post": "Sổ gửi văn bản đi bưu điện", "kept": "Sổ sử dụng bản lưu"}


@pytest.fixture
def cast(one_cast):
    """One letter is posted, and its kept original lent."""
    path = on_paper(one_cast)
    ok(one_cast.lan.does(path, "send_by_post", {"to": HEALTH}))
    ok(one_cast.lan.does(path, "lend_kept_copy", LENT))
    return one_cast


def written(hand, book: str, form: str) -> bytes:
    browser = hand.browser()
    page = browser.get(f"/registers/{book}/{YEAR}").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    where = re.findall(rf'formaction="([^"]*/{form}[^"]*)"', page)[0]
    job = browser.post(where, data={"csrf_token": token}).headers["Location"]
    jobs.work(int(job.rsplit("/", 1)[1]))
    with browser.get(f"{job}/file") as got:
        return got.data


def test_each_book_has_the_columns_of_the_decree_on_screen_and_in_a_workbook(cast):
    browser = cast.lan.browser()
    for book, columns in COLUMNS.items():
        page = browser.get(f"/registers/{book}/{YEAR}").text
        assert re.findall(r'<th scope="col">([^<\n]*)', page) == columns
        assert f"{TITLES[book]} năm {YEAR}" in page
        assert 'href="/outgoing/' in page.split("<tbody>")[1]
        sheet = openpyxl.load_workbook(io.BytesIO(written(cast.lan, book, "xlsx"))).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert columns in rows
        assert any(str(today()) in str(cell) for row in rows for cell in row)


def test_each_book_is_printed_with_its_cover_and_goes_by_days_not_by_numbers(cast):
    for book, title in TITLES.items():
        cover, leaf = text_of(written(cast.lan, book, "pdf"))
        assert title.upper() in cover
        assert "Từ số" not in cover
        assert f"{today():%d/%m/%Y}" in leaf
        assert f"({len(COLUMNS[book])})" in leaf


def test_leader_chief_and_auditor_see_the_whole_book_a_head_what_is_his_units(cast):
    for hand, seen in ((cast.minh, 1), (cast.tuan, 1), (cast.son, 1), (cast.hoa, 1),
                       (cast.tckh, 0)):  # fmt: skip
        for book in COLUMNS:
            asked = "?agency=huyen" if hand is cast.son else ""
            items = hand.asks("GET", f"/registers/{book}/{YEAR}{asked}").json["items"]
            assert (hand.account, len(items)) == (hand.account, seen)


def test_no_volume_is_closed_of_them_and_no_report_told(cast):
    page = cast.lan.browser().get(f"/registers/post/{YEAR}").text
    assert "/volumes" not in page
    assert "/reports" not in page.split("<main")[1]
    assert cast.lan.browser().get(f"/registers/post/{YEAR}/volumes").status_code == 404


def test_no_book_bears_a_name_that_paper_hides_or_another_page_lays_out(cast):
    """`kept` was also what a device keeps: the book stood askew, and was left off when printed."""
    presented(cast)
    sheets = [path.read_text() for path in (ROOT / "static/src/css").glob("*.css")]
    named = set(re.findall(r"\.([a-z][a-z-]*)", " ".join(sheets)))
    for book in ("in", "out", "follow", *COLUMNS):
        page = cast.lan.browser().get(f"/registers/{book}/{YEAR}").text
        classes = re.findall(r'<table class="([^"]*)"', page)[0].split()
        others = [one for one in classes if one != "book" and not one.startswith("of-")]
        assert not named & set(others), book
