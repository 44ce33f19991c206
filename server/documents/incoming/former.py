"""Who led a document, or had it in hand, until a leader gave it to another (IN-T13).

They read it on, and find it among what was moved from them: what they did of it was theirs.
"""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.database import Base, Moment, db
from server.documents.incoming.models import IncomingDocument
from server.org import queries
from server.org.actor import Actor
from server.papers import telling


class FormerLead(Base):
    """One that it was moved from: by whom, to whom, when, and the day that it had until then."""

    __tablename__ = "former_leads"
    __table_args__ = (
        Index("ix_former_leads_paper", "incoming_id"),
        Index("ix_former_leads_seat", "seat", "incoming_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    incoming_id: Mapped[int] = mapped_column(ForeignKey("incoming_documents.id"))
    seat: Mapped[str]
    name: Mapped[str]
    due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    to_name: Mapped[str]
    by_name: Mapped[str]


Held = dict[str, tuple[str, dt.datetime | None]]
"""By the seat that a document was in the hand of: its name, and its day."""


def held(paper: IncomingDocument) -> Held:
    """Who has it now: the unit that leads, and whom its head gave it to."""
    found: Held = {}
    if paper.lead_unit_id and paper.lead_unit:
        found[f"u:{paper.lead_unit_id}:UNIT_HEAD"] = (paper.lead_unit.name, paper.due_at)
    if paper.assignee_id:
        person = queries.holder(paper.assignee_id)
        name = person.full_name if person else ""
        found[f"p:{paper.assignee_id}"] = (name, paper.person_due_at or paper.due_at)
    return found


def moved(actor: Actor, paper: IncomingDocument, before: Held, to_name: str) -> None:
    """Close it for whoever had it and has it no more, and tell them; a step."""
    after = held(paper)
    gone = {seat: said for seat, said in before.items() if seat not in after}
    for seat, (name, due) in gone.items():
        key = {"incoming_id": paper.id, "seat": seat, "at": now()}
        said = {"name": name, "due_at": due, "to_name": to_name, "by_name": actor.name}
        db.session.add(FormerLead(**key, **said))
    telling.tell(actor, paper, gone, telling.MOVED)


def leads_before(incoming_id: int) -> Sequence[FormerLead]:
    """All that it was moved from, in their order."""
    mine = select(FormerLead).where(FormerLead.incoming_id == incoming_id)
    return db.session.scalars(mine.order_by(FormerLead.id)).all()


def moved_from(actor: Actor) -> ColumnElement[bool]:
    """What was moved from this one, or from his unit: a condition of the list."""
    mine = select(FormerLead.incoming_id).where(FormerLead.seat.in_(actor.seats))
    return IncomingDocument.id.in_(mine)


def has_any(actor: Actor) -> bool:
    """Whether something ever was."""
    mine = select(FormerLead.id).where(FormerLead.seat.in_(actor.seats)).limit(1)
    return db.session.scalar(mine) is not None
