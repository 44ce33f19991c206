"""What did not arrive: Lan finds it on one page and on the document, and sends it once more."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from server.clock import now
from server.database import transaction
from server.documents.delivery.models import Delivery
from server.exchange import gateway
from server.exchange.carrier import carry
from tests.cast import Cast, Hand
from tests.office.exchange.letters import delivery
from tests.office.outcome import refused
from tests.office.papers import dispatched, ok

AGAIN = "/outgoing/1/deliveries/1/resend"
NOTHING = "Không có văn bản nào gửi không được"


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    """Pages and buttons; what stands behind them is tried on both databases in `test_the_way`."""
    return Cast(one_app)


@pytest.fixture
def turned_away(cast: Cast) -> None:
    """Đào has returned what Lan sent, as it could not be read."""
    carry()
    ok(cast.dao.does("/incoming/1", "return", {"code": "UNREADABLE", "reason": "Mờ."}))
    carry()


def presses(browser: FlaskClient, address: str) -> TestResponse:
    page = browser.get("/").text
    token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    return browser.post(address, data={"csrf_token": token})


def rail(hand: Hand, place: str) -> str:
    """The room's line on the rail: its name and its number."""
    page = (
        hand.browser().get("/", follow_redirects=True).text.split('id="rooms"')[1].split("</ul>")[0]
    )
    line = page.split(f'href="{place}"', 1)
    return line[1].split("</li>")[0] if len(line) > 1 else ""


@pytest.mark.sent
def test_the_document_shows_what_was_heard_and_a_button_to_its_clerk(
    cast: Cast, turned_away: Any
) -> None:
    page = cast.lan.browser().get("/outgoing/1").text
    for words in ("Đã đến", "Từ chối tiếp nhận", "Không đọc được: Mờ.", f'action="{AGAIN}"'):
        assert words in page
    others = cast.nam.browser().get("/outgoing/1").text
    assert "Không đọc được: Mờ." in others
    assert "Gửi lại" not in others


@pytest.mark.sent
def test_what_arrived_has_no_button_and_no_line(cast: Cast) -> None:
    carry()
    browser = cast.lan.browser()
    assert "Gửi lại" not in browser.get("/outgoing/1").text
    assert NOTHING in browser.get("/exchange").text
    assert 'class="count"' not in rail(cast.lan, "/exchange")
    assert presses(browser, AGAIN).status_code == 409


@pytest.mark.sent
def test_from_the_page_of_troubles_it_is_sent_again_with_one_button(
    cast: Cast, turned_away: Any
) -> None:
    assert '<span class="count">1</span>' in rail(cast.lan, "/exchange")
    browser = cast.lan.browser()
    page = browser.get("/exchange").text
    for words in ("01/UBND-VHTT", "Không đọc được: Mờ.", f'action="{AGAIN}?back=exchange"'):
        assert words in page
    got = presses(browser, f"{AGAIN}?back=exchange")
    assert (got.status_code, got.headers["Location"]) == (302, "/exchange")
    page = browser.get("/exchange").text
    assert "Đang gửi lại." in page
    assert NOTHING in page
    carry()
    assert delivery().state == "DELIVERED"


@pytest.mark.sent
def test_pressed_twice_it_is_sent_once(cast: Cast, turned_away: Any) -> None:
    browser = cast.lan.browser()
    assert presses(browser, AGAIN).headers["Location"] == "/outgoing/1"
    assert presses(browser, AGAIN).status_code == 409


@pytest.mark.sent
def test_what_is_late_is_listed_without_a_button(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is on its way: sent again it might arrive twice."""
    monkeypatch.setattr(gateway, "take", lambda *_said: None)
    carry()
    later = now() + dt.timedelta(days=3)
    monkeypatch.setattr("server.exchange.following.now", lambda: later)
    carry()
    browser = cast.lan.browser()
    for place in ("/exchange", "/outgoing/1"):
        page = browser.get(place).text
        assert "Quá giờ chưa có tin đã đến" in page
        assert "Gửi lại" not in page


@pytest.mark.sent
def test_only_a_clerk_of_the_sender_sees_the_page_and_presses(cast: Cast, turned_away: Any) -> None:
    for hand in (cast.minh, cast.nam, cast.kien):
        assert hand.browser().get("/exchange").status_code == 403
        assert rail(hand, "/exchange") == ""
    assert presses(cast.nam.browser(), AGAIN).status_code == 403
    assert presses(cast.dao.browser(), AGAIN).status_code == 404
    assert NOTHING in cast.dao.browser().get("/exchange").text
    assert delivery().state == "REFUSED"


@pytest.mark.sent
def test_the_list_is_found_by_words_and_by_what_is_wrong(cast: Cast, turned_away: Any) -> None:
    browser = cast.lan.browser()
    for said, there in (
        ("q=01/UBND", True), ("q=hoang+phu", True), ("q=hoàng+phú&state=refused", True),
        ("q=hoang+lien", False), ("state=failed", False), ("state=late", False),
        ("state=la", True), ("page=2", False), ("page=x", True),
    ):  # fmt: skip
        page = browser.get(f"/exchange?{said}").text
        assert (f'action="{AGAIN}' in page) is there, said


def test_beyond_fifty_there_is_a_next_page(one_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two recipients, where a page holds one."""
    for name in ("server.exchange.following.PAGE", "server.exchange.routes.PAGE"):
        monkeypatch.setattr(name, 1)
    dispatched(one_cast, to=["hoangphu", "hoangdong"])
    with transaction() as session:
        session.execute(update(Delivery).values(state="FAILED"))
    browser = one_cast.lan.browser()
    first = browser.get("/exchange?state=failed").text
    assert first.count("/resend?back") == 1 and "?state=failed&amp;page=2" in first
    second = browser.get("/exchange?state=failed&page=2").text
    assert second.count("/resend?back") == 1 and "page=3" not in second
    assert 'href="?state=failed"' in second


def test_a_program_of_lans_sends_again_what_did_not_arrive(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes through the list and misses none, though each that it sent is gone from there."""
    monkeypatch.setattr("server.papers.listing.PAGE", 1)
    dispatched(one_cast, to=["hoangphu", "tinh"])
    with transaction() as session:
        session.execute(update(Delivery).values(state="FAILED"))
    lan, sent, after = one_cast.lan, [], ""
    while after is not None:
        found = lan.sees(f"/gateway/failed?state=failed{after and f'&cursor={after}'}")
        (one,), after = found["items"], found["next_cursor"]
        assert (one["paper"], one["state"]) == ("outgoing/1", "FAILED")
        door = f"/outgoing/1/deliveries/{one['id']}/resend"
        for hand, status in ((one_cast.nam, 403), (one_cast.dao, 404)):
            assert hand.asks("POST", door).status_code == status
        again = ok(lan.asks("POST", door, key=f"k{one['id']}"))
        assert ok(lan.asks("POST", door, key=f"k{one['id']}")) == again
        refused(lan.asks("POST", door), "delivery_not_resendable")
        sent.append((again["recipient"], again["state"]))
    assert sent == [("tinh", "QUEUED"), ("hoangphu", "QUEUED")]
    assert one_cast.dao.sees("/gateway/failed")["items"] == []
