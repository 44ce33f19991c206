"""The bell: what is new, what is late, and that looking at it once is enough."""

import datetime as dt

from server.clock import now
from server.database import transaction
from server.desks.models import Desk
from tests.office.front.desks import arrivals, presented


def _new(page: str) -> int:
    bell = page.split('<ul class="notices">')[1]
    return bell.split("</ul>")[0].count('<li class="new">')


def test_a_new_paper_rings_and_looking_silences_it(cast):
    (paper_id,) = presented(cast, subject="V/v phòng chống lụt bão")
    browser = cast.minh.browser()
    assert "Thông báo: 1 chưa đọc" in browser.get("/").text
    page = browser.get("/notices").text
    assert _new(page) == 1
    assert f'href="/incoming/{paper_id}"' in page
    assert "Cho ý kiến chỉ đạo: V/v phòng chống lụt bão" in page
    assert _new(browser.get("/notices").text) == 0
    assert "Thông báo: 0 chưa đọc" in browser.get("/").text


def test_what_comes_after_the_look_rings_again(cast):
    browser = cast.lan.browser()
    browser.get("/notices")
    arrivals(cast.lan.actor, 2)
    assert _new(browser.get("/notices").text) == 2


def test_a_morning_after_the_holidays_is_said_as_a_badge_says_it(cast):
    """A hundred letters came in the night: "99+" at the bell as on the rail beside it."""
    browser = cast.lien.browser()
    arrivals(cast.lan.actor, 100)
    page = browser.get("/").text
    assert "Thông báo: 99+ chưa đọc" in page
    assert page.count(">99+</span>") == 2


def test_a_bell_that_stands_open_on_an_empty_chair_goes_on_ringing(cast):
    """The page asks again by itself when something comes; Minh is at lunch."""
    browser = cast.minh.browser()
    browser.get("/notices")
    presented(cast, subject="V/v phòng chống lụt bão")
    for _ in range(2):
        assert _new(browser.get("/notices", headers={"X-Refresh": "1"}).text) == 1
    assert "Thông báo: 1 chưa đọc" in browser.get("/").text
    assert _new(browser.get("/notices").text) == 1
    assert "Thông báo: 0 chưa đọc" in browser.get("/").text


def test_what_is_late_says_so(cast):
    (paper_id,) = presented(cast)
    with transaction() as session:
        session.query(Desk).filter_by(paper_id=paper_id).update(
            {"due_at": now() - dt.timedelta(days=1)}
        )
    assert "Quá hạn – Cho ý kiến chỉ đạo" in cast.minh.browser().get("/notices").text


def test_the_newest_stands_first_and_no_bell_rings_for_others(cast):
    older, newer = presented(cast, 2)
    page = cast.minh.browser().get("/notices").text
    assert page.index(f"/incoming/{newer}") < page.index(f"/incoming/{older}")
    assert "Chưa có thông báo nào." in cast.hoa.browser().get("/notices").text


def test_another_browser_has_a_bell_of_its_own(cast):
    presented(cast)
    cast.minh.browser().get("/notices")
    assert "Thông báo: 1 chưa đọc" in cast.minh.browser().get("/").text


def test_nobody_is_rung_for_what_she_did_herself(cast):
    """Lan scans two letters: they lie on the clerks' desk, where Liên hears of them."""
    lans, liens = cast.lan.browser(), cast.lien.browser()
    arrivals(cast.lan.actor, 2)
    assert "Thông báo: 0 chưa đọc" in lans.get("/").text
    assert "Thông báo: 2 chưa đọc" in liens.get("/").text
