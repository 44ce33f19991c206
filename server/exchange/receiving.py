"""What a document message does here: a paper for the clerk, or a wish of its sender (§8.2)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from server import outbox
from server.clock import now
from server.database import db, transaction
from server.documents.delivery.models import UNLIKE, Arrival
from server.documents.delivery.services import post_answer, post_reply, repeat_receipt
from server.documents.incoming.fields import add_note
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.shutting_away import keep_shut
from server.exchange import accepted, directory, entering, wishes
from server.exchange.addressing import Addressed, addressed
from server.exchange.envelope import RECALL, UPDATE, Message
from server.exchange.opening import Opened, open_envelope
from server.files import Body
from server.org.models import Agency
from workflows.incoming import Incoming

_SAME = ("agency_id", "from_organ", "document_id", "business", "body_sha256")
_KNOWN = select(Arrival).filter_by(**{name: bindparam(name) for name in _SAME})
"""Kept: each envelope asks it twice (SPEED.md 1f)."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An envelope on its way to one agency of this installation."""

    said: Message
    to: Addressed
    opened: Opened
    arrival: Arrival


def receive(said: Message, body: Body) -> tuple[int, ...]:
    """Bring the envelope to every recipient that is here, all or none; ids of the new papers."""
    here = addressed(said)
    if all(_known(said, one.agency) for one in here):
        with transaction():
            accepted.remember(said.document_id)
            for one in here:
                _answer_again(said, one.agency)
        return ()
    opened = open_envelope(said, body)
    with transaction():
        accepted.remember(said.document_id)
        made = [_bring(said, one, opened) for one in addressed(said)]
        return tuple(paper.id for paper in made if paper is not None)


def turn_away(said: Message, words: str) -> None:
    """It cannot be taken, and nobody waits for the answer: its sender hears 02 and why (§8.4)."""
    with transaction():
        for one in addressed(said):
            row = _row(said, one.agency)
            if row is None:
                _say_no(_arrived(said, one.agency, ""), words)
            elif _was_turned_away(row):
                repeat_receipt(row)


def _say_no(arrival: Arrival, words: str) -> None:
    arrival.notes = words
    _write(arrival)
    post_reply(arrival, "02", words)


def _known(said: Message, agency: Agency) -> Arrival | None:
    """The arrival of this envelope; one that could not be taken is tried anew each time: what it
    stumbled over may be mended here."""
    row = _row(said, agency)
    return None if row is None or _was_turned_away(row) else row


def _was_turned_away(row: Arrival) -> bool:
    return not row.envelope_sha256 and row.incoming_id is None


def _row(said: Message, agency: Agency) -> Arrival | None:
    wanted = {
        "agency_id": agency.id,
        "from_organ": said.sender.organ_id,
        "document_id": said.document_id,
        "business": said.business,
        "body_sha256": said.content_sha256,
    }
    return db.session.scalar(_KNOWN, wanted)


def _answer_again(said: Message, agency: Agency) -> None:
    arrival = _known(said, agency)
    if arrival is not None:
        repeat_receipt(arrival)


def _bring(said: Message, one: Addressed, opened: Opened) -> IncomingDocument | None:
    """One envelope to one agency, once; the paper where it made a new one."""
    agency, row = one.agency, _row(said, one.agency)
    if row is not None and not _was_turned_away(row):
        repeat_receipt(row)
        return None
    coming = Coming(said, one, opened, _arrived(said, agency, opened.envelope_sha256, row))
    if one.refused:
        _say_no(coming.arrival, one.words)
        return None
    if said.business in (RECALL, UPDATE):
        _wished(coming)
        return None
    older = _same_id(said, agency)
    if older is not None:
        _hold(coming, older)
        return None
    return _entered(coming)


def _arrived(
    said: Message, agency: Agency, envelope_sha256: str, before: Arrival | None = None
) -> Arrival:
    """Its record, to be written; that of a try that was turned away goes on."""
    arrival = before or Arrival(
        agency_id=agency.id,
        from_organ=said.sender.organ_id,
        document_id=said.document_id,
        business=said.business,
        body_sha256=said.content_sha256,
    )
    arrival.envelope_sha256, arrival.at = envelope_sha256, now()
    arrival.notes = "\n".join((*said.notes, *_unlike(said)))
    return arrival


def _write(arrival: Arrival) -> None:
    """Once, with all that it says: each writing is a line of the log too."""
    db.session.add(arrival)
    db.session.flush()


def _unlike(said: Message) -> list[str]:
    """What stands on the envelope's record, not on the paper: it is no matter of the clerk's."""
    return [f"{UNLIKE} {'; '.join(said.unlike)}."] if said.unlike else []


def _same_id(said: Message, agency: Agency) -> IncomingDocument | None:
    """A paper under this DocumentId; one that was returned may be sent again, mended."""
    older = wishes.paper_of([agency], [said.sender.organ_id], said.document_id)
    return None if older is None or older.state == Incoming.RETURNED else older


def _entered(coming: Coming) -> IncomingDocument:
    sender = directory.known_sender(coming.said.sender)
    paper = entering.enter(coming.said, coming.to.agency, sender, coming.opened)
    coming.arrival.incoming_id = paper.id
    replacing = wishes.ask_to_replace(coming.said, paper, coming.to.line)
    for note in (*filter(None, [coming.to.words]), *replacing):
        add_note(paper, note)
    coming.arrival.notes = "\n".join(filter(None, (paper.note, *_unlike(coming.said))))
    _write(coming.arrival)
    if coming.opened.secret:
        entering.hide(paper)
    return paper


def _wished(coming: Coming) -> None:
    """On the clerk's desk; where it is too late for that, its sender hears so at once (§8.4)."""
    paper, lies_there = wishes.ask(coming.said, coming.to.line, coming.opened)
    coming.arrival.incoming_id = paper.id
    _write(coming.arrival)
    post_reply(coming.arrival, "01")
    if not lies_there:
        post_answer(paper, "16", wishes.too_late(paper))


def _hold(coming: Coming, older: IncomingDocument) -> None:
    """The same DocumentId with other contents: the clerk decides what it is (§8.6)."""
    words = "Phong bì cùng mã định danh nhưng khác nội dung vừa đến: giữ lại, chờ văn thư xem xét."
    wishes.suspect_update(coming.said, older, coming.opened, words)
    coming.arrival.incoming_id, coming.arrival.notes = older.id, words
    _write(coming.arrival)
    add_note(older, words)
    if older.is_shut:
        keep_shut(older)
    post_reply(coming.arrival, "01")
    seen: dict[str, Any] = {"kind": "incoming", "id": older.id, "seq": older.version}
    outbox.announce("notice", {f"a:{older.agency_id}:CLERK"}, seen)
