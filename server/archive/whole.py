"""A whole file to take along: one PDF in its course, and what is said of it as XML (CF-08).

At any time, for who may read every document in it (Annex VI, P.I III.4g).
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

from server import bindery, jobs, pool, repeats
from server.archive import metadata, sheets
from server.archive.pages import may_take
from server.database import transaction
from server.documents.casefiles.kept import Line, lines_of, shown_to
from server.documents.casefiles.models import CaseFile
from server.files import store
from server.jobs import Payload, job
from server.org.actor import Actor
from server.org.queries import actor_by_id
from server.papers.models import PaperFile
from server.papers.read_log import log_read
from server.papers.services import find
from server.uploads.kinds import JPEG, PDF, PNG, TIFF
from server.uploads.pool import ask
from workflows import Refused

KIND = "casefiles:whole"
PATIENCE = 300.0
"""Seconds until all its pages lie behind one another."""


def begin(actor: Actor, case_id: int) -> int:
    """The job's id."""
    _whole(actor, case_id)
    with transaction():
        said = {"case_id": case_id, "post": actor.acting}
        job_id = jobs.later(KIND, said, person_id=actor.person_id).id
        repeats.remember("job", job_id)
    return job_id


@job(KIND)
def print_whole(case_id: int, post: list[int]) -> Payload:
    """By the rights that the asker has now: the contents, then document by document. For what is no
    page, or cannot be drawn, one stands in that says so, as the contents count it. Harmless twice.
    """
    actor = actor_by_id(*post)
    case, lines = _whole(actor, case_id)
    name = f"ho-so-{case.code}-{case.year}.pdf"
    contents = sheets.printed(sheets.contents(case, lines))
    _opened(actor, lines)
    rows = [(line, row) for line in lines for row in line.files or (None,)]
    drawn = [(line, row, _drawn(row)) for line, row in rows]
    parts = [part or sheets.printed(sheets.stand_in(case, line, row)) for line, row, part in drawn]
    made = pool.submit(bindery.together, [contents, *parts], timeout=PATIENCE)
    file = {"sha256": store().keep(made), "media_type": PDF, "name": name}
    return {"file": file, "left_out": sum(part is None for _line, _row, part in drawn)}


def as_xml(actor: Actor, case_id: int) -> tuple[CaseFile, bytes]:
    """What is said of the file and of each document, with the digest of each of their files."""
    case, lines = _whole(actor, case_id)
    said = [
        metadata.of_document(one) | {"files": [_named(row) for row in one.files]} for one in lines
    ]
    return case, metadata.as_xml(metadata.of_file(case, lines), said)


def _whole(actor: Actor, case_id: int) -> tuple[CaseFile, list[Line]]:
    case = find(CaseFile, actor, case_id)
    if not may_take(actor, shown_to(actor, case)):
        raise Refused("not_yours")
    return case, lines_of(case)


def _opened(actor: Actor, lines: Sequence[Line]) -> None:
    """Whoever takes a document along has read it (DOMAIN §3.6)."""
    for one in lines:
        if not one.is_exhibit:
            log_read(actor, one.item.paper_kind, one.paper.id)


def _named(row: PaperFile) -> dict[str, str]:
    path = f"{row.n:02d}{PurePosixPath(row.name).suffix[:10]}"
    return {"path": path, "sha256": row.sha256, "name": row.name}


def _drawn(row: PaperFile | None) -> bytes | None:
    """As pages that nobody signed: a signature holds for its own file alone (LTV-04)."""
    if row is None or row.media_type not in (PDF, PNG, JPEG, TIFF):
        return None
    try:
        made: bytes = ask(store().fetch(row.sha256), row.name, "archive")["files"][0]
    except Refused:
        return None
    return made
