"""The document that a task came by, as whoever looks has it: a commune has a copy of its own."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from server.database import db
from server.documents.delivery.models import Arrival, Delivery
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.creating import KINDS
from server.documents.tasks.models import Task
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import headline
from server.papers.services import may_read

Link = tuple[str, str]
"""Words, and where they lead; nowhere for whom that door is shut."""


def document(actor: Actor, kind: str, paper_id: int) -> Link:
    """A lower agency leads by a document that reached it (§11.1): in its own house it lies among
    what came in, and the sender's page is none of its."""
    if kind == "outgoing" and (own := _own_copy(actor, paper_id)) is not None:
        return _words(own), f"/incoming/{own.id}"
    return named(actor, KINDS[kind], paper_id, f"/{kind}/{paper_id}")


def whole(actor: Actor, task_id: int) -> Link:
    return named(actor, Task, task_id, f"/tasks/{task_id}")


def named(actor: Actor, model: type[Any], paper_id: int, href: str) -> Link:
    """By its number and words to who may read it; to anybody else, and where it may be a secret
    (SEC-02), by where it lies."""
    found = db.session.scalar(select(model).where(model.id == paper_id, may_read(model, actor)))
    if found is None:
        return _("số %(n)s trong hệ thống", n=paper_id), ""
    return (_words(found) if found.is_findable else _("số %(n)s trong hệ thống", n=paper_id)), href


def _words(paper: Any) -> str:
    return " – ".join(filter(None, (getattr(paper, "code", ""), headline(paper.subject))))


def _own_copy(actor: Actor, outgoing_id: int) -> IncomingDocument | None:
    """What came of it here, where it was sent to the own agency."""
    carried = (
        select(Arrival.incoming_id)
        .join(Delivery, Delivery.document_id == Arrival.document_id)
        .join(OutgoingDocument, OutgoingDocument.id == Delivery.outgoing_id)
        .join(Agency, Agency.id == OutgoingDocument.agency_id)
        .where(
            Delivery.outgoing_id == outgoing_id, Delivery.recipient_id == actor.agency_id,
            Arrival.agency_id == actor.agency_id, Arrival.from_organ == Agency.organ_id,
        )
    )  # fmt: skip
    mine = select(IncomingDocument).where(
        IncomingDocument.id.in_(carried), may_read(IncomingDocument, actor)
    )
    found = db.session.scalars(mine.order_by(IncomingDocument.id.desc()).limit(1)).first()
    return found if found is not None and found.is_findable else None
