"""A volume with a line of what may be a secret: nobody is given it meanwhile (SEC-02)."""

from sqlalchemy import extract, select

from server.database import db
from server.documents.copies.making import BOOK as COPIES
from server.documents.copies.models import Copy
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.queries import QUARANTINED
from server.registers.models import BookVolume, RegisterRow


def is_held_back(volume: BookVolume) -> bool:
    """Whether a line is of a paper that may be a secret, or of a copy of one: what was bound before
    still says it. Until that is released or destroyed nobody is given the file, nor signs it unseen
    (SEC-02)."""
    line, paper = RegisterRow, IncomingDocument
    shut = select(line.id).where(line.volume_id == volume.id).limit(1)
    own = shut.join(paper, (paper.id == line.paper_id) & (line.direction == "IN"))
    its_copy = (Copy.number == line.number) & (extract("year", Copy.made_on) == line.year)
    copied = (
        shut.where(line.book == COPIES)
        .join(Copy, its_copy & (Copy.paper_kind == "incoming"))
        .join(paper, (paper.id == Copy.paper_id) & (paper.agency_id == line.agency_id))
    )
    return any(db.session.scalar(one.where(QUARANTINED)) for one in (own, copied))
