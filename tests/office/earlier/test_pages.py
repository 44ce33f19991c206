"""Lan's pages of a takeover, the same by the API, and by the command; the old books by year."""

import io
import re

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from server import jobs
from server.commands import inside, taking_over
from server.database import db
from server.documents.earlier.models import EarlierDocument, Takeover
from server.jobs import FAILED, Job
from tests.office import papers
from tests.office.earlier import old_register as old
from tests.office.outcome import refused, says


class Page:
    """Lan's browser, which sends the forms that it sees."""

    def __init__(self, hand) -> None:
        self.browser = hand.browser()

    def opens(self, path: str) -> str:
        got = self.browser.get(path)
        assert got.status_code == 200, path
        return got.text

    def sends(self, path: str, seen: str, **said):
        token = re.findall(r'name="csrf_token" value="([^"]*)"', seen)[0]
        return self.browser.post(path, data=said | {"csrf_token": token})


def works(takeover_id: int) -> None:
    """The worker does what was asked for."""
    db.session.rollback()
    jobs.work(db.session.get_one(Takeover, takeover_id).job_id)
    db.session.rollback()


def chosen(page: str) -> dict[str, str]:
    """The columns as the page shows them chosen."""
    lists = re.findall(r'name="(columns\.\w+)".*?</select>', page, re.S)
    found = {}
    for name in lists:
        select_ = page.split(f'name="{name}"', 1)[1].split("</select>", 1)[0]
        mark = re.search(r'value="(\d+)" selected', select_)
        found |= {name: mark[1]} if mark else {}
    return found


def test_lan_hands_in_confirms_the_columns_sees_what_is_wrong_and_takes_over(one_cast):
    lan = Page(one_cast.lan)
    form = lan.opens("/earlier/takeovers")
    sheet = old.workbook(old.line(file="a.pdf"), old.line(no="", code="16/SNV"))
    sent = lan.sends("/earlier/takeovers", form, direction="in",
                     file=(io.BytesIO(sheet), "Sổ 2021.xlsx"),
                     files=(io.BytesIO(papers.scan()), "a.pdf"))  # fmt: skip
    here = sent.headers["Location"]
    page = lan.opens(here)
    assert "D · Số ký hiệu (ví dụ: 15/SNV-CCHC)" in page
    columns = chosen(page)
    assert columns["columns.old_no"] == "0" and len(columns) == 10
    lan.sends(f"{here}/confirm", page, **columns)
    page = lan.opens(here)
    assert "đang kiểm tra từng dòng" in page
    assert 'class="say ok' not in page, "what is above the part that follows the job stays there"
    works(int(here.rsplit("/", 1)[1]))
    page = lan.opens(here)
    assert "Còn 1 dòng chưa nhập được" in page and "Dòng 4" in page
    assert "còn dòng phải sửa" in page and "chờ nhập" not in page
    assert says("takeover_empty", page)
    got = lan.sends(f"{here}/carry_out", page)
    assert got.status_code == 409 and says("takeover_has_errors", got.text)
    lan.sends(f"{here}/drop", page)
    assert "Sổ 2021.xlsx" not in lan.opens("/earlier/takeovers")


def test_what_is_forgotten_in_the_form_is_said_in_words(one_cast):
    lan = Page(one_cast.lan)
    form = lan.opens("/earlier/takeovers")
    got = lan.sends("/earlier/takeovers", form, direction="in")
    assert got.status_code == 422 and says("file_empty", got.text)
    sheet = old.workbook(old.LETTER, heads=("A", *old.HEADS[1:]))
    sent = lan.sends("/earlier/takeovers", form, direction="in", file=(io.BytesIO(sheet), "a.xlsx"))
    here = sent.headers["Location"]
    got = lan.sends(f"{here}/confirm", lan.opens(here), **chosen(lan.opens(here)))
    assert got.status_code == 422 and "Chưa chỉ ra cột nào là: Số đến" in got.text


def test_by_the_api_from_the_sheet_to_the_book(one_cast):
    lan = one_cast.lan
    data = {"direction": "in", "file": [
        (io.BytesIO(old.workbook(old.LETTER)), "so.xlsx"),
        (io.BytesIO(old.packet(**{"15_pdf": papers.scan()})), "goi.zip"),
    ]}  # fmt: skip
    made = lan.asks("POST", "/earlier/takeovers", data=data).json
    here = f"/earlier/takeovers/{made['id']}"
    refused(lan.asks("POST", f"{here}/actions/carry_out", json={}), "takeover_not_now")
    lan.asks("POST", f"{here}/actions/confirm", json={"columns": made["columns"]})
    works(made["id"])
    seen = lan.sees(here)
    assert (seen["stage"], seen["troubles"], seen["lines"]) == ("READY", [], 1)
    lan.asks("POST", f"{here}/actions/carry_out", json={})
    works(made["id"])
    assert lan.sees(here)["stage"] == "DONE"
    (row,) = lan.sees("/earlier/books/in/2021")["items"]
    thing = one_cast.hoa.sees(f"/earlier/{row['id']}")
    assert (thing["old_no"], thing["year"], thing["finished"]) == ("1", 2021, True)
    with lan.asks("GET", f"/earlier/{row['id']}/files/1") as got:
        assert got.data == papers.scan()
    refused(one_cast.minh.asks("GET", here), "wrong_role")
    refused(one_cast.dao.asks("GET", here), "not_found")


