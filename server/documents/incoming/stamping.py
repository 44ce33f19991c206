"""The copy with dấu "ĐẾN" on it: made when somebody looks, made anew when the stamp says more.

The file that came stays as it came. A document that came electronically has no such stamp, only
its paper has, once that is here (IN-05): its arrival stands in the register (Decree 30/2020,
art. 22; Annex IV V).
"""

import hashlib
from dataclasses import asdict
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server import pool, press
from server.clock import local
from server.database import Base, db, transaction
from server.documents.incoming.marks import marks
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.office import office
from server.pages import day
from server.papers.models import PaperFile
from server.papers.services import files_of
from server.typesetting.arrival import ArrivalStamp
from server.uploads import ask
from server.uploads.kinds import JPEG, PDF, PNG, TIFF
from workflows import Refused

STAMPABLE = (PDF, PNG, JPEG, TIFF)
LEFT, TOP, GAP = 0.1, 0.2, 0.012
"""Where the stamp stands on a page whose head nobody could read, as parts of the page."""


class StampedCopy(Base):
    """A copy, and of what: another stamp or another file makes another. A purge finds them all."""

    __tablename__ = "stamped_copies"

    incoming_id: Mapped[int] = mapped_column(ForeignKey("incoming_documents.id"), primary_key=True)
    made_from: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str]


def main_file(paper: IncomingDocument) -> PaperFile | None:
    """The file that bears the stamp, once the paper is in the register."""
    scan = scan_of(paper)
    if scan is None or paper.arrival_no is None:
        return None
    files = files_of("incoming", paper.id)
    if scan is not paper:
        files = [one for one in files if one.sha256 == scan.file_sha256]
    file = next(iter(files), None)
    return file if file is not None and file.media_type in STAMPABLE else None


def scan_of(paper: IncomingDocument) -> IncomingDocument | None:
    """What came on paper: this, or what was laid into its entry (IN-05)."""
    return next((one for one in (paper, *paper.other_forms) if not one.electronic), None)


def shown(paper: IncomingDocument) -> list[dict[str, Any]]:
    """The copy with the stamp as a page lists it, before the file that it was made from."""
    file = main_file(paper)
    if file is None:
        return []
    href = url_for("incoming.stamped", paper_id=paper.id)
    name = _("Bản xem có dấu ĐẾN")
    return [{"n": 0, "name": name, "href": href, "size": file.size, "media_type": PDF}]


def stamped_copy(paper: IncomingDocument) -> str:
    """The digest of the copy that is looked at today."""
    file = main_file(paper)
    if file is None:
        raise Refused("not_found")
    stamp, spot = stamp_of(paper), spot_of(scan_of(paper) or paper)
    source, name = file.sha256, file.name
    made_from = hashlib.sha256(repr((source, asdict(stamp), spot)).encode()).hexdigest()
    known = db.session.get(StampedCopy, (paper.id, made_from))
    if known is not None and store().has(known.sha256):
        return known.sha256
    sha256 = _make(source, name, stamp, spot)
    with transaction() as session:
        session.merge(StampedCopy(incoming_id=paper.id, made_from=made_from, sha256=sha256))
    return sha256


def _make(source: str, name: str, stamp: ArrivalStamp, spot: tuple[float, float]) -> str:
    ink = pool.submit(press.draw_arrival_stamp, stamp, office().cabinet)
    made = ask(store().fetch(source), name, "stamp", stamp=ink.hex(), spot=spot)
    return store().keep(made["files"][0])


def stamp_of(paper: IncomingDocument) -> ArrivalStamp:
    """Chuyển: whoever the leader directed it to; before that nobody."""
    lead = paper.lead_unit.name if paper.lead_unit else ""
    return ArrivalStamp(
        agency=paper.agency.short_name or paper.agency.name,
        number=str(paper.arrival_no),
        day=day(local(paper.arrived_at).date()),
        passed_to=lead or (paper.assignee.title if paper.assignee else ""),
        case_file=", ".join(link.case_file.code for link in paper.case_links),
    )


def spot_of(paper: IncomingDocument) -> tuple[float, float]:
    """Under the subject of a letter, under number and notation of what has a name of its kind."""
    found = marks(paper)
    under = found.get("subject" if paper.doc_type == "Công văn" else "notation", [])
    lows = [top + height for _left, top, _width, height in under]
    return (LEFT, round(max(lows) + GAP, 4)) if lows else (LEFT, TOP)
