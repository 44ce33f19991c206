"""What anybody may know of a meeting's minutes, by the QR code on their page or by their file."""

from dataclasses import dataclass

from sqlalchemy import select

from server.database import db
from server.documents.outgoing.signatures.signed import Signature
from server.ledger.verifying.records import HALF, WHOLE, Issued, ending
from server.meetings.minutes.models import MAIN, Minutes
from server.meetings.models import Meeting
from server.papers.lasting import of_version
from workflows import Refused
from workflows.kinds import MINUTES


@dataclass(frozen=True, slots=True)
class Told:
    """Minutes as outsiders may know them, and who signed them."""

    issued: Issued
    signatures: list[Signature]


def minutes_at(public_id: str) -> Told:
    """The minutes whose page bears this QR code; there is a page once somebody signed it."""
    asked = (Minutes.public_id == public_id, Minutes.secretary_signed_at.is_not(None))
    found = db.session.scalar(select(Minutes).where(*asked))
    if found is None:
        raise Refused("not_found")
    return Told(_issued(found), _signatures(found))


def by_file(sha256: str) -> Issued | None:
    """The minutes whose file has these bytes, or had before it was stamped again."""
    found = db.session.scalar(select(Minutes).filter_by(file_sha256=sha256)) if sha256 else None
    row = None if found else of_version(sha256)
    if row is not None and row.paper_kind == "meetings":
        found = db.session.get(Minutes, (row.paper_id, row.n))
    return _issued(found) if found and found.secretary_signed_at else None


def _issued(one: Minutes) -> Issued:
    """What was dealt with is told once both have signed it, and to whom holds the page."""
    meeting = db.session.get_one(Meeting, one.meeting_id)
    whole = one.chair_signed_at is not None
    return Issued(
        agency=meeting.agency.name,
        code="",
        issued_on=None,
        state=WHOLE if whole else HALF,
        doc_type=MINUTES.name if one.n == MAIN else f"{MINUTES.name} bổ sung {one.n - MAIN}",
        subject=meeting.subject if whole else "",
        replaced_by="",
        sha256=one.file_sha256,
        added=len(meeting.minutes) - one.n if whole else 0,
        **ending(meeting.agency),
    )


def _signatures(one: Minutes) -> list[Signature]:
    """Of this file alone: minutes and what adds to them are signed under one name."""
    mine = select(Signature).filter_by(about=f"meetings/{one.meeting_id}", version_n=one.n)
    return list(db.session.scalars(mine.order_by(Signature.id)))
