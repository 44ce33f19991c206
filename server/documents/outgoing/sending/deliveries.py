"""Who has received an outgoing document, row by row, and the clerk's way to send it again."""

from typing import Any

from flask import url_for

from server.documents.delivery.models import Delivery, DeliveryEvent, Letter
from server.documents.delivery.on_paper import on_paper
from server.documents.delivery.queries import (
    ALARM,
    ASKABLE,
    RESENDABLE,
    UNSAID,
    deliveries_of,
    events_of,
    is_idle,
    stuck,
    telling_letters,
    word_of,
)
from server.documents.delivery.tried import tried_words
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.pages import when
from server.registers.beside import posted_to
from server.words_of.law import law_word, why_returned
from workflows import Role
from workflows.dispatch import SENT, WORDS, code_of
from workflows.dispatch import Delivery as State
from workflows.outgoing import Outgoing

GOOD = {"ACCEPTED", "ASSIGNED", "PROCESSING", "COMPLETED"}


def deliveries(actor: Actor, paper: OutgoingDocument) -> list[dict[str, Any]]:
    """Who has received, read, refused, finished, and all that was heard of each (DOMAIN §8.4)."""
    rows = deliveries_of(paper.id)
    events = events_of([row.id for row in rows])
    clerk = Role.CLERK in actor.roles and actor.agency_id == paper.agency_id
    may_resend = clerk and paper.state == Outgoing.DISPATCHED
    written = posted_to(paper.id)
    waiting = stuck(telling_letters(paper.id))
    return [
        _row(row, events.get(row.id, []), on_paper(row, written), may_resend=may_resend)
        | (_tried(row, waiting[row.id], is_clerk=clerk) if row.id in waiting else {})
        for row in rows
    ]


def _tried(one: Delivery, waiting: Letter, *, is_clerk: bool) -> dict[str, Any]:
    """It goes by itself in a while, or at once where its clerk says so."""
    return {
        "tried": tried_words(waiting, one.words),
        "resend_href": _again(one) if is_clerk else None,
    }


def _again(one: Delivery) -> str:
    return url_for("exchange.resend", paper_id=one.outgoing_id, delivery_id=one.id)


def _row(
    one: Delivery, events: list[DeliveryEvent], by_post: str, *, may_resend: bool
) -> dict[str, Any]:
    bad = one.state in RESENDABLE and not by_post
    late = one.state == SENT and any(event.code == ALARM for event in events)
    back = url_for("exchange.ask_back", paper_id=one.outgoing_id, delivery_id=one.id)
    return {
        "recipient": one.recipient.short_name,
        "state": "completed" if one.state in GOOD else "failed" if bad else "",
        "state_word": by_post or law_word(WORDS[State(one.state)]),
        "status_code": one.status_code,
        "at": when(one.at),
        "words": one.words,
        "colour": "green" if one.state in GOOD else "red" if bad else "",
        "heard": [_heard(event) for event in events],
        "in_trouble": bad or late or _was_refused(one, events),
        "resend_href": _again(one) if bad and may_resend else None,
        "ask_back_href": back if may_resend and one.state in ASKABLE else None,
    }


def _was_refused(one: Delivery, events: list[DeliveryEvent]) -> bool:
    """A recall, or at last an update, got a no, or could not be handed over."""
    last = events[-1].code if events else ""
    return "16" in (code_of(one.status_code), code_of(last)) or last == UNSAID


def _heard(event: DeliveryEvent) -> dict[str, Any]:
    words, word = why_returned(event.words), law_word(word_of(event))
    return {"at": when(event.at), "word": word, "words": words, "is_idle": is_idle(event)}
