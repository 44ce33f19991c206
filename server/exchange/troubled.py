"""Which deliveries wait for the sender's clerk, each list as one statement (DOMAIN §8.5)."""

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, bindparam, or_, select, union

from server.clock import midnight, today
from server.database import db
from server.documents.delivery.models import Delivery, DeliveryEvent, Letter
from server.documents.delivery.on_paper import was_written
from server.documents.delivery.queries import ALARM, SETTLED, is_settled, waiting_for, was_told
from server.documents.outgoing.models import OutgoingDocument
from server.exchange.envelope import UPDATE
from server.exchange.lines import NO_LINE
from server.org.actor import Actor
from server.papers.services import may_read
from workflows.dispatch import (
    FAILED,
    HAS_IT,
    RECALL_REQUESTED,
    REFUSED,
    SENT,
    unanswered_before,
)
from workflows.outgoing import GONE, Outgoing

WAITING, SILENT = "waiting", "silent"
STUCK = {"failed": FAILED, "refused": REFUSED, "late": SENT}
TROUBLES = (*STUCK, SILENT, WAITING)
"""What is wrong with a delivery, as the page is asked for it; what waits for its next try goes by
itself, and is shown where it is asked for."""

UNANSWERED = ("QUEUED", "SENT", "FAILED")
"""An update that nobody has answered; one that never left is answered by nobody either."""


def troubled(actor: Actor, what: str = "") -> Select[Any]:
    """The ids of these deliveries, for the list and for the number on the rail."""
    if what == WAITING:
        return _among(actor, waiting_for(actor.agencies)).where(Delivery.state != FAILED)
    if what == SILENT:
        return _among(actor, union(*_silent(actor)))
    if what in STUCK:
        return _among(actor, _stuck(actor, STUCK[what]))
    return _among(actor, union(_stuck(actor, *STUCK.values()), *_silent(actor)))


def is_in_trouble(actor: Actor, delivery_id: int) -> bool:
    """Whether this one waits for the clerk."""
    return db.session.scalar(troubled(actor).where(Delivery.id == delivery_id)) is not None


def _among(actor: Actor, ids: Select[Any] | CompoundSelect[Any]) -> Select[Any]:
    """Few are found by their state first, and of these it is asked who may read them: the other
    way round every delivery of years is looked at, and that on each page."""
    return _mine(actor).where(Delivery.id.in_(ids))


def _mine(actor: Actor) -> Select[Any]:
    """Of what is out; where it was called back since, of those who have not given it back."""
    sent = select(Delivery.id).join(OutgoingDocument, OutgoingDocument.id == Delivery.outgoing_id)
    asked = and_(Delivery.state == RECALL_REQUESTED, OutgoingDocument.state.in_(GONE))
    is_out = OutgoingDocument.state == Outgoing.DISPATCHED
    return sent.where(or_(is_out, asked), may_read(OutgoingDocument, actor))


def _of(actor: Actor, *states: str) -> ColumnElement[bool]:
    """The two columns of `ix_deliveries_agency`."""
    return and_(Delivery.agency_id.in_(actor.agencies), Delivery.state.in_(states))


def _stuck(actor: Actor, *states: str) -> Select[Any]:
    """Not sent, turned away, or sent and no word for too long."""
    late = was_told(DeliveryEvent.code == ALARM)
    return select(Delivery.id).where(
        _of(actor, *states), or_(Delivery.state != SENT, late), ~_was_posted(), ~is_settled()
    )


def _silent(actor: Actor) -> tuple[Select[Any], Select[Any]]:
    """Asked to give it back, or told what is otherwise, and no answer: she calls by telephone."""
    since = midnight(unanswered_before(today()))
    recalls = select(Delivery.id).where(
        _of(actor, RECALL_REQUESTED), Delivery.at < since, ~is_settled()
    )
    # the one number of the partial index stands in the statement itself: of a bound one no planner
    # knows that the index holds it
    of_updates = Letter.business == bindparam("business", UPDATE, literal_execute=True)
    updates = select(Letter.delivery_id).join(Delivery, Delivery.id == Letter.delivery_id)
    return recalls, updates.where(
        Letter.agency_id.in_(actor.agencies),
        of_updates,
        Letter.state.in_(UNANSWERED),
        Letter.created_at < since,
        Delivery.state.in_(HAS_IT),
        ~was_told(DeliveryEvent.code == SETTLED, DeliveryEvent.at > Letter.created_at),
    )


def _was_posted() -> ColumnElement[bool]:
    """No line led to him, and the postal book names him since: nothing is left to do (OUT-T15)."""
    return and_(Delivery.state == FAILED, Delivery.words == NO_LINE, was_written())
