"""Lan dispatches, Đào receives, and Lan sees how far it is (DOMAIN §8.5; CONTRACT §2.11)."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from server import rota
from server.clock import now
from server.database import db
from server.documents.delivery.models import Delivery
from server.documents.delivery.services import post_status
from server.exchange import gateway
from server.exchange.carrier import carry
from server.exchange.following import followed, resend, troubles
from server.org.models import Position
from tests.cast import Cast
from tests.office.exchange.letters import (
    PROVINCE,
    answered,
    arrivals,
    delivery,
    envelope,
    file_of,
    hand_in,
    heard,
    lans_bell,
    papers,
    posted,
    seen,
    status,
)
from tests.office.ledger.findings import found
from tests.office.papers import SENT, dispatched, due, ok
from workflows import Refused


@pytest.mark.sent
def test_what_lan_sends_arrives_at_dao_byte_for_byte_and_comes_back_step_by_step(
    cast: Cast,
) -> None:
    """01, 03, 04, 05, 06: from DELIVERED to COMPLETED, each by the hand whose act it is."""
    path = SENT
    carry()
    thing = cast.dao.sees("/incoming/1")
    assert (thing["state"], thing["verdict"], thing["organ_id"]) == ("ARRIVED", "VALID", "H56.12")
    assert thing["subject"] == cast.lan.sees(path)["subject"]
    assert file_of(cast.dao, "/incoming/1") == file_of(cast.lan, path)
    assert seen(cast) == ("DELIVERED", "01")
    ok(cast.dao.does("/incoming/1", "register"))
    carry()
    assert seen(cast) == ("ACCEPTED", "03")
    ok(cast.dao.does("/incoming/1", "present"))
    order = {"text": "Giao công chức VH-XH.", "lead": "chuyenvien.hoangphu", "due_at": due(5)}
    ok(cast.anh.does("/incoming/1", "direct", order))
    carry()
    assert seen(cast) == ("ASSIGNED", "04")
    ok(cast.cv_xa.does("/incoming/1", "start"))
    carry()
    assert seen(cast) == ("PROCESSING", "05")
    why = {"no_reply_reason": "Không cần trả lời."}
    ok(cast.cv_xa.does("/incoming/1", "propose_close", why))
    ok(cast.anh.does("/incoming/1", "close"))
    carry()
    assert seen(cast) == ("COMPLETED", "06")
    assert answered() == ["01", "03", "04", "05", "06"]
    assert [code for code, _, applied in heard() if applied] == ["", *answered()]


@pytest.mark.sent
def test_the_page_says_in_words_who_has_it(one_cast: Cast) -> None:
    carry()
    ok(one_cast.dao.does("/incoming/1", "return", {"code": "UNREADABLE", "reason": "Mờ."}))
    carry()
    (row,) = followed(one_cast.lan.actor, 1)
    assert (row.state, row.word) == ("REFUSED", "từ chối tiếp nhận")
    assert row.words == "UNREADABLE: Mờ."
    assert [one.word for one in row.heard] == ["đã gửi", "Đã đến", "Từ chối tiếp nhận"]
    assert row.can_resend
    (nams,) = followed(one_cast.nam.actor, 1)
    assert not nams.can_resend
    with pytest.raises(Refused) as no:
        followed(one_cast.dao.actor, 1)
    assert no.value.reason == "not_found"


@pytest.mark.sent
def test_the_clerk_finds_what_was_turned_away_and_sends_it_again(cast: Cast) -> None:
    """A refusal is final for that message; what she sends again is a new one at Đào's."""
    carry()
    ok(cast.dao.does("/incoming/1", "return", {"code": "UNREADABLE"}))
    carry()
    (trouble,) = troubles(cast.lan.actor)
    assert (trouble.code, trouble.delivery.state) == ("01/UBND-VHTT", "REFUSED")
    resend(cast.lan.actor, 1, trouble.delivery.id)
    assert found() == []
    carry()
    assert [paper.state for paper in papers()] == ["RETURNED", "ARRIVED"]
    assert seen(cast) == ("DELIVERED", "01")
    assert troubles(cast.lan.actor) == []
    assert found() == []


@pytest.mark.sent
def test_a_no_to_the_old_message_said_once_more_is_no_word_of_the_new_one(cast: Cast) -> None:
    """§8.6: what was sent anew has a DocumentId of its own, and statuses go by that."""
    carry()
    old = delivery().document_id
    ok(cast.dao.does("/incoming/1", "return", {"code": "UNREADABLE"}))
    carry()
    resend(cast.lan.actor, 1, delivery().id)
    carry()
    assert hand_in(cast.lan, status("02", old, words="UNREADABLE")).status_code == 202
    assert seen(cast) == ("DELIVERED", "01")
    assert heard()[-1] == ("02", "DELIVERED", False)
    hand_in(cast.lan, status("03", delivery().document_id))
    assert seen(cast) == ("ACCEPTED", "03")


@pytest.mark.sent
def test_only_a_clerk_sends_again_and_only_what_came_to_nothing(one_cast: Cast) -> None:
    carry()
    for hand, reason in ((one_cast.lan, "delivery_not_resendable"), (one_cast.nam, "not_yours")):
        with pytest.raises(Refused) as no:
            resend(hand.actor, 1, delivery().id)
        assert no.value.reason == reason
    with pytest.raises(Refused) as no:
        troubles(one_cast.nam.actor)
    assert no.value.reason == "not_allowed"
    with pytest.raises(Refused) as no:
        resend(one_cast.lan.actor, 1, delivery().id + 1)
    assert no.value.reason == "not_found"


