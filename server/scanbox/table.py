"""The leaves of scans, laid side by side on the clerk's table: made in a child, kept some days."""

import datetime as dt
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from sqlalchemy import Row, delete, func, select

from server import jobs, rota
from server.clock import now
from server.database import db, transaction
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.org.actor import Actor
from server.papers.intake import Taken
from server.papers.models import PaperFile
from server.papers.safe import lies_in_a_safe
from server.papers.services import files_of, find, may_read
from server.scanbox.models import Leaf
from server.scanbox.plans import MOST_LEAVES, MOST_SCANS, proposal
from server.uploads import ask
from server.uploads.kinds import JPEG, PDF, PNG, TIFF
from workflows import Refused, Role
from workflows.incoming import Incoming

JOB = "scanbox:leaves"
IN_PAGES = (PDF, PNG, JPEG, TIFF)
SHOWN = 50
LEAST_STACK = 3
"""Pages of a scan that may be two documents with a separator between them."""

KEPT = dt.timedelta(days=3)
"""A picture of a page is no record: it is drawn anew from the file whenever it is wanted."""


def scan_of(actor: Actor, paper_id: int) -> tuple[IncomingDocument, PaperFile]:
    """A document whose pages may be arranged now: on paper, one file of pages, not yet registered.

    Raises `wrong_role`, `not_found`, `wrong_state`, `scan_not_pages`.
    """
    if Role.CLERK not in actor.roles:
        raise Refused("wrong_role")
    paper = find(IncomingDocument, actor, paper_id)
    if paper.state != Incoming.ARRIVED:
        raise Refused("wrong_state")
    files = files_of("incoming", paper_id)
    if paper.electronic or len(files) != 1 or files[0].media_type not in IN_PAGES:
        raise Refused("scan_not_pages")
    return paper, files[0]


def laid_out(actor: Actor, paper_ids: Sequence[int]) -> list[tuple[IncomingDocument, PaperFile]]:
    """The scans of one table, in this order; the leaves that are missing are asked for."""
    if len(paper_ids) > MOST_SCANS:
        raise Refused("arrangement_too_large")
    scans = [scan_of(actor, paper_id) for paper_id in dict.fromkeys(paper_ids)]
    if sum(file.pages for _, file in scans) > MOST_LEAVES:
        raise Refused("arrangement_too_large")
    wanted = [
        _payload(file.sha256, file.name, file.pages)
        for _, file in scans
        if drawn(file) < file.pages
    ]
    for payload in wanted:
        _ask_for(payload)
    return scans


def waiting(actor: Actor) -> list[Row[Any]]:
    """(id, name, pages, sha256) of what may be laid on the table, the newest first."""
    paper = IncomingDocument
    alone = select(PaperFile.paper_id).where(PaperFile.paper_kind == "incoming")
    alone = alone.group_by(PaperFile.paper_id).having(func.count() == 1)
    found = (
        select(paper.id, PaperFile.name, PaperFile.pages, PaperFile.sha256)
        .join(PaperFile, (PaperFile.paper_id == paper.id) & (PaperFile.paper_kind == "incoming"))
        .where(
            may_read(paper, actor),
            paper.state == Incoming.ARRIVED,
            paper.agency_id == actor.agency_id,
            paper.electronic.is_(False),
            PaperFile.media_type.in_(IN_PAGES),
            paper.id.in_(alone),
        )
    )
    return list(db.session.execute(found.order_by(paper.id.desc()).limit(SHOWN)))


def documents_in(scans: Sequence[Row[Any]]) -> dict[str, int]:
    """How many documents each of these scans seems to hold, as far as its leaves lie ready."""
    wanted = {row.sha256: row.pages for row in scans}
    leaves = select(Leaf.sha256, Leaf.blank).where(Leaf.sha256.in_(wanted))
    blank: dict[str, list[bool]] = {}
    for sha256, is_blank in db.session.execute(leaves.order_by(Leaf.sha256, Leaf.n)):
        blank.setdefault(sha256, []).append(is_blank)
    whole = {sha256: told for sha256, told in blank.items() if len(told) == wanted[sha256]}
    return {sha256: sum(one.starts for one in proposal(told)) for sha256, told in whole.items()}


def look_for_separators(files: Sequence[Taken]) -> None:
    """A step of the act that takes a scan in: a stack's leaves are drawn before anybody asks."""
    if len(files) != 1 or files[0].media_type not in IN_PAGES:
        return
    (file,) = files
    if LEAST_STACK <= file.pages <= MOST_LEAVES:
        jobs.later(JOB, _payload(file.sha256, file.name, file.pages))


def _payload(sha256: str, name: str, pages: int) -> jobs.Payload:
    """Of its name only what kind of file it is: the row of a job outlives a secret (SEC-03)."""
    return {"sha256": sha256, "name": f"scan{PurePath(name).suffix}", "pages": pages}


def drawn(file: PaperFile) -> int:
    """How many leaves of a file lie ready."""
    return db.session.scalar(select(func.count()).where(Leaf.sha256 == file.sha256)) or 0


def blanks(sha256: str) -> list[bool]:
    """Which leaves of a file are blank, in their order."""
    return list(db.session.scalars(select(Leaf.blank).filter_by(sha256=sha256).order_by(Leaf.n)))


def picture(actor: Actor, paper_id: int, n: int) -> bytes:
    """A leaf's picture, for whoever may arrange it."""
    _, file = scan_of(actor, paper_id)
    leaf = db.session.get(Leaf, (file.sha256, n))
    if leaf is None or not leaf.picture:
        raise Refused("not_found")
    return leaf.picture


def _ask_for(payload: jobs.Payload) -> None:
    of_this = jobs.Job.payload["sha256"].as_string() == payload["sha256"]
    if not jobs.is_under_way(JOB, of_this):
        with transaction():
            jobs.later(JOB, payload)


@jobs.job(JOB)
def draw(sha256: str, name: str, pages: int) -> dict[str, int]:
    """Some leaves at a time, each kept as it is made: a kill costs the last few seconds. A page
    that breaks its reader has no picture, and counts as written."""
    data, done = store().fetch(sha256), len(blanks(sha256))
    while done < pages:
        try:
            told = ask(data, name, "leaves", first=done)
        except Refused as no:
            if no.reason == "inspection_busy":
                raise
            told = {"blank": [False], "files": [b""]}
        with transaction() as session:
            if lies_in_a_safe(sha256):
                break
            for blank, small in zip(told["blank"], told["files"], strict=True):
                done += 1
                session.add(Leaf(sha256=sha256, n=done, blank=blank, picture=small))
        jobs.progress(100 * done // pages)
    return {"leaves": done}


@rota.nightly("scanbox:clear")
def clear_table() -> None:
    """Pictures that nobody needs any more go: the scans they were drawn from stay."""
    with transaction() as session:
        session.execute(delete(Leaf).where(Leaf.made_at < now() - KEPT))
