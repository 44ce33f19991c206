"""Reading deliveries: who has received, read, refused, finished, and what was heard of each."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from server.database import db
from server.documents.delivery.models import UNLIKE, Arrival, Delivery, DeliveryEvent, Letter
from server.moment import asked_once
from workflows.dispatch import FAILED, HAS_IT, MOVES, REFUSED, STATUS, WORDS, code_of
from workflows.dispatch import Delivery as State

RESENDABLE = (FAILED, REFUSED)
"""It came to nothing: the clerk may send it once more (DOMAIN §8.5)."""

ASKABLE = tuple(state for state, code in MOVES if code == "13")
"""Where a recipient may be asked to give it back (DOMAIN §8.5)."""

ALARM, RESEND, SETTLED = "ALARM", "RESEND", "SETTLED"
UPDATED, UNSAID = "UPDATE", "UNSAID"
"""Codes of our own beside those of §8.4, in the rows of a delivery's history."""

SAID = {
    ALARM: "quá giờ chưa có tin đã đến",
    RESEND: "gửi lại",
    SETTLED: "đã xử lý cách khác",
    UPDATED: "đã gửi cập nhật",
    UNSAID: "chưa chuyển được yêu cầu tới nơi nhận",
    **{code: row.word for code, row in STATUS.items()},
}


@asked_once
def deliveries_of(outgoing_id: int) -> list[Delivery]:
    """The recipients of a document in the order of its nơi nhận."""
    mine = select(Delivery).where(Delivery.outgoing_id == outgoing_id).order_by(Delivery.id)
    return list(db.session.scalars(mine.options(joinedload(Delivery.recipient))))


def events_of(ids: Iterable[int]) -> dict[int, list[DeliveryEvent]]:
    """What was heard of each of these deliveries, oldest first."""
    rows = select(DeliveryEvent).where(DeliveryEvent.delivery_id.in_(ids))
    found: dict[int, list[DeliveryEvent]] = {}
    for row in db.session.scalars(rows.order_by(DeliveryEvent.id)):
        found.setdefault(row.delivery_id, []).append(row)
    return found


TRIED = and_(Letter.state == "QUEUED", Letter.tries > 0)
"""What was tried in vain and is tried again: a document, a wish, an answer."""

_STUCK = and_(Letter.paper_kind == "outgoing", TRIED)
"""What could not be handed over yet, and is tried again: a document, or what is wished of one since
(a recall, an update, a 13)."""


def waiting_of(outgoing_ids: Iterable[int]) -> dict[int, Letter]:
    """Such letters of these documents, by delivery: how often it was tried, when it is tried next,
    and why it did not go."""
    mine = select(Letter).where(_STUCK, Letter.paper_id.in_(outgoing_ids))
    return stuck(db.session.scalars(mine.order_by(Letter.id)))


def stuck(letters: Iterable[Letter]) -> dict[int, Letter]:
    """Of these letters those that wait for their next try, by delivery."""
    return {
        one.delivery_id: one for one in letters if one.delivery_id is not None and was_tried(one)
    }


def was_tried(letter: Letter) -> bool:
    """Whether this one waits for its next try (`TRIED`)."""
    return letter.state == "QUEUED" and letter.tries > 0


def waiting_for(agencies: Iterable[int | None]) -> Select[Any]:
    """The deliveries of these agencies that have such a letter: of letters few are on their way,
    of deliveries an office has those of years."""
    return select(Letter.delivery_id).where(_STUCK, Letter.agency_id.in_(agencies))


def is_settled() -> ColumnElement[bool]:
    """Whether its clerk has said, since it came to stand as it does, that nothing more is sent."""
    return was_told(DeliveryEvent.code == SETTLED, DeliveryEvent.at >= Delivery.at)


def holding(outgoing_id: int) -> list[Delivery]:
    """The recipients who have a document, and were not asked to give it back."""
    return [one for one in deliveries_of(outgoing_id) if one.state in HAS_IT]


@asked_once
def telling_letters(outgoing_id: int) -> list[Letter]:
    """The letters of a document that say more than its deliveries do: what could not be handed over
    yet, and the updates that moved its day; oldest first."""
    mine = select(Letter).where(Letter.paper_kind == "outgoing", Letter.paper_id == outgoing_id)
    mine = mine.where(or_(_STUCK, Letter.due_on.is_not(None)))
    return list(db.session.scalars(mine.order_by(Letter.id)))


def asked_anew(outgoing_id: int) -> dt.date | None:
    """Until which day the last update of a document asks for an answer, where one said so."""
    days = (one.due_on for one in reversed(telling_letters(outgoing_id)))
    return next(filter(None, days), None)


def asked_before(letter: Letter) -> dt.date | None:
    """The same, when this letter was written: one that is carried twice says the same day twice."""
    older = select(Letter.due_on).where(
        Letter.paper_kind == "outgoing",
        Letter.paper_id == letter.paper_id,
        Letter.due_on.is_not(None),
        Letter.id < letter.id,
    )
    return db.session.scalar(older.order_by(Letter.id.desc()).limit(1))


def answers_about(incoming_id: int) -> list[Letter]:
    """The statuses that left here for a paper, and for what its sender wished of it."""
    wishes = select(Arrival.id).where(Arrival.incoming_id == incoming_id)
    about = and_(Letter.paper_kind == "incoming", Letter.paper_id == incoming_id)
    wished = and_(Letter.paper_kind == "arrival", Letter.paper_id.in_(wishes))
    told = select(Letter).where(Letter.kind == "status", or_(about, wished))
    return list(db.session.scalars(told.order_by(Letter.id)))


def unlike(incoming_id: int) -> list[str]:
    """Where the envelopes of a paper were not by the schema, a line an envelope."""
    mine = select(Arrival.notes).where(Arrival.incoming_id == incoming_id).order_by(Arrival.id)
    lines = (line for notes in db.session.scalars(mine) for line in notes.splitlines())
    return [line for line in lines if line.startswith(UNLIKE)]


def word_of(event: DeliveryEvent) -> str:
    """What an event says; one without a code is a step of the carrier, and says where it led."""
    return status_word(event.code) or WORDS[State(event.state)]


def status_word(code: str) -> str:
    """A status in the words of the law, whichever way a gateway writes it; an unknown code as it
    was sent."""
    return SAID.get(code_of(code) or code, code)


def is_idle(event: DeliveryEvent) -> bool:
    """Whether a status moved nothing: it came late, or was said before (§8.5)."""
    return not event.applied and code_of(event.code) is not None


def was_told(*what: Any) -> ColumnElement[bool]:
    """Whether a delivery has such an event. Counted of each: asked for as a set, or whether one
    exists, PostgreSQL reads all events ever."""
    mine = select(func.count()).where(DeliveryEvent.delivery_id == Delivery.id, *what)
    return mine.scalar_subquery() > 0