def test_where_no_line_leads_it_fails_at_once_in_words_and_lan_is_told(cast: Cast) -> None:
    """C01: a permanent error is not tried again."""
    dispatched(cast, to=["tinh"])
    before = lans_bell()
    carry()
    assert seen(cast) == ("FAILED", "")
    assert "Chưa cấu hình kết nối" in delivery().words
    assert lans_bell() == before + 1
    (letter,) = posted(kind="document")
    assert (letter.state, letter.tries) == ("FAILED", 1)
    carry()
    assert posted(kind="document")[0].tries == 1
    assert [one.delivery.state for one in troubles(cast.lan.actor)] == ["FAILED"]


def test_what_a_closed_agency_could_not_send_is_its_successors_trouble(one_cast: Cast) -> None:
    """ORG-12: the clerk whose post took over the district's finds it and sends it again."""
    dispatched(one_cast, to=["tinh"])
    carry()
    dao2 = one_cast.dao2
    assert troubles(dao2.actor) == []
    huyen = one_cast.lan.actor.agency_id
    db.session.get_one(Position, dao2.actor.position_id).inherits = [f"a:{huyen}:CLERK"]
    db.session.commit()
    (trouble,) = troubles(dao2.actor)
    assert trouble.delivery.can_resend and troubles(one_cast.dao.actor) == []
    resend(dao2.actor, 1, trouble.delivery.id)
    assert delivery().state == "QUEUED"


def test_carrying_is_on_the_rota() -> None:
    assert carry in rota.unceasing_acts()


def test_five_takes_at_once_make_one_paper(cast: Cast, app: Flask) -> None:
    body = envelope()

    def take(_n: int) -> str:
        with app.app_context():
            return gateway.take(body, gateway.SOMEBODY).message_id

    with ThreadPoolExecutor(5) as hands:
        ids = set(hands.map(take, range(5)))
    assert len(ids) == len(papers()) == len(arrivals()) == 1
    assert answered() == ["01"]


@pytest.fixture
def sent(cast: Cast) -> str:
    """A document that Đào's system has, and its DocumentId."""
    carry()
    return delivery().document_id


@pytest.mark.sent
def test_statuses_only_go_forward_and_only_the_receiver_says_them(cast: Cast, sent: str) -> None:
    """C03, C04, and §8.4: matched by DocumentId, authorised by From."""
    assert hand_in(cast.lan, status("03", sent)).status_code == 202
    assert seen(cast) == ("ACCEPTED", "03")
    hand_in(cast.lan, status("finish", sent))
    assert seen(cast) == ("COMPLETED", "06")
    hand_in(cast.lan, status("4", sent))
    assert seen(cast) == ("COMPLETED", "06")
    assert heard()[-1] == ("4", "COMPLETED", False)
    no = hand_in(cast.lan, status("02", sent, sender=PROVINCE))
    assert (no.status_code, no.json["code"]) == (422, "gateway_not_party")
    unknown = hand_in(cast.lan, status("03", "không có"))
    assert (unknown.status_code, unknown.json["code"]) == (422, "gateway_unknown_document")


@pytest.mark.sent
def test_a_code_that_does_not_exist_is_kept_raw_and_moves_nothing(cast: Cast, sent: str) -> None:
    assert hand_in(cast.lan, status("07", sent, words="gì đó")).status_code == 202
    assert seen(cast) == ("DELIVERED", "01")
    assert heard()[-1] == ("07", "DELIVERED", False)


@pytest.mark.sent
def test_accepted_even_if_01_was_lost(cast: Cast) -> None:
    """C03: who answers has received, though we were never told that it went out."""
    hand_in(cast.lan, status("03", delivery().document_id))
    assert seen(cast) == ("ACCEPTED", "03")
    carry()
    assert seen(cast)[0] == "ACCEPTED"


@pytest.mark.parametrize(("urgency", "minutes"), [("NORMAL", 30), ("HOA_TOC", 5)])
def test_no_word_in_time_is_told_once(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch, urgency: str, minutes: int
) -> None:
    cast = Cast(one_app)
    dispatched(cast, urgency=urgency)
    monkeypatch.setattr(gateway, "take", lambda *_said: None)
    carry()
    assert seen(cast) == ("SENT", "")
    before, start = lans_bell(), now()
    for after, rings in ((minutes - 1, 0), (minutes + 1, 1), (minutes + 2, 1)):
        moment = start + dt.timedelta(minutes=after)
        monkeypatch.setattr("server.exchange.following.now", lambda at=moment: at)
        carry()
        assert lans_bell() == before + rings
    (trouble,) = troubles(cast.lan.actor)
    assert trouble.delivery.late
    assert [one.word for one in trouble.delivery.heard][-1] == "quá giờ chưa có tin đã đến"


@pytest.mark.sent
def test_what_was_heard_in_time_is_no_alarm(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = Cast(one_app)
    carry()
    later = now() + dt.timedelta(hours=1)
    monkeypatch.setattr("server.exchange.following.now", lambda: later)
    carry()
    assert troubles(cast.lan.actor) == []


@pytest.mark.sent
def test_a_status_is_said_once_for_each_code(cast: Cast, sent: str) -> None:
    (paper,) = papers()
    post_status(paper, "01")
    db.session.commit()
    assert answered() == ["01"]


def test_each_recipient_has_a_delivery_of_its_own(one_app: Flask) -> None:
    cast = Cast(one_app)
    dispatched(cast, to=["hoangphu", "hoangdong"], for_info=["tinh"])
    carry()
    rows = db.session.scalars(select(Delivery).order_by(Delivery.id)).all()
    assert [row.state for row in rows] == ["DELIVERED", "DELIVERED", "FAILED"]
