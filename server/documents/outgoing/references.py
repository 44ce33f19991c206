"""One document naming another: the reply that completes, what it replaces, what it corrects."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from server.documents.delivery.queries import asked_anew
from server.documents.incoming.queries import replied_to
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.org.holdings import speaks_for
from server.papers.services import find
from workflows import Refused
from workflows.kinds import OFFICIAL_LETTER, equal_form, kind
from workflows.outgoing import Outgoing

SENT = {Outgoing.DISPATCHED, Outgoing.REPLACED}


def sent_reply(actor: Actor, outgoing_id: int) -> str:
    """The code of a dispatched reply of the own agency; empty while it has not gone out."""
    try:
        reply = find(OutgoingDocument, actor, outgoing_id)
    except Refused:
        raise Refused("unknown_document", "reply") from None
    if not speaks_for(actor.agency_id, reply.agency_id):
        raise Refused("is_own_reply", "reply")
    return reply.code if reply.state in SENT else ""


def answered_by(actor: Actor, fields: Mapping[str, Any]) -> int | None:
    """The incoming document that a draft answers; who drafts must be able to read it."""
    incoming_id = fields.get("replies_to")
    if incoming_id is not None and replied_to(actor, incoming_id) is None:
        raise Refused("unknown_document", "replies_to")
    return incoming_id


def answer_by(paper: OutgoingDocument) -> dt.date | None:
    """The day until which whoever gets it is asked to answer (§4.5), as an update moved it."""
    return asked_anew(paper.id) or first_asked(paper)


def first_asked(paper: OutgoingDocument) -> dt.date | None:
    """As its draft said it; of what was never drafted here nobody knows."""
    said = paper.current.fields.get("answer_by") if paper.versions else None
    return dt.date.fromisoformat(said) if said else None


def replacement_of(actor: Actor, fields: Mapping[str, Any]) -> int | None:
    """For an error of its content a dispatched document is replaced by one of equal form; one of
    form alone is corrected (art. 18.3; OUT-T18, B14)."""
    old = dispatched(actor, fields.get("replaces"), "replaces")
    if old is not None and not equal_form(kind(old.doc_type), kind(fields["doc_type"])):
        raise Refused("has_equal_form", "doc_type")
    if old is not None and not is_of_content(fields.get("error_kind")):
        raise Refused("is_error_of_content", "error_kind")
    return old.id if old else None


def is_of_content(error_kind: str | None) -> bool:
    """Who replaces says by it that the content is wrong; that it is the form must be said."""
    return error_kind != "form"


def correction_of(actor: Actor, fields: Mapping[str, Any]) -> int | None:
    """Form is corrected by a công văn; an error of content is not (art. 18.3; OUT-T19, B13)."""
    old = dispatched(actor, fields.get("corrects"), "corrects")
    if old is None:
        return None
    if kind(fields["doc_type"]) is not OFFICIAL_LETTER:
        raise Refused("is_corrected_by_letter", "doc_type")
    if fields.get("error_kind") != "form":
        raise Refused("is_error_of_form", "error_kind")
    return old.id


def dispatched(actor: Actor, outgoing_id: int | None, field: str) -> OutgoingDocument | None:
    """The document that `field` names: one that the actor may read, that his agency may mend, and
    that is in force. Delegates, co-signers and heads below read what others issued."""
    if outgoing_id is None:
        return None
    try:
        old = find(OutgoingDocument, actor, outgoing_id)
    except Refused:
        raise Refused("unknown_document", field) from None
    if not speaks_for(actor.agency_id, old.agency_id):
        raise Refused("is_of_the_same_agency", field)
    if old.state != Outgoing.DISPATCHED:
        raise Refused("is_not_dispatched", field)
    return old
