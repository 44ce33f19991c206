"""Envelopes as others send them, and what the office answers."""

import io
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from server.clock import now, today
from server.database import db
from server.documents.delivery.models import Arrival, Delivery, DeliveryEvent, Letter
from server.documents.incoming.models import IncomingDocument
from server.exchange.envelope import About, Attachment, Message, Organ, StatusMessage
from server.exchange.writing import write
from server.outbox import Announcement
from tests.cast import Cast, Hand
from tests.office.papers import ok, scan

PROVINCE = Organ(organ_id="H56", name="Ủy ban nhân dân tỉnh Thanh Hóa")
DISTRICT = Organ(organ_id="H56.12", name="Ủy ban nhân dân huyện Hoằng Hóa")
COMMUNE = Organ(organ_id="H56.12.21", name="Ủy ban nhân dân xã Hoằng Phú")


def attachment(data: bytes | None = None, name: str = "cv-1250.pdf") -> Attachment:
    media, cid = "application/pdf", f"cid:{name}"
    return Attachment(name=name, data=data or scan(), media_type=media, content_id=cid)


LETTER = Message(
    sender=PROVINCE,
    recipients=[DISTRICT],
    document_id="0a5d2bd0-7a5e-4a83-9f29-9a51f0d6c001",
    number="1250",
    notation="UBND-VX",
    place="Thanh Hóa",
    issued_on=today(),
    doc_type="Công văn",
    subject="V/v đẩy mạnh chuyển đổi số trong hội họp",
    signer="Đầu Thanh Tùng",
    urgency="0",
    sent_at=now(),
    attachments=[attachment()],
)


def envelope(**more: Any) -> bytes:
    """The province's letter to the district, with what a test changes."""
    return write(replace(LETTER, **more))


def status(code: str, document_id: str, sender: Organ = COMMUNE, **more: Any) -> bytes:
    about = About(organ_id=more.pop("to", DISTRICT.organ_id), document_id=document_id)
    return write(StatusMessage(sender=sender, about=about, code=code, at=now(), **more))


def hand_in(hand: Hand, body: bytes, **how: Any) -> TestResponse:
    """What another system does: POST the envelope as XML."""
    return hand.asks("POST", "/gateway/edxml", data=body, content_type="application/xml", **how)


def hand_in_form(hand: Hand, body: bytes, **how: Any) -> TestResponse:
    return hand.asks(
        "POST", "/gateway/edxml", data={"file": (io.BytesIO(body), "thu.edxml")}, **how
    )


def arrived_from_the_province(cast: Cast) -> None:
    """The office answers 01 at once: a letter to the province waits."""
    assert hand_in(cast.lan, envelope()).status_code == 202


def file_of(hand: Hand, path: str) -> bytes:
    """The main file of a paper, as this one gets it."""
    got = hand.asks("GET", f"{path}/files/1")
    try:
        return got.data
    finally:
        got.close()


def papers() -> list[IncomingDocument]:
    db.session.rollback()
    return list(db.session.scalars(select(IncomingDocument).order_by(IncomingDocument.id)))


def arrivals() -> list[Arrival]:
    db.session.rollback()
    return list(db.session.scalars(select(Arrival).order_by(Arrival.id)))


def posted(**wanted: Any) -> list[Letter]:
    """The letters of the outbox, oldest first."""
    db.session.rollback()
    return list(db.session.scalars(select(Letter).filter_by(**wanted).order_by(Letter.id)))


def answered() -> list[str]:
    """The statuses that were said, in their order."""
    return [letter.status_code for letter in posted(kind="status")]


def delivery() -> Delivery:
    """The only delivery of the office."""
    db.session.rollback()
    return db.session.scalars(select(Delivery)).one()


def heard() -> list[tuple[str, str, bool]]:
    """(code, state, applied) of everything that was heard of deliveries."""
    db.session.rollback()
    rows = db.session.scalars(select(DeliveryEvent).order_by(DeliveryEvent.id))
    return [(row.code, row.state, row.applied) for row in rows]


def made_known(cast: Cast) -> None:
    """Đào enters what came, and Ánh has her officer know of it: it was acted upon (IN-T24)."""
    ok(cast.dao.does("/incoming/1", "register"))
    ok(cast.dao.does("/incoming/1", "present"))
    ok(cast.anh.does("/incoming/1", "for_info", {"to": ["chuyenvien.hoangphu"]}))


def lans_bell() -> int:
    """How many times the district's clerks were told something."""
    db.session.rollback()
    huyen = delivery().agency_id
    room = f"seat:a:{huyen}:CLERK"
    return len(db.session.scalars(select(Announcement).where(Announcement.room == room)).all())


def seen(cast: Cast) -> tuple[str, str]:
    (row,) = cast.lan.sees("/outgoing/1")["deliveries"]
    return row["state"], row["status_code"]
