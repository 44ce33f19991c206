"""What did not get through: why it waits, and what was seen to another way (DOMAIN §8.5)."""

import datetime as dt
import html
import re
import socket

import pytest

from server.audit.models import LedgerEvent
from server.clock import now
from server.database import db
from server.exchange import carrier, gateway, resting
from server.exchange.carrier import carry
from server.exchange.following import followed, troubles
from server.exchange.settling import settle
from tests.cast import Cast, Hand
from tests.office.exchange.far_end import Lead
from tests.office.exchange.letters import (
    arrived_from_the_province,
    delivery,
    hand_in,
    lans_bell,
    posted,
)
from tests.office.exchange.test_wishes import recall
from tests.office.ledger.findings import found
from tests.office.outcome import refused
from tests.office.papers import ok
from workflows import Refused

HOW = "Đã gửi Sở Nội vụ bằng công văn khác."
DOOR = "/outgoing/1/deliveries/1/settle"


def _page(hand: Hand, path: str) -> str:
    return html.unescape(hand.browser().get(path).text)


@pytest.fixture
def turned_away(one_cast: Cast) -> None:
    """Đào sent it back: it is not for her."""
    carry()
    ok(one_cast.dao.does("/incoming/1", "return", {"code": "WRONG_RECIPIENT"}))
    carry()


@pytest.fixture
def down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes it: once tried in vain."""

    def busy(*_how: object) -> None:
        raise Refused("gateway_busy")

    monkeypatch.setattr(gateway, "take", busy)


@pytest.mark.sent
@pytest.mark.usefixtures("turned_away")
def test_what_nobody_sends_again_leaves_the_list_with_the_clerks_words(one_cast: Cast) -> None:
    browser = one_cast.lan.browser()
    page = browser.get("/exchange").text
    assert DOOR in page
    form = browser.get(DOOR).text
    typed = {"csrf_token": re.findall(r'name="csrf_token" value="([^"]*)"', form)[0]}
    assert browser.post(DOOR, data=typed | {"reason": " "}).status_code == 422
    assert browser.post(DOOR, data=typed | {"reason": HOW}).headers["Location"] == "/exchange"
    assert troubles(one_cast.lan.actor) == [] and "1/UBND" not in _page(one_cast.lan, "/exchange")
    page = _page(one_cast.lan, "/outgoing/1")
    assert f"Đã xử lý cách khác: {one_cast.lan.actor.name}: {HOW}" in page
    assert (delivery().state, found()) == ("REFUSED", [])


@pytest.mark.sent
@pytest.mark.usefixtures("turned_away")
def test_sent_once_more_and_refused_again_it_waits_again(one_cast: Cast) -> None:
    settle(one_cast.lan.actor, 1, delivery().id, reason=HOW)
    ok(one_cast.lan.asks("POST", "/outgoing/1/deliveries/1/resend", json={}))
    carry()
    ok(one_cast.dao.does("/incoming/2", "return", {"code": "WRONG_RECIPIENT"}))
    carry()
    assert [one.delivery.state for one in troubles(one_cast.lan.actor)] == ["REFUSED"]


@pytest.mark.sent
def test_only_what_waits_for_her_only_by_its_clerks_and_only_with_how(one_cast: Cast) -> None:
    carry()
    refused(one_cast.lan.asks("POST", DOOR, json={"reason": HOW}), "delivery_not_in_trouble")
    ok(one_cast.dao.does("/incoming/1", "return", {"code": "WRONG_RECIPIENT"}))
    carry()
    for hand, reason, words in (
        (one_cast.nam, "not_yours", HOW),
        (one_cast.dao, "not_found", HOW),
        (one_cast.lan, "has_reason", " "),
    ):
        with pytest.raises(Refused, match=reason):
            settle(hand.actor, 1, delivery().id, reason=words)
    said, rung = {"json": {"reason": HOW}, "key": "cach-khac"}, lans_bell()
    answer = ok(one_cast.lan.asks("POST", DOOR, **said))
    assert answer["history"][-1]["code"] == "SETTLED"
    assert ok(one_cast.lan.asks("POST", DOOR, **said)) == answer, "said twice it is done once"
    assert lans_bell() == rung + 1, "whoever sits beside her has it off the list too"
    written = LedgerEvent.content.contains("settle_delivery")
    assert db.session.query(LedgerEvent).filter(written).count() == 1


@pytest.mark.sent
@pytest.mark.usefixtures("down")
def test_what_is_given_up_is_tried_no_more_once_she_saw_to_it(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After five tries it would be tried hourly, and come when nobody expects it."""
    for hours in range(1, 8):
        monkeypatch.setattr(carrier, "now", lambda h=hours: now() + dt.timedelta(hours=2 * h))
        carry()
    assert delivery().state == "FAILED" and posted(kind="document")[0].state == "QUEUED"
    page = _page(one_cast.lan, "/exchange")
    assert "Đã thử 7 lần" in page and page.count("Đang đọc một phong bì lớn khác") == 1
    settle(one_cast.lan.actor, 1, delivery().id, reason=HOW)
    assert posted(kind="document")[0].state == "CANCELLED"
    assert "Đã thử" not in _page(one_cast.lan, "/outgoing/1")


