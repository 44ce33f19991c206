"""Thông báo hoãn, hủy: whoever had the invitation as a document has one of this too (MT-T10).

It goes the way of every document: signed, numbered, sealed, sent to whom the invitation went.
"""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from server import repeats
from server.clock import local
from server.database import db
from server.documents.counter import ID, form_key
from server.documents.outgoing.drafts import drafting, editor_fields
from server.documents.outgoing.models import OutgoingDocument
from server.door.visitor import current_actor
from server.meetings.calling import called_off
from server.meetings.models import TAKEN_BACK, Meeting
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.services import find
from server.typesetting.head import within
from server.words_of.law import state_word
from workflows import Refused
from workflows.dates import written
from workflows.meeting_states import Meeting as State
from workflows.outgoing import DRAFTERS, Outgoing

DONE = {State.POSTPONED: "hoãn", State.CANCELLED: "hủy"}
"""Official words: what is said of it."""
AHEAD = {
    State.POSTPONED: "Thời gian họp lại sẽ có giấy mời sau./.",
    State.CANCELLED: "Đề nghị các cơ quan, đơn vị và đại biểu được biết./.",
}
KIND = "Thông báo"


def open_off_letter(room: Blueprint) -> None:
    """Give the room of meetings the button that begins the draft."""

    @room.post(f"/{ID}/off_letter")
    def off_letter(paper_id: int) -> ResponseReturnValue:
        """The draft is begun, and is its page from then on."""
        actor = current_actor()
        with repeats.under(form_key(actor)):
            begun = draft(actor, find(Meeting, actor, paper_id))
        flash(_("Đã soạn thông báo. Hãy xem lại rồi trình ký."), "ok")
        return redirect(url_for("outgoing.show", paper_id=begun.id))


def told(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    """For its secretary: the letter that was begun, or that one may be."""
    if not may_draft(actor, meeting):
        return {}
    letter = _letter_of(meeting)
    if letter is None:
        return {"href": "", "words": ""}
    named = " ".join(filter(None, (KIND, letter.code)))
    state = state_word("outgoing", str(letter.state))
    return {"href": f"/outgoing/{letter.id}", "words": f"{named} · {state}"}


def may_draft(actor: Actor, meeting: Meeting) -> bool:
    """Once its invitation has reached other agencies, its secretary, in his own house."""
    sent = meeting.invitation
    is_out = sent is not None and sent.state == Outgoing.DISPATCHED and bool(sent.recipients)
    drafts = actor.agency_id == meeting.agency_id and bool(DRAFTERS & actor.roles)
    return meeting.state in DONE and is_out and drafts and actor.person_id in meeting.secretaries


def draft(actor: Actor, meeting: Meeting) -> OutgoingDocument:
    """A draft as anybody begins one, with what is known already; there is one of them."""
    if not may_draft(actor, meeting):
        raise Refused("wrong_role")
    return _letter_of(meeting) or drafting.create(actor, fields=_fields(actor, meeting))


def _letter_of(meeting: Meeting) -> OutgoingDocument | None:
    mine = select(OutgoingDocument).filter_by(
        agency_id=meeting.agency_id, doc_type=KIND, subject=_subject(meeting)
    )
    after = mine.where(
        OutgoingDocument.id > meeting.invitation_id, OutgoingDocument.state.not_in(TAKEN_BACK)
    )
    return db.session.scalars(after.order_by(OutgoingDocument.id.desc())).first()


def _subject(meeting: Meeting) -> str:
    return f"{DONE[State(meeting.state)].capitalize()} {within(meeting.subject)}"


def _fields(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    agency, sent = db.session.get_one(Agency, meeting.agency_id), meeting.invitation
    assert sent is not None and sent.issued_on is not None
    starts, state = local(meeting.starts_at), State(meeting.state)
    day = f"{starts:%H} giờ {starts:%M} phút, {written(starts.date())}"
    words = {
        "doc_type": KIND,
        "subject": _subject(meeting),
        "body": [
            f"{agency.name} đã có Giấy mời số {sent.code} {written(sent.issued_on)} mời dự"
            f" {within(meeting.subject)} vào {day}.",
            f"Nay {agency.name} thông báo {DONE[state]} cuộc họp nêu trên. Lý do:"
            f" {called_off.why(meeting).strip().rstrip('.')}.",
            AHEAD[state],
        ],
        "to": [one.code for one in sent.recipients if one.code],
        "signer": sent.signer.account,
        "capacity": sent.capacity,
    }
    return editor_fields.beginning(actor, agency, words)
