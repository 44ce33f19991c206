"""Scans without a text layer are read page by page in the background; what they say is proposed.

A proposal is no change of the paper: it fills what is still empty, and no version moves, so that
what the clerk is typing meanwhile is taken as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, select, update

from server import finding, jobs, perform
from server.database import db, table, transaction
from server.documents.incoming.fields import FIELDS
from server.documents.incoming.issuers import named_as_in_directory
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.shutting_away import shut_away
from server.org.actor import Actor, the_server
from server.papers import scans
from server.papers.intake import Taken
from server.papers.models import ScanText
from server.papers.safe import lies_in_a_safe
from server.papers.services import files_of, find
from server.uploads.reading.dues import says_its_year
from server.uploads.reading.head import Span
from server.uploads.reading.proposals import propose
from server.uploads.reading.tessdata import tessdata
from workflows import Refused, Role
from workflows.incoming import UNREAD, Incoming

JOB = "incoming:read"
MACHINE_SAW = "Máy thấy dấu chỉ mức độ mật trên bản scan."


def ask_for_reading(paper_id: int, files: Iterable[Taken]) -> None:
    """A step of the act that brings the paper in: its pictures are read after the commit."""
    silent = any(one.media_type in scans.READABLE and not one.text.strip() for one in files)
    if silent and tessdata():
        jobs.later(JOB, {"paper_id": paper_id})


def ask_again(paper_id: int) -> None:
    """The same once it was released: while it lay locked nobody read it. A step."""
    if tessdata() and any(scans.is_unread(one) for one in files_of("incoming", paper_id)):
        jobs.later(JOB, {"paper_id": paper_id})


def ask_once_more(actor: Actor, paper_id: int) -> IncomingDocument:
    """The clerk's: pages that were left out are read again; asked twice, it is one job.

    Raises `not_found`, `wrong_role`.
    """
    with transaction():
        paper = find(IncomingDocument, actor, paper_id)
        if Role.CLERK not in actor.roles:
            raise Refused("wrong_role")
        is_left = gave_up(paper) or scans.left_out(files_of("incoming", paper_id))
        if is_left and state_of(paper) is None:
            jobs.later(JOB, {"paper_id": paper_id}, person_id=actor.person_id)
    return paper


@jobs.job(JOB)
def read(paper_id: int) -> dict[str, int]:
    """Read every file of the paper that nobody has read yet, and once more the pages that were too
    hard then; after that propose, or hide it."""
    files = [one for one in files_of("incoming", paper_id) if not lies_in_a_safe(one.sha256)]
    hard = [(sha256, name, n) for sha256, name, pages in scans.left_out(files) for n in pages]
    done = scans.read_files([one for one in files if scans.is_unread(one)], then=len(hard))
    whole = done + len(hard)
    for sha256, name, n in hard:
        scans.read_again(sha256, name, n)
        done += 1
        jobs.progress(100 * done // (whole + 1))
    _propose_late(paper_id)
    return {"pages": done}


def _propose_late(paper_id: int) -> None:
    """What was read, for a paper that still waits at the clerk's desk; for searches in any case."""
    with transaction() as session:
        paper = session.get_one(IncomingDocument, paper_id, populate_existing=True)
        text = session.scalar(select(ScanText.text).where(ScanText.sha256 == paper.file_sha256))
        if text and text.strip() and paper.state == Incoming.ARRIVED:
            _fill_what_is_empty(paper, text)
        if paper.state in UNREAD and scans.seems_secret("incoming", paper.id):
            shut_away(the_server(paper.agency_id), paper, MACHINE_SAW)
            return
        finding.keep_text("incoming", paper.id, paper.scanned_text())


def _fill_what_is_empty(paper: IncomingDocument, text: str) -> None:
    values, found = proposed(text)
    new = {name: value for name, value in values.items() if value and not getattr(paper, name)}
    if paper.urgency == "NORMAL" and "urgency" in found:
        new["urgency"] = values["urgency"]
    seen = {name: span for name, span in found.items() if name in new}
    row: dict[str, Any] = new | {"proposals": {**(paper.proposals or {}), **seen}}
    rows = table(IncomingDocument)
    db.session.execute(update(rows).where(rows.c.id == paper.id).values(row))
    db.session.refresh(paper)
    finding.keep(paper)
    if "urgency" in new:
        perform.refresh_desks(paper, "read")


def proposed(text: str) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """The register's fields as a page seems to say them, and where it says them."""
    seen = propose(text)
    values = {name: getattr(seen, name) or None for name in FIELDS}
    values["issuer"] = named_as_in_directory(seen.issuer) or None
    return values, {
        name: asdict(span) | _guessed(text, name, span) for name, span in seen.found.items()
    }


def _guessed(text: str, name: str, span: Span) -> dict[str, bool]:
    """A day by which something is wanted may stand there without its year (§4.5)."""
    return {"lacks_year": True} if name == "printed_due" and not says_its_year(text, span) else {}


def gave_up(paper: IncomingDocument) -> bool:
    """Whether the job that was to read it failed for good, and a file is still unread."""
    failed = select(jobs.Job.id).where(*_job_of(paper, jobs.FAILED)).limit(1)
    return any(scans.is_unread(one) for one in files_of("incoming", paper.id)) and bool(
        db.session.scalar(failed)
    )


def state_of(paper: IncomingDocument) -> jobs.Job | None:
    """The job that reads this paper now, if there is one."""
    at_work = _job_of(paper, *jobs.OPEN)
    return db.session.scalar(select(jobs.Job).where(*at_work).order_by(jobs.Job.id.desc()).limit(1))


def _job_of(paper: IncomingDocument, *states: str) -> tuple[ColumnElement[bool], ...]:
    of_this = jobs.Job.payload["paper_id"].as_integer() == paper.id
    return jobs.Job.kind == JOB, jobs.Job.state.in_(states), of_this
