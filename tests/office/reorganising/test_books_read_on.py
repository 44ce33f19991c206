"""After the midnight: who came after an agency that has ended opens its books (ORG-15)."""

import pytest

from server.clock import today
from server.org import holdings
from server.registers import whose
from tests.cast import Cast, Hand
from tests.office.earlier.old_register import LETTERS_FILE, line, taken_over, workbook
from tests.office.front.test_book_files import text_of, written
from tests.office.front.test_volumes import closed, file_of
from tests.office.outcome import refused
from tests.office.reorganising.merging import (
    NEW,
    approved,
    at_midnight,
    district_ends,
    done,
    new_day,
)
from tests.office.reorganising.test_midnight import paper, presented

YEAR = today().year
BOOK = f"/registers/in/{YEAR}"
OLD = f"{BOOK}?agency=hoangphu"
SUBJECT = "V/v báo cáo công tác chuyển đổi số"


def open_to(hand: Hand) -> list[str]:
    return [code for code, _name in whose.choice(hand.actor)]


def test_the_new_communes_clerk_and_chair_open_the_old_communes_book(one_cast: Cast):
    cast = one_cast
    subject = paper(presented(cast.dao)).subject
    for hand in (cast.dao, cast.anh):
        assert open_to(hand) == [], "it works still: there is nothing to choose"
    done(approved())
    with at_midnight():
        for hand in (new_day(cast.dao), new_day(cast.anh)):
            items = hand.sees(OLD)["items"]
            assert [(one["arrival_no"], one["subject"]) for one in items] == [(1, subject)]
            page = hand.browser().get(OLD)
            assert page.status_code == 200 and subject in page.text
            assert "Ủy ban nhân dân xã Hoằng Phú · tính đến" in page.text, "whose it is"
            assert '<option value="hoangphu" selected>UBND xã Hoằng Phú (đến ' in page.text


def test_it_is_one_choice_from_the_own_book_the_last_that_ended_first(one_cast: Cast):
    done(approved())
    with at_midnight():
        page = new_day(one_cast.dao).browser().get(BOOK).text
        assert '<option value="">Cơ quan của tôi' in page
        assert open_to(one_cast.dao) == ["hoangphu", "hoangdong"]


@pytest.mark.parametrize("name", ["cv_xa", "dao3", "nam", "lan"])
def test_it_is_shut_to_others(one_cast: Cast, name: str):
    """An officer of the successor asks to read a file; another agency has nothing to do with it."""
    presented(one_cast.dao)
    done(approved())
    with at_midnight():
        hand = new_day(getattr(one_cast, name))
        refused(hand.asks("GET", OLD), "not_allowed")
        page = hand.browser().get(OLD)
        assert page.status_code == 403 and SUBJECT not in page.text
        assert open_to(hand) == []


def test_before_the_midnight_the_book_is_the_old_communes_alone(one_cast: Cast):
    presented(one_cast.dao)
    approved()
    for hand in (one_cast.dao2, one_cast.lan, one_cast.thu):
        refused(hand.asks("GET", OLD), "not_allowed")


def test_thu_keeps_the_archive_and_opens_closed_books_though_none_of_her_own(one_cast: Cast):
    cast = one_cast
    presented(cast.lan)
    refused(cast.thu.asks("GET", BOOK), "not_allowed")
    assert cast.thu.browser().get(BOOK).status_code == 403
    assert "/registers" not in cast.thu.browser().get("/casefiles/deliveries").text
    done(district_ends())
    with at_midnight():
        browser = new_day(cast.thu).browser()
        assert 'href="/registers"' in browser.get("/casefiles/deliveries").text
        page = browser.get("/registers", follow_redirects=True)
        assert page.status_code == 200
        assert "Cơ quan kết thúc gần nhất" in page.text and "Cơ quan của tôi" not in page.text
        assert browser.get(f"{BOOK}?agency=huyen").status_code == 200
        assert len(cast.thu.sees(f"{BOOK}?agency=huyen")["items"]) == 1
        refused(cast.thu.asks("GET", BOOK), "not_allowed")


def test_the_book_is_printed_and_taken_as_a_workbook(one_cast: Cast):
    from_before = paper(presented(one_cast.dao)).subject
    done(approved())
    with at_midnight():
        cover, leaf = text_of(written(new_day(one_cast.dao), "pdf", "?agency=hoangphu", book="in"))
        assert "XÃ HOẰNG PHÚ" in cover and "MỚI" not in cover
        assert from_before in leaf


def test_what_was_bound_is_read_and_nothing_more_is_bound_signed_or_closed(one_cast: Cast):
    cast = one_cast
    presented(cast.dao)
    volume = closed(cast.dao, "in")
    done(approved())
    shelf = f"{BOOK}/volumes?agency=hoangphu"
    with at_midnight():
        dao, anh = new_day(cast.dao), new_day(cast.anh)
        assert [one["number"] for one in dao.sees(shelf)["items"]] == [1]
        browser = dao.browser()
        assert f'href="{shelf}"' in browser.get(OLD).text
        page = browser.get(shelf).text
        assert f'href="{volume}"' in page and "Khóa quyển tiếp theo" not in page
        assert "Ủy ban nhân dân xã Hoằng Phú<" in page
        shown = browser.get(volume).text
        assert f'href="{shelf}"' in shown and "Ký quyển sổ" not in shown
        assert file_of(dao, volume).startswith(b"%PDF")
        refused(anh.asks("POST", f"{volume}/actions/sign", json={"pin": cast.pin}), "wrong_role")
        refused(new_day(cast.dao3).asks("GET", volume), "not_found")
        refused(cast.dao3.asks("GET", shelf), "not_allowed")


def test_the_registers_of_an_older_system_go_the_same_way(one_cast: Cast):
    taken_over(one_cast.dao, workbook(line()), LETTERS_FILE)
    done(approved())
    with at_midnight():
        browser = new_day(one_cast.dao).browser()
        page = browser.get(OLD).text
        (there,) = {it for it in page.split('"') if it.startswith("/earlier/books/")}
        assert there.endswith("?agency=hoangphu")
        assert browser.get(there).status_code == 200
        assert new_day(one_cast.dao3).browser().get(there).status_code == 403


def test_who_comes_after_the_next_one_too_reads_the_books_of_all(one_cast: Cast):
    """The new commune joins Hoằng Thịnh a day later: a chain, asked for in one statement."""
    done(approved())
    with at_midnight():
        reach = holdings.within_reach(new_day(one_cast.dao).actor)
        assert [one.code for one in reach][:1] == [NEW.code]
        assert {"hoangphu", "hoangdong"} <= {one.code for one in reach}
