"""The fields of the register as the clerk confirms them, and what the scan proposes (IN-06)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, get_args

from sqlalchemy import Row, func, select

from server import shapes
from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.words import fold
from workflows import Refused
from workflows.kinds import arriving_kind

FIELDS = (
    "number", "notation", "issued_on", "issuer", "doc_type", "subject", "urgency", "printed_due",
)  # fmt: skip
MEASURED = {
    "number": shapes.Number,
    "notation": shapes.Notation,
    "issuer": shapes.Line,
    "subject": shapes.Subject,
}
"""What a scan or a letter may have said at more length than the register has room for."""


@contextmanager
def each_named(paper: IncomingDocument) -> Iterator[None]:
    """A no for want of columns names each one that is empty (Annex IV, VI)."""
    try:
        yield
    except Refused as no:
        if no.reason == "has_register_columns":
            no.empty = tuple(paper.lacking)
        raise


def fill(paper: IncomingDocument, fields: Mapping[str, Any]) -> None:
    """Write what was confirmed; a field left out (None) stays as it is, one that was `emptied`
    says nothing any more."""
    if fields.get("doc_type"):
        arriving_kind(fields["doc_type"])
    for name in FIELDS:
        value = fields.get(name)
        if name in fields.get("emptied", ()):
            setattr(paper, name, None)
        elif value is not None:
            setattr(paper, name, value.strip() if isinstance(value, str) else value)


def add_note(paper: IncomingDocument, words: str) -> None:
    """Add a line to what the clerk reads on the paper."""
    paper.note = f"{paper.note}\n{words}".strip()


def refuse_overlong(paper: IncomingDocument) -> None:
    """What nobody typed is held to the decree's lengths too: over-long is asked about (IN-06)."""
    for name, kind_of_text in MEASURED.items():
        most = get_args(kind_of_text)[1].max_length
        if len(getattr(paper, name)) > most:
            raise Refused("over_long", name, most=most)


def columns_of(paper: IncomingDocument) -> dict[str, Any]:
    """What the register says of the document itself (Annex IV VI, columns 3–6)."""
    names = ("issuer", "code", "issued_on", "doc_type", "subject")
    return {name: getattr(paper, name) for name in names}


def twin(paper: IncomingDocument, typed: Mapping[str, Any] = MappingProxyType({})) -> Row | None:
    """The first that may be the same document."""
    return next(iter(twins(paper, typed)), None)


def twins(paper: IncomingDocument, typed: Mapping[str, Any]) -> list[Row]:
    """Registered documents with the same number, notation, issuer and year of issue.

    IN-03: the triple, within one year of issue; numbers begin anew each January. What was typed
    and is not kept yet counts before what the paper has.
    """
    said = {name: typed.get(name) or getattr(paper, name) for name in FIELDS[:4]}
    if not said["number"] or said["issued_on"] is None:
        return []
    year, mine = said["issued_on"].year, IncomingDocument
    same = select(mine.id, mine.arrival_no, mine.issuer, mine.number, mine.notation, mine.subject)
    found = same.where(
        mine.agency_id == paper.agency_id,
        mine.number == said["number"].strip(),
        func.upper(mine.notation) == said["notation"].strip().upper(),
        mine.issued_on >= dt.date(year, 1, 1),
        mine.issued_on <= dt.date(year, 12, 31),
        mine.arrival_no.is_not(None),
        mine.id != paper.id,
    )
    wanted = fold(said["issuer"].strip())
    rows = db.session.execute(found.order_by(mine.id))
    return [row for row in rows if fold(row.issuer) == wanted]
