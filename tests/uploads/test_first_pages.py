"""What Lan is offered of thirty-four offices' first pages, field by field, and where it stood."""

import unicodedata
from typing import Any

import pytest

from server.uploads.reading.head import LINES, MOST, head
from server.uploads.reading.proposals import Proposal, propose
from server.uploads.reading.subjects import MOST_LINES
from tests.uploads.first_pages import FIRST_PAGES, MOTTO, FirstPage
from tests.uploads.first_pages_of_others import OTHER_PAGES
from workflows.urgency import Urgency

PAGES = [*FIRST_PAGES, *OTHER_PAGES]
FIELDS = ("number", "notation", "day", "issuer", "doc_type", "subject", "urgency")


def said(found: Proposal) -> dict[str, Any]:
    day = str(found.issued_on or "")
    return {name: str(getattr(found, name)) for name in FIELDS if name != "day"} | {"day": day}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.who)
def test_a_first_page_is_read_as_its_office_meant_it(page: FirstPage) -> None:
    assert said(propose(page.text)) == {name: getattr(page, name) for name in FIELDS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.who)
def test_each_field_stands_where_it_is_said_to_stand(page: FirstPage) -> None:
    found = propose(page.text)
    for name, span in found.found.items():
        shown = page.text[span.start : span.end]
        assert page.text.count("\n", 0, span.start) == span.line
        if name in ("number", "subject"):
            assert "".join(shown.split()) == "".join(str(getattr(found, name)).split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.who)
@pytest.mark.parametrize("gap", ["\r\n", "\n \n", "\n\n"], ids=["crlf", "spaces", "double"])
def test_wider_lines_change_neither_number_nor_day_nor_type(page: FirstPage, gap: str) -> None:
    wide = said(propose(page.text.replace("\n", gap)[:20_000]))
    kept = ("number", "notation", "day", "doc_type", "urgency")
    if page.text.replace("\n", gap).count("\n") < 40:
        assert {name: wide[name] for name in kept} == {name: getattr(page, name) for name in kept}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.who)
def test_marks_that_are_not_seen_break_no_reading(page: FirstPage) -> None:
    for mark in ("\u200b", "\u202e", "\ufeff", "\0", "\x0c"):
        propose(mark.join(page.text[n : n + 7] for n in range(0, len(page.text), 7)))


def test_a_blank_that_recognition_left_out_does_not_join_an_office_to_its_superior() -> None:
    [page] = [page for page in PAGES if page.who == "Sở Y tế, công điện"]
    assert propose(page.text.replace("SỞ Y TẾ", "SỞY TẾ")).issuer == "Sở Y tế"


def test_letters_taken_apart_are_put_together_by_the_reader_of_the_file() -> None:
    """`inspect` gives NFC; what is not, is read without falling and without a false number."""
    apart = unicodedata.normalize("NFD", FIRST_PAGES[0].text)
    assert propose(apart).number in ("", "06")


@pytest.mark.parametrize(
    ("line", "number", "notation"),
    [
        ("Số: 12/QĐ-UBND", "12", "QĐ-UBND"),
        ("SỐ: 12/QĐ-UBND", "12", "QĐ-UBND"),
        ("Số 12/QĐ-UBND", "12", "QĐ-UBND"),
        ("Số:12/QĐ-UBND", "12", "QĐ-UBND"),
        ("Số ... 12 .../QĐ-UBND", "12", "QĐ-UBND"),
        ("Số: 1 2 5 0 / UBND - VX", "1250", "UBND-VX"),
        ("Số: 12a/TTr-HĐND", "12a", "TTr-HĐND"),
        ("Số: 12/2023/QĐ-UBND", "12", "2023/QĐ-UBND"),
        ("Số: 12/QĐ–UBND", "12", "QĐ-UBND"),
        ("Sô: 12/QĐ-UBND", "12", "QĐ-UBND"),
        ("Só: 12/QĐ-UBND", "12", "QĐ-UBND"),
        ("Số: /QĐ-UBND", "", "QĐ-UBND"),
        ("Số:…../QĐ-UBND", "", "QĐ-UBND"),
        ("* Số: 12/QĐ-UBND.", "12", "QĐ-UBND"),
        ("Số: 12/UBND.VX", "12", "UBND.VX"),
        ("Số: 12/S&T-KH", "12", "S&T-KH"),
        ("Số lượng: 12/30 người", "", ""),
        ("Sổ: 12/QĐ-UBND", "", ""),
        ("Theo Quyết định số: 12/QĐ-UBND", "", ""),
        ("Số: 12", "", ""),
    ],
)
def test_number_and_notation_however_they_were_typed(line: str, number: str, notation: str) -> None:
    found = propose(f"ỦY BAN NHÂN DÂN\nXÃ HOẰNG PHÚ\n{line}\n{MOTTO}")
    assert (found.number, found.notation) == (number, notation)


@pytest.mark.parametrize(
    ("stamp", "urgency"),
    [
        ("HỎA TỐC", Urgency.HOA_TOC), ("HOẢ TỐC", Urgency.HOA_TOC),
        ("H Ỏ A T Ố C", Urgency.NORMAL),
        ("HỎA TỐC HẸN GIỜ", Urgency.HOA_TOC), ("KHẨN", Urgency.KHAN), ("K H Ẩ N", Urgency.KHAN),
        ("(KHẨN)", Urgency.KHAN), ("THƯỢNG KHẨN", Urgency.THUONG_KHAN), ("khẩn", Urgency.NORMAL),
        ("KHẨN TRƯƠNG", Urgency.NORMAL), ("RẤT KHẨN", Urgency.NORMAL), ("ĐẾN", Urgency.NORMAL),
    ],
)  # fmt: skip
def test_only_the_stamps_of_the_decree_say_haste(stamp: str, urgency: Urgency) -> None:
    assert propose(f"ỦY BAN NHÂN DÂN\nXÃ A\nSố: 1/UBND\n{stamp}\nV/v x").urgency is urgency


@pytest.mark.parametrize(
    "stamp", ["ĐẾN", "SAO Y", "HỎA TỐC", "LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI"]
)
def test_a_stamp_over_the_head_is_no_part_of_the_agencys_name(stamp: str) -> None:
    name = ["ỦY BAN NHÂN DÂN", "XÃ HOẰNG PHÚ"]
    for place in range(3):
        lines = "\n".join([*name[:place], stamp, *name[place:]])
        assert propose(f"{lines}\nSố: 1/BC-UBND").issuer == "Ủy ban nhân dân xã Hoằng Phú"


def test_a_subject_of_many_lines_ends_with_the_eighth() -> None:
    lines = [f"dòng {n}" for n in range(MOST_LINES + 2)]
    found = propose("BÁO CÁO\n" + "\n".join(lines))
    assert found.subject == " ".join(lines[:MOST_LINES])


@pytest.mark.parametrize("piece", ["Hoằng Hóa, ngày ", "ỦY BAN "])
def test_a_page_of_one_endless_line_is_read_only_as_far_as_a_head_goes(piece: str) -> None:
    """Lan waits for the answer: 200,000 letters in a line took a second of her request."""
    endless = (piece * 200_000)[:200_000]
    assert sum(len(line.raw) for line in head(endless)) == MOST
    assert len(propose(endless).subject) <= MOST


def test_what_stands_behind_forty_lines_is_no_head() -> None:
    assert propose("\n" * (LINES - 1) + "Số: 1/BC-UBND").number == "1"
    assert propose("\n" * LINES + "Số: 1/BC-UBND").number == ""