@pytest.mark.sent
@pytest.mark.usefixtures("down")
def test_why_it_waits_and_when_it_is_tried_next_stands_beside_it(one_cast: Cast) -> None:
    assert "Đã thử" not in _page(one_cast.lan, "/outgoing/1")
    carry()
    tried = "Đã thử 1 lần, lần tới lúc"
    assert tried in _page(one_cast.lan, "/outgoing/1")
    assert tried in followed(one_cast.lan.actor, 1)[0].tried
    waiting = one_cast.lan.sees("/outgoing/1")["deliveries"][0]["waiting"]
    assert waiting["tries"] == 1 and "hãy gửi lại sau ít phút" in waiting["why"]
    assert troubles(one_cast.lan.actor) == []
    page = _page(one_cast.lan, "/exchange?state=waiting")
    assert tried in page and "/settle" not in page
    assert len(one_cast.lan.sees("/gateway/failed?state=waiting")["items"]) == 1


def test_a_machine_that_is_off_is_told_in_words(one_cast: Cast, lead: Lead) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    lead(H56=f"http://the@127.0.0.1:{port}")
    arrived_from_the_province(one_cast)
    resting.wake_all()
    carry()
    (letter,) = posted(to_organ="H56")
    assert "máy nơi nhận đang tắt" in letter.error and "Errno" not in letter.error


def test_an_answer_names_its_document_and_is_left_with_a_reason(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lan read five times “Đã đến · H56” and not of what; and who never takes it stood there for
    ever."""
    arrived_from_the_province(one_cast)

    def no(_organ: str) -> None:
        raise Refused("line_refused", why="Không tìm thấy văn bản")

    monkeypatch.setattr(carrier.lines, "line_to", no)
    carry()
    (letter,) = posted()
    page = _page(one_cast.lan, "/exchange/answers")
    assert "1250/UBND-VX</b> V/v đẩy mạnh chuyển đổi số" in page
    assert "Ủy ban nhân dân tỉnh Thanh Hóa (H56)" in page
    door = f"/exchange/answers/{letter.id}/leave"
    assert door in page and one_cast.dao.browser().get(door).status_code == 404
    browser = one_cast.lan.browser()
    form = browser.get(door).text
    typed = {"csrf_token": re.findall(r'name="csrf_token" value="([^"]*)"', form)[0]}
    assert browser.post(door, data=typed | {"reason": " "}).status_code == 422
    assert browser.post(door, data=typed | {"reason": HOW}).status_code == 302
    assert "1250/UBND-VX" not in _page(one_cast.lan, "/exchange/answers")
    paper = _page(one_cast.lan, "/incoming/1")
    assert f"{one_cast.lan.actor.name}: {HOW}" in paper
    again = f"/gateway/answers/{letter.id}/actions/leave"
    refused(one_cast.lan.asks("POST", again, json={"reason": HOW}), "answer_is_not_refused")


def test_an_answer_about_a_wish_names_the_document_it_is_of(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived_from_the_province(one_cast)
    hand_in(one_cast.lan, recall())

    def no(_organ: str) -> None:
        raise Refused("line_refused", why="Sai tài khoản kết nối")

    monkeypatch.setattr(carrier.lines, "line_to", no)
    carry()
    page = _page(one_cast.lan, "/exchange/answers")
    assert page.count('<a href="/incoming/1"><b class="num">1250/UBND-VX</b>') == 2
