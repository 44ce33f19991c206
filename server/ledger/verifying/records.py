"""What our own books say of a file or of a QR code, for whoever holds the paper."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from server.clock import today
from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.org.ended import is_past, line_of
from server.org.models import Agency
from server.papers.lasting import of_version
from workflows import Refused

OUT = "DISPATCHED"
GONE = "RECALLED"
HALF, WHOLE = "BY_ONE", "BY_BOTH"
"""Of minutes, which nobody dispatches: one of the two has signed them, or both."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A document as outsiders may know it; its subject only once it left the office."""

    agency: str
    code: str
    issued_on: dt.date | None
    state: str
    doc_type: str
    subject: str
    replaced_by: str
    sha256: str
    added: int = 0
    """Minutes that add to these."""
    ended_on: dt.date | None = None
    heir: str = ""
    """Since when its agency is no more under that name, and who works in its place today."""

    @property
    def is_out(self) -> bool:
        return self.state in (OUT, GONE)


def by_file(sha256: str) -> Issued | None:
    """The document whose file has exactly these bytes, or had before it was stamped again, or has
    since: the recipients have what was sent, the archive what lasts longer (LTV-03)."""
    found = db.session.scalar(select(OutgoingDocument).filter_by(file_sha256=sha256))
    found = found or _of_version(sha256)
    return issued(found) if found else None


def _of_version(sha256: str) -> OutgoingDocument | None:
    row = of_version(sha256)
    is_main = row is not None and row.paper_kind == "outgoing" and row.n == 1
    return db.session.get(OutgoingDocument, row.paper_id) if row and is_main else None


def paper_by(public_id: str) -> OutgoingDocument | None:
    """The document whose page bears this QR code, if it is one."""
    return db.session.scalar(select(OutgoingDocument).filter_by(public_id=public_id))


def paper_of(public_id: str) -> OutgoingDocument:
    """The same; what is none is not found."""
    found = paper_by(public_id)
    if found is None:
        raise Refused("not_found")
    return found


def ending(agency: Agency) -> dict[str, Any]:
    """For who holds a paper of an agency that has ended (ORG-13, ORG-14)."""
    if not is_past(agency.valid_to):
        return {}
    heir = line_of(agency)[-1]
    return {"ended_on": agency.valid_to, "heir": heir.name if heir.holds_on(today()) else ""}


def issued(paper: OutgoingDocument) -> Issued:
    """What outsiders may know of it today."""
    left = paper.state in (OUT, GONE)
    return Issued(
        agency=paper.agency.name,
        code=paper.code if left else "",
        issued_on=paper.issued_on if left else None,
        state=str(paper.state),
        doc_type=paper.doc_type,
        subject=paper.subject if left else "",
        replaced_by=_successor(paper.id) if left else "",
        sha256=paper.file_sha256 if left else "",
        **ending(paper.agency),
    )


def _successor(id: int) -> str:
    """The code of the document that took its place, once that one was dispatched."""
    newer = select(OutgoingDocument.code).where(
        OutgoingDocument.replaces_id == id, OutgoingDocument.state == OUT
    )
    return db.session.scalar(newer.order_by(OutgoingDocument.id.desc()).limit(1)) or ""
