"""An agency that is no more: what is for it, and what it sent, is its successor's (C07, ORG-13)."""

import datetime as dt
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.exchange.carrier import carry
from server.exchange.directory import organ_of
from server.exchange.envelope import REPLACE, Organ, Replaced
from server.org.heirs_mail import MailRoute
from server.org.models import Agency
from server.org.queries import agency_by_code, agency_by_organ
from tests.cast import Cast
from tests.office.exchange.letters import (
    LETTER,
    PROVINCE,
    answered,
    arrivals,
    attachment,
    delivery,
    envelope,
    hand_in,
    papers,
    posted,
    status,
)
from tests.office.exchange.test_wishes import recall, registered
from tests.office.papers import ok


def close_hoangphu(days_ago: int, successor: str | None = "hoangdong") -> None:
    closed = db.session.scalars(select(Agency).where(Agency.code == "hoangphu")).one()
    heir = db.session.scalars(select(Agency).where(Agency.code == successor)).first()
    closed.valid_to = today() - dt.timedelta(days=days_ago)
    closed.successor_id = heir.id if heir else None
    db.session.commit()


@pytest.fixture
def to_closed() -> bytes:
    to = replace(PROVINCE, organ_id="H56.12.21")
    return envelope(recipients=[to], attachments=[attachment()])


def test_what_is_addressed_to_a_closed_commune_goes_to_its_successor_with_a_flag(
    cast: Cast, to_closed: bytes
) -> None:
    """C07, ORG-13."""
    close_hoangphu(days_ago=10)
    assert hand_in(cast.lan, to_closed).status_code == 202
    (row,) = cast.dao2.sees("/incoming")["items"]
    assert row["state"] == "ARRIVED"
    assert "chuyển tới nơi kế thừa" in papers()[0].note
    assert answered() == ["01"]


def test_the_recall_of_what_went_to_a_closed_commune_goes_to_its_successor(
    one_cast: Cast, to_closed: bytes
) -> None:
    """ORG-13: the paper lies at the successor, be it by the gate or by the handing over."""
    close_hoangphu(days_ago=10)
    hand_in(one_cast.lan, to_closed)
    to = replace(PROVINCE, organ_id="H56.12.21")
    assert hand_in(one_cast.lan, recall(recipients=[to])).status_code == 202
    assert papers()[0].request == "recall"
    ok(one_cast.dao2.does("/incoming/1", "recall_received"))
    late = status("13", LETTER.document_id, sender=PROVINCE, to="H56.12.21")
    assert hand_in(one_cast.lan, late).status_code == 202
    assert posted(status_code="16")[0].words.startswith("Văn bản đã được lấy lại")


@pytest.mark.parametrize("to", ["H56.12.21", "H56.12.22"])
def test_what_replaces_a_letter_to_a_closed_commune_finds_it_at_the_successor(
    one_cast: Cast, to_closed: bytes, to: str
) -> None:
    """Whoever it is addressed to now, the list of whom it is replaced for names the old commune:
    it is for those that had the older one (§8.2)."""
    assert hand_in(one_cast.lan, to_closed).status_code == 202
    close_hoangphu(days_ago=10)
    older = Replaced(document_id=LETTER.document_id, organ_ids=["H56.12.21"])
    new = {"document_id": "moi", "number": "1300", "recipients": [replace(PROVINCE, organ_id=to)]}
    said = envelope(business=REPLACE, replaced=[older], **new)
    assert hand_in(one_cast.lan, said).status_code == 202
    old, paper = papers()
    assert (paper.agency.code, old.agency.code) == ("hoangdong", "hoangphu")
    assert (old.request, old.request_data["by_id"]) == ("replace", paper.id)


def test_an_heir_of_one_field_is_told_what_replaces_a_letter_to_the_whole_commune(
    one_cast: Cast, to_closed: bytes
) -> None:
    """What was the commune's goes to one, its digital matters to another (ORG-13)."""
    hand_in(one_cast.lan, to_closed)
    closed, thinh = map(agency_by_code, ("hoangphu", "hoangthinh"))
    close_hoangphu(days_ago=10)
    db.session.add(MailRoute(agency_id=closed.id, heir_id=thinh.id, words="chuyển đổi số"))
    db.session.commit()
    older = Replaced(document_id=LETTER.document_id, organ_ids=["H56.12.21"])
    to = replace(PROVINCE, organ_id="H56.12.21")
    said = envelope(document_id="moi", business=REPLACE, replaced=[older], recipients=[to])
    assert hand_in(one_cast.lan, said).status_code == 202
    old, paper = papers()
    assert (paper.agency, old.request) == (thinh, "replace")


