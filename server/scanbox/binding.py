"""The job behind an arrangement: the new scans are made, then all of them enter in one act.

A kill before that act leaves nothing but bytes in the store, which the next try finds again; after
it, everything. The scans that were taken apart have left the clerk's desk when it was asked for.
"""

from itertools import groupby

import structlog
from sqlalchemy.orm import Session

from server import jobs, perform
from server.clock import now
from server.database import db, transaction
from server.documents.incoming import arriving
from server.documents.incoming.fields import FIELDS, fill
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.org.actor import the_server
from server.papers.intake import Taken, take_in
from server.papers.models import PaperFile
from server.papers.services import files_of
from server.scanbox.models import Arrangement
from server.scanbox.plans import Leaf, spelt
from server.uploads import ask
from workflows import Refused
from workflows.incoming import Arriving

JOB = "scanbox:arrange"
WAITING, MADE, FAILED, UNDONE = "WAITING", "MADE", "FAILED", "UNDONE"

log = structlog.get_logger()


@jobs.job(JOB)
def bind(arrangement_id: int) -> dict[str, int]:
    """Make every document of the plan; one that cannot be made gives all scans back."""
    row = db.session.get_one(Arrangement, arrangement_id, populate_existing=True)
    if row.stage != WAITING:
        return {"made": len(row.made)}
    files = {paper_id: files_of("incoming", paper_id)[0] for paper_id in row.sources}
    plan = [[Leaf(*leaf) for leaf in leaves] for leaves in row.documents]
    try:
        made = []
        for n, leaves in enumerate(plan, 1):
            made.append(_made(leaves, files, n))
            jobs.progress(100 * n // (len(plan) + 1))
    except Refused as no:
        if no.reason == "inspection_busy":
            raise
        _give_back(arrangement_id, no.reason)
        return {"made": 0}
    names = {paper_id: file.name for paper_id, file in files.items()}
    notes = [spelt(leaves, names) for leaves in plan]
    return {"made": _enter(arrangement_id, list(zip(made, notes, strict=True)))}


def _made(leaves: list[Leaf], files: dict[int, PaperFile], n: int) -> Taken:
    """One document, inspected like any file that comes in: its text layer is its pages' own."""
    parts = []
    for paper_id, run in groupby(leaves, key=lambda leaf: leaf.paper):
        wanted = [(leaf.page, leaf.turn) for leaf in run]
        file = files[paper_id]
        parts += ask(store().fetch(file.sha256), file.name, "cut", leaves=wanted)["files"]
    whole = parts[0]
    if len(parts) > 1:
        sizes = [len(part) for part in parts]
        (whole,) = ask(b"".join(parts), "ghep.pdf", "bind", sizes=sizes)["files"]
    return take_in(f"{_stem(files[leaves[0].paper].name)}-{n}.pdf", whole)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _enter(arrangement_id: int, made: list[tuple[Taken, str]]) -> int:
    """The one act: all new documents come in, or, if somebody undid it meanwhile, none."""
    with transaction() as session:
        row = _locked(session, arrangement_id)
        if row is None:
            return 0
        sources = [session.get_one(IncomingDocument, paper_id) for paper_id in row.sources]
        papers = [_paper(row, sources, taken, note) for taken, note in made]
        row.made = [paper.id for paper in papers]
        row.stage, row.settled_at = MADE, now()
    return len(made)


def _paper(
    row: Arrangement, sources: list[IncomingDocument], taken: Taken, note: str
) -> IncomingDocument:
    """It arrived when its scan arrived (IN-01); what was typed already stays with a single one."""
    paper = arriving.read_in(row.agency_id, {}, [taken])
    if len(row.documents) == 1:
        first = sources[0]
        fill(paper, {name: getattr(first, name) for name in FIELDS if getattr(first, name)})
    paper.arrived_at = min(source.arrived_at for source in sources)
    paper.note = f"Từ bản quét: {note}."
    arriving.enter(the_server(row.agency_id), paper, [taken])
    return paper


def _locked(session: Session, arrangement_id: int) -> Arrangement | None:
    """The row, if it still waits."""
    row = session.get(Arrangement, arrangement_id, populate_existing=True, with_for_update=True)
    return row if row is not None and row.stage == WAITING else None


def _give_back(arrangement_id: int, reason: str) -> None:
    """The scans lie on the clerk's desk again as they came, and the page says why."""
    with transaction() as session:
        row = _locked(session, arrangement_id)
        if row is None:
            return
        row.stage, row.reason, row.settled_at = FAILED, reason, now()
        for paper_id in row.sources:
            paper = session.get_one(IncomingDocument, paper_id)
            perform.perform(the_server(row.agency_id), "put_back", paper, Arriving())
    log.warning("an arrangement failed", arrangement=arrangement_id, reason=reason)
