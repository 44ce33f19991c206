"""A sender wants it back, changed or replaced: the clerk answers, the law decides (IN-T23–T26)."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.documents.incoming.asking import FORMS
from server.documents.incoming.models import IncomingDocument
from server.exchange.carrier import carry
from server.exchange.envelope import RECALL, REPLACE, UPDATE, About, Replaced
from server.registers.models import RegisterRow
from tests.cast import Cast
from tests.office.exchange.letters import (
    LETTER,
    PROVINCE,
    answered,
    arrivals,
    delivery,
    envelope,
    hand_in,
    heard,
    made_known,
    papers,
    posted,
    status,
)
from tests.office.outcome import change
from tests.office.papers import ORDER, ok

SOUND = {"reason": "Bản giấy có dấu sẽ đến sau."}


def recall(document_id: str = LETTER.document_id, **more: object) -> bytes:
    about = [About(organ_id="H56", document_id=document_id)]
    key = {"document_id": "thu-hoi-1", "business": RECALL, "about": about, "attachments": []}
    return envelope(**(key | {"reason": "Gửi nhầm."} | more))


def registered(cast: Cast) -> None:
    hand_in(cast.lan, envelope())
    ok(cast.lan.does("/incoming/1", "register", SOUND))


def recalled(cast: Cast) -> None:
    """Lan and Minh recall what was sent to Đào, as OUT-T17 wants it."""
    order = {"reason": "Nội dung sai.", "order_code": "12/CĐ-UBND"}
    assert cast.minh.does("/outgoing/1", "recall", order).status_code == 202
    ok(cast.lan.does("/outgoing/1", "recall"))
    carry()


def test_the_province_recalls_and_lan_accepts(cast: Cast) -> None:
    """A13: cancelled and hidden, 15 is said, the number stays with its note."""
    registered(cast)
    assert hand_in(cast.lan, recall()).status_code == 202
    thing = cast.lan.sees("/incoming/1")
    assert thing["request"] == "recall"
    assert "recall_received" in thing["actions"] and "refuse_recall" not in thing["actions"]
    ok(cast.lan.does("/incoming/1", "recall_received"))
    assert cast.lan.sees("/incoming/1")["state"] == "RECALLED"
    assert answered() == ["01", "03", "01", "15"]
    (line,) = db.session.scalars(select(RegisterRow)).all()
    assert (line.number, line.note) == (1, "Đã thu hồi")
    assert len(papers()) == 1 and cast.minh.sees("/incoming")["items"] == []


def test_a_recall_after_the_work_is_refused_by_clerk_and_leader_together(cast: Cast) -> None:
    """A14: 16 with the reason, the state unchanged."""
    registered(cast)
    ok(cast.lan.does("/incoming/1", "present"))
    ok(cast.minh.does("/incoming/1", "for_info", {"to": ["vhtt"]}))
    hand_in(cast.lan, recall())
    why = {"reason": "Đã ban hành văn bản trả lời."}
    assert cast.lan.does("/incoming/1", "refuse_recall", why).status_code == 202
    assert answered()[-1] != "16"
    ok(cast.minh.does("/incoming/1", "refuse_recall"))
    assert cast.lan.sees("/incoming/1")["state"] == "INFO_ONLY"
    (letter,) = posted(status_code="16")
    assert (letter.words, letter.document_id) == (why["reason"], LETTER.document_id)


def test_nobody_else_recalls_and_nothing_unknown_is_recalled(one_cast: Cast) -> None:
    registered(one_cast)
    stranger = replace(PROVINCE, organ_id="H99")
    for body in (recall(sender=stranger), recall("khác"), recall(about=[])):
        got = hand_in(one_cast.lan, body)
        assert (got.status_code, got.json["code"]) == (422, "gateway_unknown_document")
    assert papers()[0].request == ""
    assert len(arrivals()) == 1


def test_the_same_recall_twice_asks_once(cast: Cast) -> None:
    registered(cast)
    for _ in range(2):
        assert hand_in(cast.lan, recall()).status_code == 202
    assert len(arrivals()) == 2
    assert answered() == ["01", "03", "01"]


def test_thirteen_is_the_senders_lighter_way_to_ask(one_cast: Cast) -> None:
    """§8.4: From is the sender of the document, ResponseFor the recipient that is asked."""
    registered(one_cast)
    asked = status("13", LETTER.document_id, sender=PROVINCE, to="H56.12", words="Gửi nhầm")
    assert hand_in(one_cast.lan, asked).status_code == 202
    assert (papers()[0].request, papers()[0].request_data["words"]) == ("recall", "Gửi nhầm")
    from_another = status("13", LETTER.document_id, to="H56.12")
    assert hand_in(one_cast.lan, from_another).json["code"] == "gateway_unknown_document"


def test_a_recall_of_what_was_returned_is_only_noted(one_cast: Cast) -> None:
    hand_in(one_cast.lan, envelope())
    ok(one_cast.lan.does("/incoming/1", "return", {"code": "WRONG_RECIPIENT"}))
    assert hand_in(one_cast.lan, recall()).status_code == 202
    (paper,) = papers()
    assert (paper.request, paper.state) == ("", "RETURNED")
    assert "yêu cầu thu hồi" in paper.note


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("PURGED", "đã được tiêu hủy"),
        ("RECALLED", "đã được lấy lại"),
        ("RETURNED", "đã trả lại"),
    ],
)
def test_the_sender_hears_how_it_stands_and_not_that_it_is_done(
    one_cast: Cast, state: str, said: str
) -> None:
    """§8.4: 16 has its reason, and the reason is true; whichever way he asks."""
    hand_in(one_cast.lan, envelope())
    change(IncomingDocument, {"id": 1}, state=state)
    asked = status("13", LETTER.document_id, sender=PROVINCE, to="H56.12", words="Gửi nhầm")
    for body in (recall(), asked):
        assert hand_in(one_cast.lan, body).status_code == 202
        assert said in posted(status_code="16")[-1].words
        assert "đã xong" not in posted(status_code="16")[-1].words
    assert len(posted(status_code="16")) == 2


def test_an_update_shows_what_differs_and_lan_takes_it_over(cast: Cast) -> None:
    """IN-T26: 15; the number stays."""
    registered(cast)
    day = today() - dt.timedelta(days=1)
    body = envelope(
        document_id="cap-nhat-1",
        business=UPDATE,
        updates=LETTER.document_id,
        subject="V/v trích yếu đúng",
        issued_on=day,
        attachments=[],
    )
    assert hand_in(cast.lan, body).status_code == 202
    (paper,) = papers()
    differs = {"subject": "V/v trích yếu đúng", "issued_on": day.isoformat()}
    assert (paper.request, paper.request_data["fields"]) == ("update", differs)
    thing = ok(cast.lan.does("/incoming/1", "accept_update"))
    assert (thing["subject"], thing["issued_on"]) == ("V/v trích yếu đúng", day.isoformat())
    assert thing["arrival_no"] == 1
    assert answered()[-1] == "15"


def test_an_update_may_be_refused_with_a_reason(one_cast: Cast) -> None:
    registered(one_cast)
    body = envelope(document_id="cap-nhat-1", business=UPDATE, updates=LETTER.document_id)
    hand_in(one_cast.lan, body)
    ok(one_cast.lan.does("/incoming/1", "refuse_update", {"reason": "Không rõ sửa gì."}))
    assert posted(status_code="16")[0].words == "Không rõ sửa gì."


def update(document_id: str = "cap-nhat-1", **more: object) -> bytes:
    key = {"document_id": document_id, "business": UPDATE, "updates": LETTER.document_id}
    return envelope(**(key | {"attachments": []} | more))


def test_each_update_is_answered_though_the_same_was_said_of_the_last(one_cast: Cast) -> None:
    registered(one_cast)
    for n, subject in enumerate(("V/v trích yếu đúng", "V/v trích yếu đúng hơn")):
        hand_in(one_cast.lan, update(f"cap-nhat-{n}", subject=subject))
        ok(one_cast.lan.does("/incoming/1", "accept_update"))
    for n in (2, 3):
        hand_in(one_cast.lan, update(f"cap-nhat-{n}", subject="V/v khác"))
        ok(one_cast.lan.does("/incoming/1", "refuse_update", {"reason": "Không rõ."}))
    assert [len(posted(status_code=code)) for code in ("15", "16")] == [2, 2]


def test_a_second_wish_stands_behind_the_first_and_takes_nothing_away(cast: Cast) -> None:
    """An update, then a recall: the clerk answers one after the other."""
    registered(cast)
    hand_in(cast.lan, update(subject="V/v trích yếu đúng"))
    hand_in(cast.lan, recall())
    asked = status("13", LETTER.document_id, sender=PROVINCE, to="H56.12", words="Gửi nhầm")
    for _ in range(2):
        hand_in(cast.lan, asked)
    hand_in(cast.lan, update("cap-nhat-2", subject="V/v sai"))
    (paper,) = papers()
    assert (paper.request, paper.request_data["fields"]) == (
        "update", {"subject": "V/v trích yếu đúng"},
    )  # fmt: skip
    assert ok(cast.lan.does("/incoming/1", "accept_update"))["request"] == "recall"
    assert papers()[0].request_data["words"] == "Gửi nhầm."
    ok(cast.lan.does("/incoming/1", "recall_received"))
    assert (papers()[0].state, papers()[0].request) == ("RECALLED", "")
    back = "Văn bản đã được lấy lại."
    assert [one.words for one in posted(status_code="15")] == ["", "Gửi nhầm.", back]
    assert [one.words for one in posted(status_code="16")] == [back]


def test_too_late_is_answered_too(one_cast: Cast) -> None:
    hand_in(one_cast.lan, envelope())
    ok(one_cast.lan.does("/incoming/1", "return", {"code": "WRONG_RECIPIENT"}))
    asked = status("13", LETTER.document_id, sender=PROVINCE, to="H56.12", words="Gửi nhầm")
    for body in (recall(), update(), asked):
        assert hand_in(one_cast.lan, body).status_code == 202
    assert [one.document_id for one in posted(status_code="16")] == [LETTER.document_id] * 3


def test_a_replacement_is_a_new_paper_and_the_old_one_is_superseded(cast: Cast) -> None:
    """IN-T25; named twice, and for somebody else too (§8.8, 12)."""
    registered(cast)
    older = [
        Replaced(document_id=LETTER.document_id, organ_ids=["H56.12", "H56.13"]),
        Replaced(document_id="ở nơi khác", organ_ids=["H56.13"]),
        Replaced(document_id="không đến", organ_ids=["H56.12"]),
    ]
    hand_in(
        cast.lan,
        envelope(document_id="moi", number="1300", business=REPLACE, replaced=older),
    )
    old, new = papers()
    assert (old.request, old.request_data["by_code"]) == ("replace", "1300/UBND-VX")
    assert "không đến" in new.note
    assert "ở nơi khác" not in new.note
    ok(cast.lan.does("/incoming/1", "present"))
    ok(cast.minh.does("/incoming/1", "direct", ORDER))
    ok(cast.lan.does("/incoming/1", "replaced"))
    assert [paper.state for paper in papers()] == ["SUPERSEDED", "ARRIVED"]
    pages = [cast.lan.browser().get(f"/incoming/{n}").text for n in (1, 2)]
    assert 'Được thay thế bởi</dt><dd><a href="/incoming/2">1300/UBND-VX' in pages[0]
    assert 'Thay thế văn bản</dt><dd><a href="/incoming/1">1250/UBND-VX' in pages[1]
    ok(cast.lan.does("/incoming/2", "register", SOUND))
    ok(cast.lan.does("/incoming/2", "present"))
    asked = {one["name"]: one["value"] for one in FORMS["direct"](cast.minh.actor, papers()[1])}
    assert asked["lead"] == "vhtt"


def test_a_document_that_says_it_replaces_itself_waits_for_nothing(one_cast: Cast) -> None:
    """A vendor fills its own id in: it is no older document, and Lan is not asked to end it."""
    itself = [Replaced(document_id=LETTER.document_id, organ_ids=[])]
    hand_in(one_cast.lan, envelope(business=REPLACE, replaced=itself))
    assert (papers()[0].request, "ở đây không có" in papers()[0].note) == ("", True)


@pytest.mark.sent
def test_our_own_recall_goes_out_as_a_document_and_comes_back_accepted(cast: Cast) -> None:
    """OUT-T17: type 1 with its own envelope; Đào accepts, Lan sees it."""
    carry()
    ok(cast.dao.does("/incoming/1", "register"))
    carry()
    recalled(cast)
    assert delivery().state == "RECALL_REQUESTED"
    (paper,) = papers()
    assert (paper.request, paper.state) == ("recall", "REGISTERED")
    ok(cast.dao.does("/incoming/1", "recall_received"))
    carry()
    assert (delivery().state, delivery().status_code) == ("RECALLED", "15")


@pytest.mark.sent
def test_a_refused_recall_puts_the_delivery_back_where_it_was(cast: Cast) -> None:
    carry()
    made_known(cast)
    carry()
    recalled(cast)
    cast.dao.does("/incoming/1", "refuse_recall", {"reason": "Đã triển khai."})
    ok(cast.anh.does("/incoming/1", "refuse_recall"))
    carry()
    assert (delivery().state, delivery().words) == ("ACCEPTED", "Đã triển khai.")
    assert heard()[-1] == ("16", "ACCEPTED", True)


@pytest.mark.sent
def test_a_recall_before_anything_was_sent_is_settled_here(cast: Cast) -> None:
    """§8.5: CANCELLED locally, nothing goes out."""
    recalled(cast)
    assert delivery().state == "CANCELLED"
    assert papers() == []
    assert [letter.state for letter in posted()] == ["CANCELLED"]