def test_a_replacement_for_others_is_none_here(one_cast: Cast, to_closed: bytes) -> None:
    hand_in(one_cast.lan, to_closed)
    close_hoangphu(days_ago=10)
    older = Replaced(document_id=LETTER.document_id, organ_ids=["H56.12.23"])
    to = replace(PROVINCE, organ_id="H56.12.22")
    said = envelope(document_id="moi", business=REPLACE, replaced=[older], recipients=[to])
    assert hand_in(one_cast.lan, said).status_code == 202
    assert papers()[0].request == ""


def test_the_successor_replaces_what_the_closed_sender_sent(one_cast: Cast) -> None:
    """ORG-13: the province's department is merged into another, which speaks for it."""
    stttt = Organ(organ_id="H56.102", name="Sở Thông tin và Truyền thông")
    skhcn = Organ(organ_id="H56.117", name="Sở Khoa học và Công nghệ")
    hand_in(one_cast.lan, envelope(sender=stttt))
    older = Replaced(document_id=LETTER.document_id, organ_ids=["H56.12"])
    said = {"sender": skhcn, "business": REPLACE, "replaced": [older]}
    hand_in(one_cast.lan, envelope(document_id="la", number="1300", **said))
    assert papers()[0].request == "", "a stranger replaces nothing"
    gone, heir = map(agency_by_organ, (stttt.organ_id, skhcn.organ_id))
    gone.valid_to, gone.successor_id = today() - dt.timedelta(days=1), heir.id
    db.session.commit()
    hand_in(one_cast.lan, envelope(document_id="moi", number="1301", **said))
    assert papers()[0].request_data["by_code"].startswith("1301/")


def test_it_is_found_wherever_it_was_handed_over_to(one_cast: Cast) -> None:
    """A district splits: what it had lies at one of several heirs, by field and area (ORG-10)."""
    registered(one_cast)
    thinh = db.session.scalars(select(Agency).where(Agency.code == "hoangthinh")).one()
    papers()[0].agency_id = thinh.id
    db.session.commit()
    assert hand_in(one_cast.lan, recall()).status_code == 202
    assert papers()[0].request == "recall"


@pytest.mark.sent
def test_the_successor_recalls_what_the_closed_agency_sent(one_cast: Cast) -> None:
    """ORG-13: he speaks for it; a stranger does not."""
    carry()
    huyen = db.session.scalars(select(Agency).where(Agency.code == "huyen")).one()
    heir = db.session.scalars(select(Agency).where(Agency.code == "hoangdong")).one()
    (paper,) = papers()
    asked = {"to": "H56.12.21", "words": "Kế thừa, thu hồi"}
    by_heir = status("13", paper.message_id, sender=organ_of(heir), **asked)
    assert hand_in(one_cast.dao, by_heir).json["code"] == "gateway_unknown_document"
    huyen.successor_id = heir.id
    db.session.commit()
    assert hand_in(one_cast.dao, by_heir).status_code == 202
    assert papers()[0].request == "recall"


@pytest.mark.parametrize(("days", "successor"), [(90, "hoangdong"), (1, None)])
def test_after_the_grace_or_without_a_successor_it_goes_back(
    one_app: Flask, to_closed: bytes, days: int, successor: str | None
) -> None:
    close_hoangphu(days, successor)
    assert hand_in(Cast(one_app).lan, to_closed).status_code == 202
    assert papers() == []
    (letter,) = posted(kind="status")
    assert letter.status_code == "02"
    assert "đã kết thúc hoạt động" in letter.words
    assert len(arrivals()) == 1


@pytest.mark.sent
def test_the_successor_speaks_for_the_closed_agency(one_app: Flask) -> None:
    close_hoangphu(days_ago=0)
    carry()
    assert papers()[0].agency.code == "hoangdong"
    assert delivery().state == "DELIVERED"
