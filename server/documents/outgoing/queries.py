"""Reading outgoing documents: lists as Core rows, versions, sign-offs, exceptions."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from server.database import db
from server.documents.outgoing.models import OutgoingDocument, Signature
from server.org.actor import Actor
from server.org.holdings import speaks_for
from server.org.models import Person
from server.papers.listing import page_of
from server.papers.searching import Wanted, list_of

COLUMNS = (
    *(
        getattr(OutgoingDocument, name)
        for name in (
            "id", "state", "version", "code", "number", "issued_on", "doc_type", "subject",
            "urgency", "agency_id",
        )
    ),
    select(Person.account)
    .where(Person.id == OutgoingDocument.signer_id)
    .scalar_subquery()
    .label("signer"),
)  # fmt: skip
EXACT = ("state", "code", "doc_type", "urgency", "agency_id")


def listed(
    actor: Actor, filters: Mapping[str, Any], cursor: str | None
) -> tuple[list[Row], str | None]:
    """A page of the outgoing documents this actor may read."""
    if filters.get("q"):
        wanted = _wanted(filters)
        return list_of(OutgoingDocument, actor, COLUMNS, Wanted(filters["q"], wanted), cursor)
    return page_of(OutgoingDocument, actor, COLUMNS, _wanted(filters), cursor)


def _wanted(filters: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    return [getattr(OutgoingDocument, name) == filters[name] for name in EXACT if filters.get(name)]


def files_of_signatures(about: str) -> list[str]:
    """Every file that lay under the signatures of what is no document, before each and after it."""
    rows = select(Signature.input_sha256, Signature.output_sha256).filter_by(about=about)
    return [sha256 for row in db.session.execute(rows) for sha256 in row]


def sent_replies(actor: Actor) -> list[Row]:
    """Dispatched documents that this person drafted in this office, newest first: what may
    complete a paper."""
    columns = (getattr(OutgoingDocument, one) for one in ("id", "code", "subject", "agency_id"))
    mine = select(*columns).where(
        OutgoingDocument.drafter_id == actor.person_id, OutgoingDocument.state == "DISPATCHED"
    )
    rows = db.session.execute(mine.order_by(OutgoingDocument.id.desc()).limit(50))
    return [row for row in rows if speaks_for(actor.agency_id, row.agency_id)]
