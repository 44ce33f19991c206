"""The office changes systems in the middle of the year: numbers run on (Decree 30, 15.1, 22.2)."""

import datetime as dt
import json
import re

import pytest
from flask import Flask
from sqlalchemy import select, text

from server import registers
from server.audit.models import LedgerEvent
from server.auditing.numbers import series_of
from server.clock import today
from server.database import db, transaction
from server.documents.earlier import going_on
from server.ledger.checking.books import book_findings
from server.registers.models import Register
from server.registers.services import go_on
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.admin.desk import why
from tests.office.earlier import old_register as old
from tests.office.front.clicking import Desk
from tests.office.outcome import refused
from tests.office.papers import ok

YEAR = today().year
FIRST = f"01/01/{YEAR}"
"""Everything of this year stood in the older register on its first day."""


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def came(hand: Hand, *numbers: int, year: int = YEAR) -> None:
    """The older register of what came in, with these numbers."""
    day = f"01/01/{year}"
    rows = [
        old.line(no=n, on=day, issued=day, code=f"{n}/SNV-CCHC", file="") for n in numbers
    ]  # fmt: skip
    old.taken_over(hand, old.workbook(*rows))


def went(hand: Hand, *codes: tuple[str, str]) -> None:
    rows = [(code, FIRST, kind, "Về việc", "Lê Văn Phúc", "Lưu: VT", "") for code, kind in codes]
    old.taken_over(hand, old.workbook(*rows, heads=old.OUT_HEADS), to="out")


def carried(hand: Hand, direction: str = "in", *, year: int = YEAR, compared: bool = True) -> int:
    return going_on.carry_on(hand.actor, direction, year, compared=compared)


def book(hand: Hand, name: str = "IN") -> Register:
    db.session.expire_all()
    return db.session.get_one(Register, (hand.actor.agency_id, name, YEAR))


def sound(hand: Hand) -> bool:
    """As the examination and the auditor's page of numbers see it."""
    mine = series_of(YEAR, hand.actor.agency_id)
    return list(book_findings()) == [] and all(one.is_sound for one in mine)


def test_the_first_letter_here_has_the_number_after_the_last_one_there(cast: Cast):
    came(cast.lan, 1248, 1250, 1249)
    assert carried(cast.lan) == 1
    kept = book(cast.lan)
    assert (kept.last, kept.after, kept.last_on) == (1250, 1250, dt.date(YEAR, 1, 1))
    assert sound(cast.lan), "no line yet, and none is missing"
    first, second = papers.registered(cast), papers.registered(cast, number="77")
    assert [cast.lan.sees(it)["arrival_no"] for it in (first, second)] == [1251, 1252]
    assert sound(cast.lan)
    contents = map(json.loads, db.session.scalars(select(LedgerEvent.content)))
    said = [it for it in contents if it["event"] == "register_continued"]
    assert [(it["book"], it["year"], it["last"]) for it in said] == [("IN", YEAR, 1250)]


def test_each_series_of_what_went_out_goes_on_by_itself(cast: Cast):
    """A decision's number follows decisions; what has no type in its name is an official letter."""
    went(cast.lan, ("43/QĐ-UBND", "Quyết định"), ("215/UBND-VP", ""), ("90/BC-UBND", "Báo cáo"),
         ("12/GM-UBND", "Giấy mời"))  # fmt: skip
    assert carried(cast.lan, "out") == 3
    lasts = {one.book: one.last for one in going_on.books(cast.lan.actor.agency_id, "out", YEAR)}
    assert lasts == {"OUT:QĐ": 43, "OUT:CHUNG": 215, "OUT:GM": 12}
    for name, last in lasts.items():
        assert book(cast.lan, name).last == last
    assert cast.lan.sees(papers.sealed(cast))["number"] == 216


def test_legal_documents_have_books_that_are_not_ours(cast: Cast):
    went(cast.lan, (f"05/{YEAR}/NQ-HĐND", "Nghị quyết liên tịch"))
    assert going_on.books(cast.lan.actor.agency_id, "out", YEAR) == []
    assert why(carried, cast.lan, "out") == "nothing_goes_on"


def test_what_is_brought_in_later_moves_it_on_until_the_first_number_here(cast: Cast):
    came(cast.lan, 10)
    carried(cast.lan)
    came(cast.lan, 11, 12)
    carried(cast.lan)
    assert book(cast.lan).after == 12
    papers.registered(cast)
    came(cast.lan, 5)
    assert why(carried, cast.lan) == "nothing_goes_on"
    assert (book(cast.lan).after, book(cast.lan).last) == (12, 13)


