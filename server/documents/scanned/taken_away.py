"""A file with a mark of secrecy leaves its draft, task or case file, and is shut away (SEC-02).

It lies with the clerk as what arrived does, under a number of its own: the leader lets it out, and
it goes back where it was, or two hands destroy it (SEC-03). There is no second quarantine.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from server import finding, perform
from server.audit.changes import changed
from server.clock import now
from server.database import db, transaction
from server.documents.casefiles.models import CaseFile
from server.documents.incoming import purging, releasing
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.shutting_away import shut_away
from server.documents.outgoing.models import DraftFile, OutgoingDocument
from server.documents.scanned import hushing
from server.documents.scanned.asking import ask
from server.documents.scanned.models import TakenFile
from server.documents.tasks.models import Task
from server.org.actor import the_server
from server.papers import telling, tombstones
from server.papers.intake import Taken, attach, hung
from server.papers.models import Paper, PaperFile, scanned_text
from server.papers.services import files_of
from server.uploads.kinds import PDF
from workflows.arriving import Arriving
from workflows.casefile import CaseFile as CaseState
from workflows.incoming import Verdict
from workflows.outgoing import UNSIGNED

MACHINE_SAW = "Máy thấy dấu chỉ mức độ mật trên bản quét."
MODELS: dict[str, type[Paper]] = {
    "tasks": Task,
    "casefiles": CaseFile,
    "outgoing": OutgoingDocument,
}
WHERE = {"tasks": "nhiệm vụ", "casefiles": "hồ sơ", "outgoing": "dự thảo văn bản đi"}
"""Official, so Vietnamese: the clerk's note says where it was."""
UNNAMED = 0


def install() -> None:
    """Heard where the paper in which it lies is let out, or destroyed."""
    releasing.LET_OUT[:] = [give_back]
    purging.LET_GO[:] = [let_go]
    tombstones.TAKEN_FROM[:] = [_taken_from]


def _taken_from(kind: str, paper_id: int) -> list[str]:
    if kind != "incoming":
        return []
    mine = select(TakenFile.paper_kind, TakenFile.paper_id).where(TakenFile.incoming_id == paper_id)
    return [f"{name}/{id}" for name, id in db.session.execute(mine.distinct()).all()]


def was_given_back(sha256: str) -> bool:
    """Whether a leader has looked at it, and found no secret."""
    mine = select(TakenFile.id).where(
        TakenFile.sha256 == sha256, TakenFile.given_back_at.is_not(None)
    )
    return db.session.scalar(mine.limit(1)) is not None


def take(sha256: str) -> None:
    """Out of every paper that has it; what was signed, closed or handed over is not pulled apart
    by a machine: no word of it is found, and whoever answers for it is told. A step."""
    for row in _rows(sha256):
        paper = db.session.get_one(MODELS[row.paper_kind], row.paper_id)
        if row.paper_kind == "casefiles" and paper.state != CaseState.OPEN:
            _report(paper)
        else:
            _shut(paper, [_as_taken(row)], [row])
    for draft in db.session.scalars(select(DraftFile).where(DraftFile.plain_sha256 == sha256)):
        _take_draft(draft)


def _rows(sha256: str) -> Sequence[PaperFile]:
    mine = select(PaperFile).where(
        PaperFile.sha256 == sha256, PaperFile.paper_kind.in_(("tasks", "casefiles"))
    )
    return db.session.scalars(mine.order_by(PaperFile.id)).all()


def _take_draft(draft: DraftFile) -> None:
    paper = db.session.get_one(OutgoingDocument, draft.outgoing_id)
    if paper.state not in UNSIGNED:
        _report(paper)
        return
    _shut(paper, *_parts_of(paper, draft))
    draft.name = ""


def _parts_of(paper: OutgoingDocument, draft: DraftFile) -> tuple[list[Taken], Sequence[PaperFile]]:
    """The file as it came, as it was made anew, and as the page that was set of it; and the rows
    that name these."""
    shown = [one for one in files_of("outgoing", paper.id) if one.n == 1]
    shown = shown if paper.file_of() is draft else []
    known = {one.sha256 for one in shown}
    beside = [
        Taken(draft.name, kind, sha256, draft.size, draft.pages, "", False, False)
        for sha256, kind in ((draft.sha256, draft.media_type), (draft.plain_sha256, PDF))
        if sha256 not in known
    ]
    unique = {one.sha256: one for one in beside}
    return [*(_as_taken(one) for one in shown), *unique.values()], shown


def _as_taken(row: PaperFile) -> Taken:
    return Taken(row.name, row.media_type, row.sha256, row.size, row.pages, "", False, False)


def _shut(paper: Paper, files: list[Taken], rows: Sequence[PaperFile]) -> None:
    """As a paper of its own that the clerk holds."""
    server, held = the_server(paper.agency_id), _moved(paper, files, rows)
    shut_away(server, held, MACHINE_SAW)
    telling.tell(server, held, {f"a:{paper.agency_id}:CLERK"}, telling.SEEMS_SECRET)


