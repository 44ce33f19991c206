"""What waits on somebody's desk and can go through in one batch: one statement, urgent first."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select

from server.clock import now
from server.database import db
from server.desks.models import Desk, Proposal
from server.documents.outgoing.batch.batches import MOST
from server.documents.outgoing.models import DraftVersion, OutgoingDocument
from server.documents.outgoing.signatures.signed import CoIssuer, SignOff
from server.org.actor import Actor
from workflows.law import WINDOW

VERBS = {"sign": ("sign", "approve"), "seal": ("number", "register", "seal", "dispatch")}
CALM = case((Desk.urgency == "NORMAL", 1), else_=0)


def waiting(actor: Actor, act: str) -> list[Any]:
    """The documents this actor may sign, or seal, one after the other; at most a batch of them."""
    found = (
        select(
            OutgoingDocument.id,
            OutgoingDocument.version,
            OutgoingDocument.state,
            OutgoingDocument.subject,
            OutgoingDocument.doc_type,
            OutgoingDocument.code,
            OutgoingDocument.urgency,
            DraftVersion.pages,
        )
        .join(Desk, and_(Desk.paper_kind == "outgoing", Desk.paper_id == OutgoingDocument.id))
        .join(DraftVersion, _current())
        .where(Desk.seat.in_(actor.seats), Desk.verb.in_(VERBS[act]), *_mine(actor, act))
        .order_by(CALM, Desk.due_at.is_(None), Desk.due_at, OutgoingDocument.id)
    )
    rows = db.session.execute(found.limit(2 * MOST))
    return list({row.id: row for row in rows}.values())[:MOST]


def _current() -> ColumnElement[bool]:
    return and_(
        DraftVersion.outgoing_id == OutgoingDocument.id,
        DraftVersion.n == OutgoingDocument.version_n,
    )


def _mine(actor: Actor, act: str) -> list[ColumnElement[bool]]:
    """Nobody signs for another (SIG-02); what lacks a check waits for it, not for a signature. What
    another agency leads lies on a desk here only when it is our turn (§5.5)."""
    if act == "seal":
        ours = CoIssuer.agency_id == actor.agency_id
        own = and_(OutgoingDocument.agency_id == actor.agency_id, ~_is_to_be_voided())
    else:
        ours = and_(CoIssuer.person_id == actor.person_id, CoIssuer.post_id == actor.position_id)
        checked = [_has(kind) for kind in ("content_check", "form_check")]
        own = and_(
            OutgoingDocument.signer_id == actor.person_id,
            OutgoingDocument.signer_post_id == actor.position_id,
            or_(Desk.verb == "sign", and_(*checked)),
        )
    named = select(CoIssuer.id).where(CoIssuer.outgoing_id == OutgoingDocument.id, ours)
    return [or_(own, and_(Desk.verb == act, named.exists()))]


def _has(kind: str) -> ColumnElement[bool]:
    given = select(SignOff.id).where(
        SignOff.outgoing_id == OutgoingDocument.id,
        SignOff.kind == kind,
        SignOff.voided_at.is_(None),
    )
    return given.exists()


def _is_to_be_voided() -> ColumnElement[bool]:
    """Somebody found it wrong and a leader has not answered: it is looked at alone (OUT-T16)."""
    proposed = select(Proposal.paper_id).where(
        Proposal.paper_kind == "outgoing",
        Proposal.paper_id == OutgoingDocument.id,
        Proposal.step == "void_number",
        Proposal.at >= now() - WINDOW,
    )
    return proposed.exists()
