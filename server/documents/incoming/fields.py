"""The fields of the register as the clerk confirms them, and what the scan proposes (IN-06)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.words import fold
from workflows.kinds import kind

FIELDS = ("number", "notation", "issued_on", "issuer", "doc_type", "subject", "urgency")


def fill(paper: IncomingDocument, fields: Mapping[str, Any]) -> None:
    """Write what was confirmed; a field left out (None) stays as it is."""
    if fields.get("doc_type"):
        kind(fields["doc_type"])
    for name in FIELDS:
        value = fields.get(name)
        if value is not None:
            setattr(paper, name, value.strip() if isinstance(value, str) else value)


def columns_of(paper: IncomingDocument) -> dict[str, Any]:
    """What the register says of the document itself (Annex IV VI, columns 3–6)."""
    names = ("issuer", "code", "issued_on", "doc_type", "subject")
    return {name: getattr(paper, name) for name in names}


def twin(paper: IncomingDocument) -> int | None:
    """The `arrival_no` of a registered document with the same number, notation, issuer and year.

    IN-03: the triple, within one year of issue; numbers begin anew each January.
    """
    if not paper.number or paper.issued_on is None:
        return None
    same = select(IncomingDocument.arrival_no, IncomingDocument.issuer).where(
        IncomingDocument.agency_id == paper.agency_id,
        IncomingDocument.number == paper.number,
        func.upper(IncomingDocument.notation) == paper.notation.upper(),
        IncomingDocument.issued_on >= dt.date(paper.issued_on.year, 1, 1),
        IncomingDocument.issued_on <= dt.date(paper.issued_on.year, 12, 31),
        IncomingDocument.arrival_no.is_not(None),
        IncomingDocument.id != paper.id,
    )
    wanted = fold(paper.issuer)
    return next((no for no, issuer in db.session.execute(same) if fold(issuer) == wanted), None)
