"""What was typed of several drafts at once, for who looks through what a search found."""

from collections.abc import Collection

from sqlalchemy import and_, select

from server.database import db
from server.documents.outgoing.handed.with_file import typed_text
from server.documents.outgoing.models import DraftVersion, OutgoingDocument


def typed_of(ids: Collection[int]) -> dict[int, str]:
    """The newest text of each that was typed, by id; who asks may read them."""
    if not ids:
        return {}
    newest = and_(
        DraftVersion.outgoing_id == OutgoingDocument.id,
        DraftVersion.n == OutgoingDocument.version_n,
    )
    texts = select(OutgoingDocument.id, DraftVersion.fields).join(DraftVersion, newest)
    found = db.session.execute(texts.where(OutgoingDocument.id.in_(ids))).all()
    return {paper_id: typed_text(fields) for paper_id, fields in found if not fields.get("file")}
