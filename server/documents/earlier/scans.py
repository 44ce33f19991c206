"""Scans of an older register are read one document after another, to be found by their words.

Twenty years of scans are more than a night's work, so a job reads one document and asks for the
next: what an office needs today waits for one document at the most. What nobody could read is asked
for again each night. Where a page bears a mark of secrecy the document is shut away as one that
arrived is (SEC-02): in an older system's register it has no business.
"""

from sqlalchemy import Select, and_, func, select

from server import finding, jobs
from server.audit.changes import changed
from server.clock import today
from server.database import db, transaction
from server.documents.earlier.models import DONE, EarlierDocument, Takeover
from server.documents.earlier.shutting import shut_away
from server.jobs import Payload
from server.org.actor import the_server
from server.papers import scans, telling
from server.papers.models import PaperFile, scanned_text
from server.papers.safe import lies_in_a_safe
from server.papers.services import files_of
from server.rota import nightly
from server.uploads.reading.tessdata import tessdata
from workflows.earlier import Earlier

JOB = "earlier:read"
KIND = "earlier"
MACHINE_SAW = "Máy thấy dấu chỉ mức độ mật trên bản quét."


def read_on(takeover_id: int, after: int = 0) -> None:
    """Ask for the next document of it with a scan that nobody has read, once a day; a step."""
    if not tessdata():
        return
    paper_id = db.session.scalar(_unread(takeover_id, after).limit(1))
    slot = f"{takeover_id}/{paper_id}/{today()}"
    asked = select(jobs.Job.id).where(jobs.Job.kind == JOB, jobs.Job.slot == slot)
    if paper_id is not None and db.session.scalar(asked) is None:
        jobs.later(JOB, {"takeover_id": takeover_id, "paper_id": paper_id}, slot=slot)


def count_unread(takeover_id: int) -> int:
    """Documents of it whose scans wait for the reader."""
    found = _unread(takeover_id).distinct().order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


@jobs.job(JOB)
def read(takeover_id: int, paper_id: int) -> Payload:
    """One document's files, then the next document."""
    open_files = [one for one in files_of(KIND, paper_id) if not lies_in_a_safe(one.sha256)]
    files = [one for one in open_files if scans.is_unread(one)]
    done = scans.read_files(files)
    with transaction():
        _keep(_sharing([one.sha256 for one in files]))
        read_on(takeover_id, paper_id)
    return {"pages": done}


@nightly("earlier:read_on")
def read_on_all() -> None:
    """What was taken over before anybody read scans, or broke off."""
    for takeover_id in db.session.scalars(select(Takeover.id).where(Takeover.stage == DONE)).all():
        with transaction():
            read_on(takeover_id)


def _unread(takeover_id: int, after: int = 0) -> Select[int]:
    mine = select(EarlierDocument.id).where(
        EarlierDocument.takeover_id == takeover_id,
        EarlierDocument.id > after,
        EarlierDocument.state == Earlier.TAKEN_OVER,
    )
    of_it = and_(PaperFile.paper_kind == KIND, PaperFile.paper_id == EarlierDocument.id)
    return mine.join(PaperFile, of_it).where(scans.waits()).order_by(EarlierDocument.id)


def _sharing(digests: list[str]) -> list[int]:
    """Documents that have these files; one scan may stand in several lines."""
    found = select(PaperFile.paper_id).where(
        PaperFile.paper_kind == KIND, PaperFile.sha256.in_(digests)
    )
    return list(db.session.scalars(found.distinct().order_by(PaperFile.paper_id)))


def _keep(papers: list[int]) -> None:
    """Their words for those who look for them; what seems a secret is shut away, and the clerk is
    told. All are judged first: with one its words leave the others that share them."""
    secret = {one for one in papers if scans.seems_secret(KIND, one)}
    for paper_id in papers:
        if paper_id in secret:
            _shut_away(db.session.get_one(EarlierDocument, paper_id))
        else:
            finding.keep_text(KIND, paper_id, scanned_text(KIND, paper_id))


def _shut_away(paper: EarlierDocument) -> None:
    if paper.state != Earlier.TAKEN_OVER:
        return
    actor = the_server(paper.agency_id)
    shut_away(actor, paper, MACHINE_SAW)
    telling.tell(actor, paper, {f"a:{paper.agency_id}:CLERK"}, telling.SEEMS_SECRET)
    changed(
        actor, "earlier_seems_secret", f"{KIND}/{paper.id}",
        f"Nghi mật trên bản quét của hệ thống cũ: số {paper.old_no} năm {paper.year}",
        agency=paper.agency_id,
    )  # fmt: skip
