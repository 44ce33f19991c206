"""Letters under way to an agency that ends: their senders read who has them now (ORG-13)."""

from sqlalchemy import select

from server.database import db
from server.documents.delivery.models import Arrival, Delivery
from server.documents.delivery.services import write_event
from server.documents.outgoing.models import OutgoingDocument
from server.org.heirs_mail import heir_by_words
from server.reorganising.looking import closing_ids
from server.reorganising.models import HandedOver, Plan

UNDER_WAY = ("QUEUED", "SENT", "DELIVERED")
"""A delivery whose recipient has not taken it on yet."""


def tell_senders(plan: Plan) -> int:
    """Whoever wrote to an agency that ends sees who has his letter now; a step."""
    pending = select(Delivery).where(
        Delivery.recipient_id.in_(closing_ids(plan)), Delivery.state.in_(UNDER_WAY)
    )
    rows, went = list(db.session.scalars(pending)), _letters(plan)
    heirs = {one.agency_id: one.heir.short_name for one in plan.closings if one.heir}
    for row in rows:
        name = went.get((row.recipient_id, row.document_id)) or _by_field(row)
        heir = name or heirs.get(row.recipient_id, "")
        words = f"{row.recipient.short_name} kết thúc hoạt động; {heir} nhận thay."
        row.words = words
        write_event(row, "", False, words)
    return len(rows)


def _letters(plan: Plan) -> dict[tuple[int, str], str]:
    """Who has each letter that had come in already: of a split not always the heir of the rest."""
    here = select(Arrival.agency_id, Arrival.document_id, HandedOver.heir).where(
        Arrival.incoming_id == HandedOver.paper_id,
        HandedOver.paper_kind == "incoming",
        HandedOver.plan_id == plan.id,
    )
    return {(whose, document): heir for whose, document, heir in db.session.execute(here)}


def _by_field(row: Delivery) -> str:
    """Who gets what has not come in: the heir of its place or field, if any (ORG-13)."""
    paper = db.session.get(OutgoingDocument, row.outgoing_id)
    found = heir_by_words(row.recipient, paper.subject) if paper else None
    return found[0].short_name if found else ""
