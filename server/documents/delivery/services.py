"""Steps that put letters on their way; they open no transaction, the exchange carries later."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, update

from server import audit
from server.clock import now
from server.database import db, put
from server.documents.delivery.models import Arrival, Delivery, DeliveryEvent, Letter
from server.documents.delivery.queries import TRIED, UPDATED
from server.org.models import Agency

_OF_STATUS = ("paper_kind", "paper_id", "kind", "status_code", "words")
_POSTED = select(Letter.id).filter_by(**{name: bindparam(name) for name in _OF_STATUS}).limit(1)


def post_status(paper: Any, code: str, words: str = "") -> None:
    """Tell the sender of an electronic document how it stands (DOMAIN §8.4): once for each code.

    An entry that came on paper first has a sender once its electronic document is laid in (IN-05).
    """
    key = {"paper_kind": "incoming", "paper_id": paper.id, "kind": "status", "status_code": code}
    if paper.message_id and not _is_posted(key, words):
        post_answer(paper, code, words)


def _is_posted(key: dict[str, object], words: str) -> bool:
    return db.session.scalar(_POSTED, key | {"words": words}) is not None


def post_answer(paper: Any, code: str, words: str = "") -> None:
    """The same, and nothing is asked first: a new paper was told of nothing yet, and each wish is
    answered, in the same words too."""
    key = {"paper_kind": "incoming", "paper_id": paper.id, "kind": "status", "status_code": code}
    if paper.message_id:
        _post(paper.agency_id, paper.organ_id, paper.message_id, words=words, **key)


def post_reply(arrival: Arrival, code: str, words: str = "") -> None:
    """Answer an envelope that is no paper of its own: a recall, an update, one turned away."""
    key = {"paper_kind": "arrival", "paper_id": arrival.id, "kind": "status", "status_code": code}
    if not _is_posted(key, words):
        _post(arrival.agency_id, arrival.from_organ, arrival.document_id, words=words, **key)


def repeat_receipt(arrival: Arrival) -> None:
    """The same envelope came again: what was answered at once is said once more (DOMAIN §8.6)."""
    about = and_(Letter.paper_kind == "arrival", Letter.paper_id == arrival.id)
    paper = and_(Letter.paper_kind == "incoming", Letter.paper_id == arrival.incoming_id)
    said = (or_(about, paper), Letter.kind == "status", Letter.status_code.in_(("01", "02")))
    queue_again(*said, Letter.document_id == arrival.document_id, Letter.state != "QUEUED")


def go_at_once(to_organ: str) -> None:
    """Whatever waits for its next try to him: the line is mended, or somebody thinks so."""
    queue_again(TRIED, Letter.to_organ == to_organ)


def queue_again(*which: ColumnElement[bool]) -> None:
    """The same letters on their way anew, with all their tries before them."""
    again = update(Letter).where(*which)
    db.session.execute(again.values(state="QUEUED", tries=0, next_try_at=now()))


def post_document(paper: Any, recipients: list[tuple[Agency, str]], document_id: str) -> None:
    """One delivery and one letter for each recipient (OUT-T15)."""
    for agency, kind in recipients:
        delivery = Delivery(
            outgoing_id=paper.id,
            agency_id=paper.agency_id,
            recipient_id=agency.id,
            kind=kind,
            document_id=document_id,
            at=now(),
        )
        db.session.add(delivery)
        db.session.flush()
        key = {"paper_kind": "outgoing", "paper_id": paper.id, "kind": "document"}
        _post(paper.agency_id, agency.organ_id, document_id, delivery_id=delivery.id, **key)


def post_business(
    paper: Any, delivery: Delivery, business: int, document_id: str, words: str, **more: object
) -> None:
    """Recall (1), update (2), replace (3): a document with its own envelope (DOMAIN §8.2)."""
    _post(
        paper.agency_id,
        delivery.recipient.organ_id,
        document_id,
        kind="document",
        business=business,
        words=words,
        about_id=delivery.document_id,
        paper_kind="outgoing",
        paper_id=paper.id,
        delivery_id=delivery.id,
        **more,
    )


def _post(agency_id: int, to_organ: str, document_id: str, **columns: object) -> None:
    row = {"agency_id": agency_id, "to_organ": to_organ, "document_id": document_id}
    put(Letter, row | {"created_at": now(), "next_try_at": now()} | columns)


def write_event(delivery: Delivery, code: str, applied: bool, words: str = "") -> None:
    """A row of what happened to a delivery, whether it moved it or not (C04)."""
    db.session.add(
        DeliveryEvent(
            delivery_id=delivery.id,
            at=now(),
            code=code,
            state=delivery.state,
            applied=applied,
            words=words,
        )
    )
    audit.append(
        "receipt",
        f"outgoing/{delivery.outgoing_id}",
        delivery=delivery.id,
        code=code,
        applied=int(applied),
        delivery_state=str(delivery.state),
        agency=delivery.agency_id,
    )


def post_again(delivery: Delivery, letter: Letter, document_id: str, by: str) -> None:
    """The document once more, in a letter of its own (DOMAIN §8.5: the clerk must act)."""
    stop_trying(delivery)
    delivery.document_id, delivery.state, delivery.at = document_id, "QUEUED", now()
    delivery.status_code = delivery.words = ""
    key = {"paper_kind": "outgoing", "paper_id": delivery.outgoing_id, "kind": "document"}
    _post(
        delivery.agency_id,
        letter.to_organ,
        document_id,
        delivery_id=delivery.id,
        by_name=by,
        **key,
    )


def send_update(
    paper: Any, told: Iterable[Delivery], due_on: dt.date | None, words: str, by: str
) -> None:
    """Tell these recipients what is otherwise now, each in a message of its own (type 2, §8.2)."""
    for delivery in told:
        more = {"due_on": due_on, "by_name": by}
        post_business(paper, delivery, 2, str(uuid.uuid4()), words, **more)
        write_event(delivery, UPDATED, True, words)


def recall_deliveries(paper: Any, words: str) -> None:
    """Ask every recipient for it back; what was not sent yet is cancelled here (DOMAIN §8.5)."""
    mine = select(Delivery).where(Delivery.outgoing_id == paper.id)
    for delivery in db.session.scalars(mine):
        if delivery.state == "QUEUED":
            _cancel(delivery)
            write_event(delivery, "13", True, words)
        elif delivery.state == "FAILED":
            stop_trying(delivery)
        elif delivery.state not in ("REFUSED", "CANCELLED", "RECALLED"):
            recall_one(paper, delivery, words)


def recall_one(paper: Any, delivery: Delivery, words: str) -> None:
    """One recipient of what was called back is told so, in a message of its own."""
    _ask_back(delivery)
    post_business(paper, delivery, 1, f"{delivery.document_id}-recall", words)
    write_event(delivery, "13", True, words)


def ask_one_back(delivery: Delivery, words: str, by: str) -> None:
    """The light form, status 13: one recipient is asked, the document stands (DOMAIN §8.4). What
    was not sent yet is cancelled here."""
    if delivery.state == "QUEUED":
        _cancel(delivery)
    else:
        _ask_back(delivery)
        key = {"paper_kind": "outgoing", "paper_id": delivery.outgoing_id, "kind": "status"}
        said = {"status_code": "13", "words": words, "by_name": by, "delivery_id": delivery.id}
        organ = delivery.recipient.organ_id
        _post(delivery.agency_id, organ, delivery.document_id, **key, **said)
    write_event(delivery, "13", True, words)


def _ask_back(delivery: Delivery) -> None:
    """A refusal leads back to where it stood (§8.5), however often it is asked."""
    if delivery.state != "RECALL_REQUESTED":
        delivery.former = delivery.state
    delivery.state, delivery.at, delivery.alarm_at = "RECALL_REQUESTED", now(), None


def _cancel(delivery: Delivery) -> None:
    delivery.state, delivery.at = "CANCELLED", now()
    stop_trying(delivery)


def stop_trying(delivery: Delivery) -> None:
    """What failed is tried hourly, until it is taken back, or sent once more in another letter."""
    waiting = update(Letter).where(Letter.delivery_id == delivery.id, Letter.state == "QUEUED")
    db.session.execute(waiting.values(state="CANCELLED"))


def say_no_more(letter: Letter, why: str) -> None:
    """An answer that nobody takes is left, and why stands beside it."""
    mine = update(Letter).where(Letter.id == letter.id)
    db.session.execute(mine.values(state="CANCELLED", error=why))
