"""The books of an agency that ends: their last numbers stay, and nothing new comes in (ORG-11)."""

import datetime as dt

import pytest
from sqlalchemy import select

from server import registers
from server.clock import today
from server.database import db, transaction
from server.org.models import Agency
from server.registers.lines import amend_row, correct_line, line_of, remark, reword_lines
from server.registers.models import Register, RegisterRow
from server.registers.services import close_books, open_row
from tests.office.admin.desk import DAY
from workflows import Refused

LETTER = 41
"""A paper's number; no paper need be behind it."""


@pytest.fixture
def phu(one_app) -> int:
    """The commune that ends."""
    return by_code("hoangphu")


def by_code(code: str) -> int:
    found = db.session.scalar(select(Agency.id).where(Agency.code == code))
    assert found is not None
    return found


def entered(agency_id: int, book: str = "IN", day: dt.date | None = None, **more: str) -> int:
    """A line with its number, as a clerk's act leaves it."""
    day = day or today()
    with transaction():
        number = registers.take_number(agency_id, book, day)
        open_row(
            agency_id=agency_id, direction=book.partition(":")[0], book=book, year=day.year,
            number=number, paper_id=LETTER, entered_on=day,
            **{"subject": "Báo cáo quý", "issuer": "Sở Nội vụ", "note": ""} | more,
        )  # fmt: skip
    return number


def ended(agency_id: int, day: dt.date | None = None) -> list[tuple[str, int, int]]:
    with transaction():
        return close_books(agency_id, day or today())


def lines(agency_id: int) -> list[RegisterRow]:
    db.session.expire_all()
    rows = select(RegisterRow).where(RegisterRow.agency_id == agency_id)
    return list(db.session.scalars(rows.order_by(RegisterRow.year, RegisterRow.number)))


def test_each_book_is_closed_once_with_its_last_number(phu):
    for _ in range(3):
        entered(phu)
    entered(phu, "OUT:KHAC")
    year = today().year
    assert ended(phu) == [("IN", year, 3), ("OUT:KHAC", year, 1)]
    assert ended(phu) == []
    kept = db.session.get_one(Register, (phu, "IN", year))
    assert (kept.last, kept.closed_on) == (3, today())


def test_books_of_other_agencies_stay_open(phu):
    dong = by_code("hoangdong")
    for one in (phu, dong):
        entered(one)
    ended(phu)
    assert entered(dong) == 2


def refused(agency_id: int, book: str, day: dt.date) -> bool:
    with pytest.raises(Refused, match=r"^register_is_closed$"), transaction():
        registers.take_number(agency_id, book, day)
    return True


@pytest.mark.parametrize("book", ["IN", "OUT:KHAC", "OUT:QĐ", "COPY"])
def test_no_book_gives_a_number_any_more_not_one_that_was_never_opened(phu, book):
    entered(phu)
    ended(phu)
    assert refused(phu, book, today())


def test_next_year_is_no_way_round_it(phu):
    entered(phu)
    ended(phu)
    assert refused(phu, "IN", today() + dt.timedelta(days=366))


def test_an_agency_whose_books_were_never_opened_has_none_to_close(phu):
    assert ended(phu) == []


def handed_over(phu: int) -> int:
    """The letter's line stands in the closed book, and once more in the successor's."""
    entered(phu)
    ended(phu, today() + DAY)
    dong = by_code("hoangdong")
    entered(dong)
    return dong


def test_what_is_filled_in_later_goes_into_the_open_book_alone(phu):
    dong = handed_over(phu)
    with transaction():
        amend_row("IN", LETTER, receipt="Ánh")
        remark("IN", LETTER, "Bàn giao")
    (old,), (new,) = lines(phu), lines(dong)
    assert (old.receipt, old.note) == ("", "")
    assert (new.receipt, new.note) == ("Ánh", "Bàn giao")


def test_a_correction_is_made_in_the_open_book_and_refused_in_the_closed_one(phu):
    dong, year = handed_over(phu), today().year
    with transaction():
        correct_line((dong, "IN", year, 1), subject="Báo cáo năm")
    with pytest.raises(Refused, match=r"^register_is_closed$"), transaction():
        correct_line((phu, "IN", year, 1), subject="Báo cáo năm")
    (old,), (new,) = lines(phu), lines(dong)
    assert (old.subject, new.subject) == ("Báo cáo quý", "Báo cáo năm")
    assert "Báo cáo quý" in new.note and old.note == ""


def test_a_paper_whose_only_line_is_closed_has_none_to_write_in(phu):
    entered(phu)
    ended(phu)
    assert line_of("IN", LETTER) is None
    with transaction():
        amend_row("IN", LETTER, receipt="Ánh")
    assert (lines(phu)[0].receipt, lines(phu)[0].subject) == ("", "Báo cáo quý")


def test_what_may_be_a_secret_leaves_the_closed_book_too_and_the_number_stays(phu):
    """SEC-02 is stronger than ORG-11: no line may go on saying what was secret."""
    dong = handed_over(phu)
    with transaction():
        reword_lines("IN", LETTER, subject="", issuer="", note="Cách ly (nghi mật)")
    for (line,) in (lines(phu), lines(dong)):
        assert (line.subject, line.issuer, line.note) == ("", "", "Cách ly (nghi mật)")
        assert line.number == 1


def test_the_lines_of_other_papers_are_not_blanked(phu):
    handed_over(phu)
    with transaction():
        reword_lines("IN", LETTER + 1, subject="")
        reword_lines("OUT", LETTER, subject="")
    assert lines(phu)[0].subject == "Báo cáo quý"


def test_the_line_that_is_found_is_that_of_the_open_book(phu):
    dong = handed_over(phu)
    found = line_of("IN", LETTER)
    assert found is not None and (found["agency_id"], found["number"]) == (dong, 1)
    assert line_of("IN", LETTER + 1) is None