def test_a_book_that_has_begun_at_01_stays_as_it_is(cast: Cast):
    papers.registered(cast)
    came(cast.lan, 1250)
    assert why(carried, cast.lan) == "nothing_goes_on"
    assert (book(cast.lan).last, book(cast.lan).after) == (1, 0) and sound(cast.lan)
    assert "Số tiếp theo" not in Desk(cast.lan).opens(f"/earlier/books/in/{YEAR}")


def test_a_number_given_while_the_clerk_was_comparing_is_not_taken_back(cast: Cast):
    """Asked again with the book held: another clerk may have registered a letter meanwhile."""
    papers.registered(cast)
    key = (cast.lan.actor.agency_id or 0, "IN", YEAR)
    with transaction():
        assert not go_on(key, after=1250, day=today())
    assert (book(cast.lan).last, book(cast.lan).after) == (1, 0)


@pytest.mark.parametrize(
    ("year", "compared", "no"),
    [(YEAR - 1, True, "old_book_is_of_another_year"), (YEAR, False, "old_book_not_compared")],
)
def test_only_this_years_and_only_what_was_compared(cast: Cast, year: int, compared: bool, no: str):
    came(cast.lan, 7, year=year)
    assert why(carried, cast.lan, year=year, compared=compared) == no
    assert db.session.query(Register).filter_by(agency_id=cast.lan.actor.agency_id).count() == 0


def test_the_register_is_the_clerks(cast: Cast):
    came(cast.lan, 7)
    for hand in (cast.minh, cast.nam, cast.kien, cast.son):
        assert why(carried, hand) == "wrong_role"
    assert why(carried, cast.dao) == "nothing_goes_on", "of her own agency there is none"


def test_a_day_before_the_older_registers_last_is_refused(cast: Cast):
    """Dates follow numbers from one system into the next (NUM-08)."""
    came(cast.lan, 7)
    carried(cast.lan)
    kept = book(cast.lan)
    kept.last_on = today() + dt.timedelta(days=1)
    db.session.commit()
    with pytest.raises(Exception, match="number_would_be_backdated"), transaction():
        registers.take_number(cast.lan.actor.agency_id or 0, "IN", today())


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE registers SET after = after - 1, last = last WHERE book = 'IN'",
        "UPDATE registers SET after = after + 1 WHERE book = 'IN'",
        "UPDATE registers SET last = last + 1 WHERE book = 'IN'",
    ],
)
def test_who_moves_the_beginning_by_hand_is_found(cast: Cast, tampering: str):
    came(cast.lan, 7)
    carried(cast.lan)
    papers.registered(cast)
    assert sound(cast.lan)
    db.session.execute(text(tampering))
    db.session.commit()
    assert not sound(cast.lan)


def test_lan_sees_the_last_numbers_and_presses(cast: Cast):
    came(cast.lan, 1250)
    here = f"/earlier/books/in/{YEAR}"
    lan = Desk(cast.lan)
    page = lan.opens(here)
    assert "Số tiếp theo của năm nay" in page and "sẽ nối từ số 1251" in page
    unread = lan.sends(here, here)
    assert unread.status_code == 422 and "Hãy đối chiếu số cuối" in unread.text
    assert lan.sends(here, here, compared="1").status_code == 302
    page = lan.opens(here)
    assert "nối từ số 1251" in page and "Nối số từ sổ cũ" not in re.sub("Đã nối số.*", "", page)
    assert lan.sends(here, here, compared="1").status_code == 302, "the same again changes nothing"
    ok(cast.lan.asks("GET", papers.registered(cast)))
    late = lan.sends(here, here, compared="1")
    assert late.status_code == 409 and "Không có sổ nào nối số được" in late.text
    assert "Số tiếp theo" not in Desk(cast.minh).opens(here)
    assert cast.minh.browser().post(here, data={}).status_code in (400, 403)


def test_a_program_reads_and_carries_on(cast: Cast):
    came(cast.lan, 1250)
    there = f"/earlier/books/in/{YEAR}/numbers"
    before = {"book": "IN", "last": 1250, "on": f"{YEAR}-01-01", "after": 0, "own": False}
    assert cast.lan.sees(there)["items"] == [before]
    refused(cast.lan.asks("POST", there, json={}), "old_book_not_compared")
    body = {"compared": True}
    for _ in range(2):
        got = ok(cast.lan.asks("POST", there, json=body, key="once"))
        assert got["items"] == [before | {"after": 1250}]
    refused(cast.minh.asks("POST", there, json=body), "wrong_role")
    refused(cast.minh.asks("GET", there), "wrong_role")


def test_an_old_year_has_nothing_to_go_on(cast: Cast):
    came(cast.lan, 7, year=YEAR - 1)
    assert "Số tiếp theo" not in Desk(cast.lan).opens(f"/earlier/books/in/{YEAR - 1}")
    assert db.session.scalars(select(Register).filter_by(year=YEAR - 1)).all() == []