def test_a_job_that_gave_up_is_asked_for_again(one_cast):
    made = old.handed_in(one_cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    here = f"/earlier/takeovers/{made.id}"
    one_cast.lan.asks("POST", f"{here}/actions/carry_out", json={})
    refused(one_cast.lan.asks("POST", f"{here}/actions/go_on", json={}), "takeover_not_now")
    db.session.get_one(Job, made.job_id).state = FAILED
    db.session.commit()
    lan = Page(one_cast.lan)
    page = lan.opens(here)
    assert "Chạy tiếp" in page
    lan.sends(f"{here}/go_on", page)
    works(made.id)
    assert "Đã nhập xong 1 văn bản" in lan.opens(here)


def test_who_took_over_is_told_of_what_was_unfinished_where_there_is_some(one_cast):
    words = "chưa xong ở hệ thống cũ"
    done = old.taken_over(one_cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    page = Page(one_cast.lan).opens(f"/earlier/takeovers/{done.id}")
    assert "Đã nhập xong 1 văn bản" in page and words not in page
    more = old.workbook(old.LETTER, old.line(no="2", code="16/SNV", state="Đang xử lý"))
    two = old.taken_over(one_cast.dao, more, old.LETTERS_FILE)
    page = Page(one_cast.dao).opens(f"/earlier/takeovers/{two.id}")
    assert "Đã nhập xong 2 văn bản" in page and f"1 văn bản {words}" in page


def test_the_old_books_are_read_by_the_right_to_the_register(one_cast):
    rows = [old.line(no=n, code=f"{n}/SNV", file="") for n in range(1, 51)]
    old.taken_over(
        one_cast.lan, old.workbook(*rows, old.line(no="12a", code="A", handler="", file=""))
    )
    first = one_cast.minh.sees("/earlier/books/in/2021")
    after = one_cast.minh.sees(f"/earlier/books/in/2021?cursor={first['next_cursor']}")
    numbers = [one["old_no"] for one in first["items"] + after["items"]]
    assert numbers[:2] == ["50", "49"] and sorted(numbers, key=len) and len(set(numbers)) == 51
    assert len(numbers) == 51, "no line comes on two pages"
    hoa = [one["old_no"] for one in one_cast.hoa.sees("/earlier/books/in/2021")["items"]]
    assert "12a" not in hoa and hoa[0] == "50", "a head sees what is the unit's"
    assert one_cast.nam.sees("/earlier/books/in/2021")["items"] == []
    assert one_cast.dao.sees("/earlier/books/in/2021")["items"] == []
    binh = one_cast.binh.sees("/earlier/books/in/2021")["items"]
    assert binh and {one["id"] for one in binh} == {None}, "a deputy sees lines, not contents"
    refused(one_cast.kien.asks("GET", "/earlier/books/in/2021"), "not_allowed")


def test_the_registers_lead_to_the_old_books_and_a_document_says_where_it_is_from(one_cast):
    lan = Page(one_cast.lan)
    assert "Nhập từ hệ thống cũ" in lan.opens("/registers/in/2026")
    old.taken_over(one_cast.lan, old.workbook(old.LETTER), old.LETTERS_FILE)
    assert '/earlier/books/in/2021">' in lan.opens("/registers/in/2026")
    assert "V/v đánh giá cải cách" in lan.opens("/earlier/books/in/2021")
    paper = db.session.scalar(select(EarlierDocument))
    page = lan.opens(f"/earlier/{paper.id}")
    assert "Chuyển từ hệ thống cũ" in page and "1 (2021)" in page and "15.pdf" in page
    assert "2021" in lan.opens("/search?q=cai+cach&kind=earlier")


@pytest.fixture
def run(one_app, one_cast, tmp_path, monkeypatch):
    """A shell on the machine of this very office; the folder has what a test lays there."""
    monkeypatch.setattr(inside, "create_app", lambda _settings: one_app)

    def call(*more: str):
        db.session.rollback()
        words = [str(tmp_path), "--as", one_cast.lan.account, *more]
        return CliRunner().invoke(taking_over.take, words)

    return call


def test_the_command_takes_a_folder_with_its_sheet(run, tmp_path):
    (tmp_path / "2021").mkdir()
    (tmp_path / "so.xlsx").write_bytes(old.workbook(old.LETTER))
    (tmp_path / "2021" / "15.pdf").write_bytes(papers.scan())
    checked = run("--check")
    assert "mọi dòng đều nhập được" in checked.output
    assert "tệp không dòng nào nhắc tới, sẽ không nhập: " in checked.stderr
    assert db.session.query(EarlierDocument).count() == 0
    assert run().exit_code == 0
    db.session.rollback()
    assert db.session.query(EarlierDocument).count() == 1


def test_the_command_names_what_will_not_do_and_does_nothing(run, tmp_path):
    (tmp_path / "so.xlsx").write_bytes(old.workbook(old.line(on="x"), old.line(no=2, code="9/A")))
    got = run()
    assert got.exit_code == 1
    assert "✗ dòng 3, Ngày đến: " in got.stderr and "✗ dòng 4, Tên tệp: " in got.stderr
    assert db.session.query(EarlierDocument).count() == 0
    db.session.rollback()
    assert [one.stage for one in db.session.query(Takeover)] == ["DROPPED"], "no try lies about"
    (tmp_path / "khac.csv").write_bytes(b"")
    assert "khac.csv, so.xlsx" in run().stderr
    for sheet in ("so.xlsx", "khac.csv"):
        (tmp_path / sheet).unlink()
    assert "không có bảng XLSX hoặc CSV nào" in run().stderr


def test_where_nothing_was_ever_taken_over_no_book_is_offered_to_choose(one_cast):
    """Two frames without a word stood there, as specks of dust."""
    page = Page(one_cast.lan).opens("/earlier/books/in/2026")
    assert "không có dòng nào" in page and 'class="switch' not in page
