"""What a document message does here: a paper on the clerk's desk, or a wish of its sender (§8.2)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from server import outbox
from server.clock import now
from server.database import db, transaction
from server.documents.delivery.models import Arrival
from server.documents.delivery.services import post_reply, repeat_receipt
from server.documents.incoming.models import IncomingDocument
from server.exchange import directory, entering, wishes
from server.exchange.envelope import RECALL, UPDATE, Message
from server.exchange.opening import Opened, open_envelope
from server.org import queries
from server.org.models import Agency
from workflows import Refused
from workflows.incoming import Incoming


@dataclass(frozen=True, slots=True)
class Coming:
    """An envelope on its way to one agency of this installation."""

    said: Message
    agency: Agency
    opened: Opened
    arrival: Arrival


def receive(said: Message, body: bytes) -> tuple[int, ...]:
    """Bring the envelope to every recipient that is here, all or none; ids of the new papers."""
    here = _recipients(said)
    if all(_known(said, agency) for agency in here):
        with transaction():
            for agency in here:
                _answer_again(said, agency)
        return ()
    opened = open_envelope(said, body)
    with transaction():
        made = [_bring(said, db.session.merge(agency), opened) for agency in here]
    return tuple(paper.id for paper in made if paper is not None)


def _recipients(said: Message) -> list[Agency]:
    """Those of the recipients that are here, each once; refused where nobody is."""
    wanted = list(dict.fromkeys(organ.organ_id for organ in said.recipients))
    if said.sender.organ_id in wanted:
        raise Refused("gateway_to_itself", "To")
    found = [agency for organ_id in wanted if (agency := _here(organ_id))]
    if not found:
        raise Refused("gateway_unknown_recipient", "To", organ=", ".join(wanted)[:200])
    return found


def _here(organ_id: str) -> Agency | None:
    agency = queries.agency_by_organ(organ_id)
    return None if agency is None or agency.external else agency


def _known(said: Message, agency: Agency) -> Arrival | None:
    return db.session.scalar(
        select(Arrival).filter_by(
            agency_id=agency.id,
            from_organ=said.sender.organ_id,
            document_id=said.document_id,
            business=said.business,
            body_sha256=said.content_sha256,
        )
    )


def _answer_again(said: Message, agency: Agency) -> None:
    arrival = _known(said, agency)
    if arrival is not None:
        repeat_receipt(arrival)


def _bring(said: Message, agency: Agency, opened: Opened) -> IncomingDocument | None:
    """One envelope to one agency, once; the paper where it made a new one."""
    known = _known(said, agency)
    if known is not None:
        repeat_receipt(known)
        return None
    coming = Coming(said, agency, opened, _arrived(said, agency, opened))
    if said.business in (RECALL, UPDATE):
        _wished(coming)
        return None
    older = _same_id(said, agency)
    if older is not None:
        _hold(coming, older)
        return None
    return _entered(coming)


def _arrived(said: Message, agency: Agency, opened: Opened) -> Arrival:
    arrival = Arrival(
        agency_id=agency.id,
        from_organ=said.sender.organ_id,
        document_id=said.document_id,
        business=said.business,
        body_sha256=said.content_sha256,
        envelope_sha256=opened.envelope_sha256,
        notes="\n".join(said.notes),
        at=now(),
    )
    db.session.add(arrival)
    db.session.flush()
    return arrival


def _same_id(said: Message, agency: Agency) -> IncomingDocument | None:
    """A paper under this DocumentId; one that was returned may be sent again, mended."""
    older = wishes.paper_of(agency.id, said.sender.organ_id, said.document_id)
    return None if older is None or older.state == Incoming.RETURNED else older


def _entered(coming: Coming) -> IncomingDocument:
    sender = directory.known_sender(coming.said.sender)
    paper = entering.enter(coming.said, coming.agency, sender, coming.opened)
    coming.arrival.incoming_id = paper.id
    for note in wishes.ask_to_replace(coming.said, paper):
        entering.note(paper, note)
    coming.arrival.notes = paper.note
    return paper


def _wished(coming: Coming) -> None:
    paper = wishes.ask(coming.said, coming.agency.id)
    coming.arrival.incoming_id = paper.id
    post_reply(coming.arrival, "01")


def _hold(coming: Coming, older: IncomingDocument) -> None:
    """The same DocumentId with other contents: the clerk decides what it is (§8.6)."""
    words = "Phong bì cùng mã định danh nhưng khác nội dung vừa đến: giữ lại, chờ văn thư xem xét."
    wishes.suspect_update(coming.said, older, words)
    coming.arrival.incoming_id, coming.arrival.notes = older.id, words
    entering.note(older, words)
    post_reply(coming.arrival, "01")
    seen: dict[str, Any] = {"kind": "incoming", "id": older.id, "seq": older.version}
    outbox.announce("notice", {f"a:{older.agency_id}:CLERK"}, seen)