def _moved(paper: Paper, files: list[Taken], rows: Sequence[PaperFile]) -> IncomingDocument:
    """The rows leave where they were; what they named lies in a paper of its own."""
    kind, server = paper.workflow.name, the_server(paper.agency_id)
    note = f"Tệp lấy ra từ {WHERE[kind]} [{paper.id}], nơi tệp được đưa lên"
    held = IncomingDocument(agency_id=paper.agency_id, arrived_at=now(), verdict=Verdict.PAPER,
                            urgency="NORMAL", note=note, file_sha256=files[0].sha256)  # fmt: skip
    places = {row.sha256: row.n for row in rows}
    perform.enter(server, "receive_paper", held, Arriving())
    for row in rows:
        db.session.delete(row)
    db.session.flush()
    hung(kind, paper.id, dict.fromkeys(places.values()))
    attach("incoming", held.id, files)
    of = {"incoming_id": held.id, "paper_kind": kind, "paper_id": paper.id}
    for n, one in enumerate(files, 1):
        place = places.get(one.sha256, UNNAMED)
        db.session.add(TakenFile(n=n, place=place, sha256=one.sha256, **of))
    db.session.flush()
    db.session.refresh(held)  # as it is read from the table: what destroys it empties its columns
    finding.keep_text(kind, paper.id, scanned_text(kind, paper.id))
    return held


def gone_again(line: dict[str, Any]) -> int:
    """Files that an older copy of the office brought back where they were before they were taken
    out and destroyed: how many papers lost them once more (SEC-04)."""
    done = 0
    for place in line.get("taken", ()):
        kind, _, paper_id = str(place).partition("/")
        with transaction() as session:
            paper = session.get(MODELS[kind], int(paper_id))
            files, rows = _back_in(paper, {*line["digests"]}) if paper else ([], [])
            if paper is not None and files:
                purging.destroyed_again(_moved(paper, files, rows), line)
                done += 1
    return done


def _back_in(paper: Paper, digests: Collection[str]) -> tuple[list[Taken], Sequence[PaperFile]]:
    """Whatever its state: what two hands destroyed is in nothing that was closed or signed."""
    if isinstance(paper, OutgoingDocument):
        drafts = [one for one in paper.handed_in if {one.sha256, one.plain_sha256} & {*digests}]
        parts = [_parts_of(paper, one) for one in drafts]
        return [file for files, _ in parts for file in files], [row for _, r in parts for row in r]
    rows = [one for one in files_of(paper.workflow.name, paper.id) if one.sha256 in digests]
    return [_as_taken(row) for row in rows], rows


def _report(paper: Paper) -> None:
    kind, server = paper.workflow.name, the_server(paper.agency_id)
    words = f"Nghi mật trên bản quét của {WHERE[kind]} [{paper.id}], không tự rút tệp ra"
    changed(server, "scan_seems_secret", f"{kind}/{paper.id}", words, agency=paper.agency_id)
    telling.tell(server, paper, {f"a:{paper.agency_id}:LEADER"}, telling.SEEMS_SECRET)


def give_back(held: IncomingDocument) -> None:
    """It was let out: it stands where it stood, and the paper that held it steps aside. A step of
    the release."""
    mine = select(TakenFile).where(
        TakenFile.incoming_id == held.id, TakenFile.given_back_at.is_(None)
    )
    taken = db.session.scalars(mine.order_by(TakenFile.n)).all()
    if not taken:
        return
    files = {one.n: one for one in files_of("incoming", held.id)}
    unheard = hushing.heard_again([one.sha256 for one in taken])
    for one in taken:
        _put_back(one, files[one.n])
        one.given_back_at = now()
    perform.perform(the_server(held.agency_id), "rearrange", held, Arriving())
    for kind, paper_id in dict.fromkeys((one.paper_kind, one.paper_id) for one in taken):
        paper = db.session.get_one(MODELS[kind], paper_id)
        finding.keep_text(kind, paper_id, paper.scanned_text())
        if unheard:
            ask(kind, paper_id)


def _put_back(one: TakenFile, file: PaperFile) -> None:
    if one.paper_kind == "outgoing":
        drafts = select(DraftFile).where(
            DraftFile.outgoing_id == one.paper_id, DraftFile.name == ""
        )
        for draft in db.session.scalars(drafts):
            draft.name = file.name if draft.sha256 == one.sha256 else draft.name
    there = {row.n for row in files_of(one.paper_kind, one.paper_id)}
    if one.place == UNNAMED or one.place in there:
        return
    columns = ("name", "media_type", "sha256", "size", "pages")
    said = {name: getattr(file, name) for name in columns}
    db.session.add(PaperFile(paper_kind=one.paper_kind, paper_id=one.paper_id, n=one.place, **said))
    hung(one.paper_kind, one.paper_id, {one.place: one.sha256})
    db.session.flush()


def let_go(held: IncomingDocument, digests: Collection[str]) -> None:
    """It was a secret: no draft has it any more, nor a page that was set of it (SEC-03). A step of
    the purge."""
    mine = select(TakenFile.paper_id).where(
        TakenFile.incoming_id == held.id, TakenFile.paper_kind == "outgoing"
    )
    for paper_id in db.session.scalars(mine.distinct()).all():
        paper = db.session.get_one(OutgoingDocument, paper_id)
        for version in paper.versions:
            version.page_sha256 = "" if version.page_sha256 in digests else version.page_sha256
        for draft in [
            one for one in paper.handed_in if {one.sha256, one.plain_sha256} & {*digests}
        ]:
            paper.handed_in.remove(draft)
            db.session.delete(draft)
        paper.file_sha256 = "" if paper.file_sha256 in digests else paper.file_sha256
    db.session.flush()
