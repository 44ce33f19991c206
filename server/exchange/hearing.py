"""What is heard of our documents: a status moves a delivery, or is only written down (§8.4)."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from server import outbox
from server.clock import local, now, today
from server.database import db, transaction
from server.desks.models import History
from server.documents.delivery.models import Delivery, DeliveryEvent, Letter
from server.documents.delivery.services import (
    ask_one_back,
    post_answer,
    recall_one,
    write_event,
)
from server.documents.outgoing.models import OutgoingDocument
from server.exchange import accepted, directory, wishes
from server.exchange.envelope import NEW, RECALL, UPDATE, StatusMessage
from server.exchange.reading import organ_key
from server.org.actor import Actor, the_server
from server.papers import telling
from workflows import Refused
from workflows.dispatch import QUEUED, SENT, UPDATES, after, code_of, is_authorised, remembered
from workflows.dispatch import Delivery as State
from workflows.outgoing import GONE

CAME, TURNED_AWAY, TAKE_BACK, NO = "01", "02", "13", "16"
WISH_CAME = {
    RECALL: "Yêu cầu thu hồi đã tới nơi nhận.",
    UPDATE: "Yêu cầu cập nhật đã tới nơi nhận.",
}
"""What 01 means of an envelope that is no document of its own."""
WAITS = ("QUEUED", "SENT")
"""An update that has no answer yet; one that got there says so late, where its receipt was lost."""


def hear(said: StatusMessage) -> None:
    """One status in one act; who is no party to the document is refused."""
    code = code_of(said.code)
    with transaction():
        accepted.remember(said.about.document_id)
        if code == TAKE_BACK:
            _asked_back(said)
            return
        delivery = _delivery(said)
        business = _business_of(delivery, said.about.document_id)
        stood = delivery.state
        applied = (
            code is not None and business is not None and _hear(delivery, code, business, said)
        )
        came = WISH_CAME.get(business or 0, "") if code == CAME else ""
        words = " ".join(filter(None, (came, _words(said, code, delivery))))
        write_event(delivery, said.code[:40], applied, words)
        if applied and stood == State.CANCELLED:
            _ask_for_it_now(delivery)
        tell(delivery)
        if applied and (code == NO or (code == TURNED_AWAY and business in WISH_CAME)):
            _tell_of_a_no(delivery, of_recall=delivery.state != stood)


def _ask_for_it_now(delivery: Delivery) -> None:
    """It was called back before it was known to have left; the reason is the one of then (§8.5)."""
    asked = select(DeliveryEvent.words).where(
        DeliveryEvent.delivery_id == delivery.id, DeliveryEvent.code == TAKE_BACK
    )
    words = db.session.scalar(asked.order_by(DeliveryEvent.id.desc()).limit(1)) or ""
    paper = db.session.get_one(OutgoingDocument, delivery.outgoing_id)
    if paper.state in GONE:
        recall_one(paper, delivery, words)
    else:
        ask_one_back(delivery, words, "")


def _hear(delivery: Delivery, code: str, business: int, said: StatusMessage) -> bool:
    """An answer to an update is the update's; anything else moves the delivery. Who names neither
    the update nor the recall answers the older wish, for they are answered in turn (§8.2). A wish
    that was turned away (02) is refused; the document is where it was."""
    if code == TURNED_AWAY and business in WISH_CAME:
        code = NO
    if code not in UPDATES or business == RECALL:
        return _apply(delivery, code, said)
    letter = _unanswered(delivery, said.about.document_id if business == UPDATE else "")
    if letter is None:
        return business != UPDATE and _apply(delivery, code, said)
    letter.state = UPDATES[code]
    return True


def _unanswered(delivery: Delivery, document_id: str) -> Letter | None:
    """The update that this names, or the oldest, which has no answer yet."""
    mine = select(Letter).where(
        Letter.paper_kind == "outgoing", Letter.paper_id == delivery.outgoing_id,
        Letter.delivery_id == delivery.id, Letter.business == UPDATE, Letter.state.in_(WAITS),
    )  # fmt: skip
    if document_id:
        mine = mine.where(Letter.document_id == document_id)
    return db.session.scalar(mine.order_by(Letter.id).limit(1))


def _words(said: StatusMessage, code: str | None, delivery: Delivery) -> str:
    odd = "" if code else "Mã trạng thái lạ."
    return " ".join(filter(None, (odd, _odd_time(said, delivery), said.words)))


def _tell_of_a_no(delivery: Delivery, *, of_recall: bool) -> None:
    """The clerks hear of it, and whoever ordered that it be taken back (§8.5): the document's page
    is not one that anybody still watches."""
    server = the_server(delivery.agency_id)
    about = {"kind": "outgoing", "id": delivery.outgoing_id, "seq": 0}
    what = telling.NOT_GIVEN if of_recall else telling.NOT_UPDATED
    telling.bring(server, about, {f"a:{delivery.agency_id}:CLERK"}, what)
    if of_recall:
        _tell_who_ordered(server, about)


def _tell_who_ordered(server: Actor, about: dict[str, Any]) -> None:
    ordered = select(History.person_id).where(
        History.paper_kind == about["kind"],
        History.paper_id == about["id"],
        History.transition == "propose_recall",
    )
    person_id = db.session.scalar(ordered.order_by(History.id.desc()).limit(1))
    if person_id is not None:
        telling.tell_person(server, about, person_id, telling.NOT_GIVEN)


def _odd_time(said: StatusMessage, delivery: Delivery) -> str:
    """A moment that never was, or that lies before the document's own day (§8.8, 7): told as it was
    written, and never reckoned with."""
    if said.at is None:
        return f"Nơi nhận ghi thời điểm không có thật: {said.said_at}." if said.said_at else ""
    day = local(said.at).date()
    if day >= today():
        return ""
    issued_on = db.session.get_one(OutgoingDocument, delivery.outgoing_id).issued_on
    if issued_on is None or day >= issued_on:
        return ""
    return f"Nơi nhận ghi thời điểm {said.said_at}, trước ngày ban hành."


def _delivery(said: StatusMessage) -> Delivery:
    """By DocumentId, of the document or of its recall; it must have gone to who speaks now."""
    document_id = said.about.document_id
    by_letter = select(Letter.delivery_id).where(
        Letter.document_id == document_id, Letter.delivery_id.is_not(None)
    )
    named = or_(Delivery.document_id == document_id, Delivery.id.in_(by_letter))
    found = db.session.scalars(
        select(Delivery)
        .where(named)
        .options(joinedload(Delivery.recipient))
        .with_for_update(of=Delivery)
    ).all()
    if not found:
        raise Refused("gateway_unknown_document", "ResponseFor", document=document_id)
    mine = next((one for one in found if _may_say(said, one)), None)
    if mine is None:
        raise Refused("gateway_not_party", "From", organ=said.sender.organ_id)
    return mine


def _business_of(delivery: Delivery, document_id: str) -> int | None:
    """Whether the document itself is meant (0), or what was wished of it since (§8.2). None: sent
    anew it is another message (§8.6), and what is said of the old one moves it no more."""
    if document_id == delivery.document_id:
        return NEW
    wish = select(Letter.business).where(
        Letter.delivery_id == delivery.id, Letter.document_id == document_id,
        Letter.about_id == delivery.document_id,
    )  # fmt: skip
    return db.session.scalar(wish.limit(1))


def _may_say(said: StatusMessage, delivery: Delivery) -> bool:
    """Its recipient, or who took over from it (ORG-13); of an unknown code too."""
    code, author = code_of(said.code) or "01", said.sender.organ_id
    return any(
        is_authorised(code, author=author, sender="", recipient=heir.organ_id)
        for heir in directory.takers(delivery.recipient)
    )


def _apply(delivery: Delivery, code: str, said: StatusMessage) -> bool:
    """Move it where the law says; who answers has received, so a queued one counts as sent."""
    state = State(delivery.state)
    state = SENT if state is QUEUED else state
    former = State(delivery.former) if delivery.former else None
    target = after(state, code, former)
    delivery.former = remembered(state, code, former)
    if target is None:
        return False
    delivery.state, delivery.status_code = target, code
    delivery.words, delivery.at, delivery.alarm_at = said.words, now(), None
    return True


def tell(delivery: Delivery) -> None:
    """The sender's clerks, and whoever has the document open, hear that something moved."""
    paper = select(OutgoingDocument.version, OutgoingDocument.state)
    row = db.session.execute(paper.where(OutgoingDocument.id == delivery.outgoing_id)).first()
    version, state = row if row else (0, "")
    seen = {"kind": "outgoing", "id": delivery.outgoing_id}
    outbox.announce("notice", {f"a:{delivery.agency_id}:CLERK"}, seen | {"seq": version})
    watchers = {f"w:outgoing:{delivery.outgoing_id}"}
    outbox.announce("outgoing:moved", watchers, seen | {"step": "delivery", "state": str(state)})


def _asked_back(said: StatusMessage) -> None:
    """13 goes the other way: the sender of a document here asks for it back (§8.4)."""
    agency = directory.inside(organ_key(said.about.organ_id))
    document_id = said.about.document_id
    senders = directory.succeeds(said.sender.organ_id)
    paper = wishes.wished_of(directory.takers(agency), senders, document_id) if agency else None
    if paper is None:
        raise Refused("gateway_unknown_document", "ResponseFor", document=document_id)
    if not wishes.put(paper, "recall", words=said.words, document_id=document_id):
        post_answer(paper, "16", wishes.too_late(paper))
