"""Lan sent it to the wrong commune: she asks that one to give it back, the document stands (13)."""

import re

import pytest

from server.database import transaction
from server.documents.delivery.models import Letter
from server.documents.delivery.queries import UNSAID
from server.documents.delivery.services import queue_again, recall_deliveries
from server.documents.outgoing.models import OutgoingDocument
from server.exchange import gateway
from server.exchange.carrier import carry
from server.exchange.following import ask_back
from tests.cast import Cast
from tests.office.exchange.letters import delivery, heard, made_known, papers, posted
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper
from tests.office.papers import ok
from workflows import Refused

WHY = "Gửi nhầm nơi nhận"
NO = {"reason": "Đã phân công."}
pytestmark = pytest.mark.sent


def asks(cast: Cast) -> None:
    ask_back(cast.lan.actor, 1, delivery().id, reason=WHY)
    carry()


def test_lan_asks_dao_gives_it_back_and_the_document_stands(one_cast: Cast) -> None:
    carry()
    browser = one_cast.lan.browser()
    (href,) = re.findall(r'href="([^"]*/ask-back)"', browser.get("/outgoing/1").text)
    form = browser.get(href).text
    typed = {"csrf_token": re.findall(r'name="csrf_token" value="([^"]*)"', form)[0]}
    assert browser.post(href, data=typed | {"reason": " "}).status_code == 422
    assert browser.post(href, data=typed | {"reason": WHY}).status_code == 302
    carry()
    (letter,) = posted(status_code="13")
    assert (letter.words, letter.state, letter.by_name) == (WHY, "SENT", one_cast.lan.actor.name)
    assert (papers()[0].request, papers()[0].request_data["words"]) == ("recall", WHY)
    ok(one_cast.dao.does("/incoming/1", "recall_received"))
    carry()
    assert delivery().state == "RECALLED" and heard()[-1][0] == "15"
    assert one_cast.lan.sees("/outgoing/1")["state"] == "DISPATCHED"
    assert "/ask-back" not in browser.get("/outgoing/1").text
    assert found() == []


@pytest.mark.parametrize("has_left", [False, True])
def test_the_log_knows_of_it_and_another_state_is_still_named(one_cast: Cast, has_left: bool):
    """Asked before the letter left it is cancelled here, afterwards its recipient is asked."""
    if has_left:
        carry()
    asks(one_cast)
    stands = "RECALL_REQUESTED" if has_left else "CANCELLED"
    assert (delivery().state, found()) == (stands, [])
    tamper("UPDATE deliveries SET state = 'DONE' WHERE id = 1")
    assert found() == [f"outgoing/1: lần gửi 1 đang ghi DONE nhưng nhật ký ghi {stands}"]


def test_a_no_leads_back_to_where_it_stood(one_cast: Cast) -> None:
    carry()
    made_known(one_cast)
    carry()
    asks(one_cast)
    assert delivery().state == "RECALL_REQUESTED"
    no = one_cast.dao.does("/incoming/1", "refuse_recall", NO)
    assert no.status_code == 202
    ok(one_cast.anh.does("/incoming/1", "refuse_recall"))
    carry()
    assert (delivery().state, delivery().words) == ("ACCEPTED", "Đã phân công.")


def test_asked_twice_a_no_leads_back_to_where_it_stood_before_the_first(one_cast: Cast) -> None:
    """Asked of Đào alone, then recalled from all: she answers that it is in her book."""
    carry()
    made_known(one_cast)
    carry()
    asks(one_cast)
    with transaction() as session:
        recall_deliveries(session.get_one(OutgoingDocument, 1), WHY)
    carry()
    assert one_cast.dao.does("/incoming/1", "refuse_recall", NO).status_code == 202
    ok(one_cast.anh.does("/incoming/1", "refuse_recall"))
    carry()
    assert delivery().state == "ACCEPTED"


def test_what_never_left_is_cancelled_here_and_nothing_is_sent(one_cast: Cast) -> None:
    asks(one_cast)
    assert delivery().state == "CANCELLED" and papers() == [] and posted(status_code="13") == []


def test_one_that_does_not_get_there_waits_before_lan_and_says_why(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the document's page, and among what the machine sends again; for good, as a wish that did
    not get there."""
    carry()
    with monkeypatch.context() as down:
        down.setattr(gateway, "take", away)
        asks(one_cast)
    browser = one_cast.lan.browser()
    for page in ("/outgoing/1", "/exchange?state=waiting"):
        assert "Đã thử 1 lần" in browser.get(page).text, page
    listed = browser.get("/exchange?state=waiting").text
    assert "Yêu cầu lấy lại chưa tới nơi" in listed, "it is not said that he does not answer"
    assert "/settle" not in listed and listed.count("<details") > 0, "what came before is folded"
    (item,) = one_cast.lan.sees("/gateway/failed?state=waiting")["items"]
    assert item["paper"] == "outgoing/1"
    with transaction():
        queue_again(Letter.status_code == "13")
    monkeypatch.setattr(gateway, "take", no)
    carry()
    assert heard()[-1][0] == UNSAID
    assert "Chưa chuyển được yêu cầu tới nơi nhận" in browser.get("/outgoing/1").text


def away(_body: bytes, _by: object) -> None:
    raise OSError("network is unreachable")


def no(_body: bytes, _by: object) -> None:
    raise Refused("line_refused", "To", why="?")


def test_only_its_clerk_asks_and_only_what_is_still_worked_on(one_cast: Cast) -> None:
    carry()
    for hand, reason in ((one_cast.nam, "not_yours"), (one_cast.dao, "not_found")):
        with pytest.raises(Refused) as no:
            ask_back(hand.actor, 1, delivery().id, reason=WHY)
        assert no.value.reason == reason
    ok(one_cast.dao.does("/incoming/1", "return", {"code": "UNREADABLE", "reason": "Mờ."}))
    carry()
    with pytest.raises(Refused) as no:
        asks(one_cast)
    assert no.value.reason == "delivery_not_askable"


def test_a_program_of_lans_asks_it_back_by_the_row_it_reads_there(one_cast: Cast) -> None:
    carry()
    (row,) = one_cast.lan.sees("/outgoing/1")["deliveries"]
    door = f"/outgoing/1/deliveries/{row['id']}/ask-back"
    said = {"reason": WHY}
    for hand, status in ((one_cast.nam, 403), (one_cast.dao, 404)):
        assert hand.asks("POST", door, json=said).status_code == status
    assert one_cast.lan.asks("POST", door, json={"reason": " "}).status_code == 422
    first = ok(one_cast.lan.asks("POST", door, json=said, key="lay-lai"))
    assert (first["id"], first["state"]) == (row["id"], "RECALL_REQUESTED")
    assert ok(one_cast.lan.asks("POST", door, json=said, key="lay-lai")) == first
    again = one_cast.lan.asks("POST", door, json=said)
    assert (again.status_code, again.json["code"]) == (409, "delivery_not_askable")
    assert len(posted(status_code="13")) == 1
