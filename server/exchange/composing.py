"""Puts a letter of the outbox into its envelope (DOMAIN §8.1–8.4)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import select

from server.database import db
from server.documents.delivery.models import Delivery, Letter
from server.documents.delivery.queries import asked_before
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.in_name_of import name_of_signer, title_of_signer
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.references import first_asked
from server.exchange.bodies import HEAVY, on_disk
from server.exchange.directory import organ_of
from server.exchange.envelope import (
    NEW,
    RECALL,
    REPLACE,
    About,
    Attachment,
    Message,
    Organ,
    Replaced,
    StatusMessage,
)
from server.exchange.writing import day, pour, write
from server.files import Body, store
from server.org.models import Agency
from server.papers.safe import answers_of
from server.papers.services import files_of
from workflows.urgency import Urgency, rank

OF_STATUS: Mapping[str, type[Any]] = {"incoming": IncomingDocument, "outgoing": OutgoingDocument}
"""What a status is of: a document that came; 13 of one that went (§8.4)."""


@contextmanager
def enveloped(letter: Letter) -> Iterator[Body]:
    """The bytes of a letter, for as long as it is being handed over: the same each time."""
    said = said_by(letter)
    files = () if isinstance(said, StatusMessage) else said.attachments
    if sum(len(one.data) for one in files) < HEAVY:
        yield write(said)
        return
    with on_disk(partial(pour, said)) as body:
        yield body


def said_by(letter: Letter) -> Message | StatusMessage:
    if letter.kind == "status":
        return _status(letter)
    paper = db.session.get_one(OutgoingDocument, letter.paper_id)
    return _recall(letter, paper) if letter.business == RECALL else _document(letter, paper)


def _sender(letter: Letter) -> Organ:
    return organ_of(db.session.get_one(Agency, letter.agency_id))


def _recipient(letter: Letter) -> Organ:
    delivery = db.session.get_one(Delivery, letter.delivery_id)
    return organ_of(delivery.recipient)


def _status(letter: Letter) -> StatusMessage:
    paper: Any = None
    if letter.paper_kind in OF_STATUS:
        paper = db.session.get(OF_STATUS[letter.paper_kind], letter.paper_id)
    return StatusMessage(
        sender=_sender(letter),
        about=About(
            organ_id=letter.to_organ,
            code=paper.code if paper else "",
            issued_on=day(paper.issued_on) if paper else "",
            document_id=letter.document_id,
        ),
        code=letter.status_code,
        words=letter.words or _locked_words(letter, paper),
        staff=letter.by_name,
        at=letter.created_at,
    )


def _locked_words(letter: Letter, paper: Any) -> str:
    """Of a paper that is shut away the answer lies in its box too (SEC-02): its sender hears it."""
    if paper is None or not paper.may_lie_in_a_safe:
        return ""
    return answers_of(letter.paper_kind, letter.paper_id).get(letter.id, "")


def _document(letter: Letter, paper: OutgoingDocument) -> Message:
    number, _, notation = paper.code.partition("/")
    replaced = _replaced(paper)
    first = REPLACE if replaced else NEW
    return Message(
        sender=_sender(letter),
        recipients=[_recipient(letter)],
        document_id=letter.document_id,
        business=letter.business or first,
        updates=letter.about_id,
        reason=letter.words,
        number=number,
        notation=notation,
        place=paper.agency.place_name,
        issued_on=paper.issued_on,
        doc_type=paper.doc_type,
        subject=paper.subject,
        competence=paper.capacity,
        position=title_of_signer(paper),
        signer=name_of_signer(paper),
        due_on=_due_on(letter, paper),
        to_places=[one.name for one in paper.recipients],
        urgency=str(rank(Urgency(paper.urgency))),
        about=_answered(paper),
        replaced=replaced,
        staff=letter.by_name,
        sent_at=letter.created_at,
        attachments=_files(paper),
    )


def _due_on(letter: Letter, paper: OutgoingDocument) -> dt.date | None:
    """Until when an answer is asked for, as an update before this letter moved it, or this one
    does; a day that passed before it was issued no office could use (§4.5), so it is not said."""
    asked = letter.due_on or asked_before(letter) or first_asked(paper)
    return asked if asked and paper.issued_on and asked >= paper.issued_on else None


def _recall(letter: Letter, paper: OutgoingDocument) -> Message:
    """A recall is a document of its own that names the other in ResponseFor (§8.2)."""
    number, _, notation = paper.code.partition("/")
    sender = _sender(letter)
    return Message(
        sender=sender,
        recipients=[_recipient(letter)],
        document_id=letter.document_id,
        business=RECALL,
        reason=letter.words,
        number=number,
        notation=notation,
        issued_on=paper.issued_on,
        doc_type=paper.doc_type,
        subject=f"Thu hồi văn bản số {paper.code}",
        about=[
            About(
                organ_id=sender.organ_id,
                code=paper.code,
                issued_on=day(paper.issued_on),
                document_id=letter.about_id,
            )
        ],
        sent_at=letter.created_at,
    )


def _answered(paper: OutgoingDocument) -> list[About]:
    """The document that this one replies to, where it came by wire."""
    asked = db.session.get(IncomingDocument, paper.replies_to_id) if paper.replies_to_id else None
    if asked is None or not asked.electronic:
        return []
    return [
        About(
            organ_id=asked.organ_id,
            code=asked.code,
            issued_on=day(asked.issued_on),
            document_id=asked.message_id,
        )
    ]


def _replaced(paper: OutgoingDocument) -> list[Replaced]:
    """The document it replaces, under each id and for everybody it went to."""
    older = select(Delivery).where(Delivery.outgoing_id == paper.replaces_id)
    found: dict[str, list[str]] = {}
    for one in db.session.scalars(older.order_by(Delivery.id)) if paper.replaces_id else ():
        found.setdefault(one.document_id, []).append(one.recipient.organ_id)
    return [Replaced(document_id=name, organ_ids=organs) for name, organs in found.items()]


def _files(paper: OutgoingDocument) -> list[Attachment]:
    return [
        Attachment(
            name=file.name,
            data=store().view(file.sha256),
            media_type=file.media_type,
            content_id=f"cid:{n}.{file.sha256}",
        )
        for n, file in enumerate(files_of("outgoing", paper.id), 1)
    ]
