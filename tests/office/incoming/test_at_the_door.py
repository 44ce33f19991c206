"""Lan's page of arrivals takes a letter of the mailbox, and paper that is not scanned (IN-T02)."""

import html
import io

import pytest

from server.papers.services import files_of
from tests.cast import Cast
from tests.office.incoming.desk import paper_of
from tests.office.outcome import id_of, line_of, reads, state_of
from tests.office.papers import fields, ok, scan
from tests.office.scanbox.test_letters import mail, pdf

AT = "/incoming/arrive"


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def key_of(page: str) -> str:
    return page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]


def drops(hand, data: bytes, name: str):
    browser = hand.browser()
    token = key_of(browser.get(AT).text)
    return browser.post(AT, data={"csrf_token": token, "file": (io.BytesIO(data), name)})


def the_paper(page: str) -> str:
    return "/incoming/" + page.split('href="/incoming/', 1)[1].split("/confirm", 1)[0]


def test_a_letter_dropped_on_the_page_is_one_paper_with_its_files(cast):
    letter = pdf(pdf(mail(), scan("Công văn"), "công văn.pdf"), scan("Phụ lục"), "phu-luc.pdf")
    got = drops(cast.lan, letter.as_bytes(), "thu.eml")
    assert got.status_code == 201
    path = the_paper(got.text.split('id="results"', 1)[1])
    names = [file.name for file in files_of("incoming", id_of(path))]
    assert names == ["công văn.pdf", "phu-luc.pdf", "thu.eml"]
    assert paper_of(path).note == "Nhận qua thư điện tử của Sở Nội vụ."
    sheet = html.unescape(cast.lan.browser().get(f"{path}/confirm").text)
    assert "V/v kiểm tra công vụ</textarea>" in sheet
    assert "đề xuất từ thư điện tử" in sheet


def test_a_bad_file_keeps_the_letter_out_and_is_named_there_too(cast):
    got = drops(cast.lan, pdf(mail(), b"MZ\x00", "hoa-don.pdf").as_bytes(), "thu.eml")
    assert got.status_code == 422
    assert "hoa-don.pdf: " in got.text.split('id="results"', 1)[1]
    assert cast.lan.sees("/incoming")["items"] == []


def test_a_program_hands_in_a_letter_at_the_same_door(cast):
    letter = (io.BytesIO(pdf(mail(), scan(), "cv.pdf").as_bytes()), "thu.eml")
    thing = ok(cast.lan.asks("POST", "/incoming", data={"file": letter}))
    assert [one["name"] for one in thing["files"]] == ["cv.pdf", "thu.eml"]
    assert thing["subject"] == "V/v kiểm tra công vụ"


def test_a_book_that_is_not_scanned_is_typed_in_and_registered(cast):
    browser = cast.lan.browser()
    page = browser.get(AT).text
    assert "Văn bản giấy không quét" in page
    form = {"csrf_token": key_of(page), "op_id": "one", "subject": "Địa chí Hoằng Hóa"}
    assert browser.post(f"{AT}/unscanned", data=form | {"subject": " "}).status_code == 422
    got = browser.post(f"{AT}/unscanned", data=form)
    path = got.headers["Location"].removesuffix("/confirm")
    assert browser.post(f"{AT}/unscanned", data=form).headers["Location"] == f"{path}/confirm"
    assert len(cast.lan.sees("/incoming")["items"]) == 1, "pressed twice it is one paper"
    sheet = browser.get(f"{path}/confirm").text
    assert "chưa có tệp nào" in sheet and "Địa chí Hoằng Hóa</textarea>" in sheet
    ok(cast.lan.does(path, "register", fields(subject="Địa chí Hoằng Hóa")))
    assert (state_of(path), line_of(path).number) == ("REGISTERED", 1)
    ok(cast.lan.does(path, "present"))
    assert reads(cast.minh, path)
