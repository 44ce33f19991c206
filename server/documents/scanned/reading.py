"""The scans of drafts, of results and of case files are read as those of letters are (SEC-02).

What is read is found by whoever may read the paper. A file that bears a mark of secrecy is taken
away before a word of it is found.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, and_, select

from server import finding, jobs
from server.clock import today
from server.database import db, transaction
from server.documents.outgoing.models import DraftFile
from server.documents.scanned import taken_away
from server.documents.scanned.asking import JOB, ask
from server.documents.scanned.hushing import hush
from server.jobs import Payload
from server.papers import scans
from server.papers.models import Paper, PaperFile, ScanText
from server.papers.safe import lies_in_a_safe
from server.papers.services import files_of
from server.rota import nightly
from server.uploads.kinds import PDF
from server.uploads.secrecy import suspects_secret

AT_ONCE = 100
"""Papers that are asked for in one night, of each kind: what an office needs today goes first."""


def install() -> None:
    """Open this room: the reader knows what a draft holds, and what becomes of a secret."""
    scans.HELD_BY[:] = [_is_handed_in]
    taken_away.install()


@jobs.job(JOB)
def read(kind: str, paper_id: int) -> Payload:
    """Every file of it that nobody has read; then what seems secret goes, and the rest is found."""
    files = _files_of(kind, paper_id)
    todo = [it for it in files if scans.is_unread(it) and not lies_in_a_safe(it.sha256)]
    done = scans.read_files(todo)
    with transaction():
        secret = _secrets([one.sha256 for one in files])
        for sha256 in secret:
            taken_away.take(sha256)
        hush(secret)
        for paper in _sharing(kind, paper_id, [one.sha256 for one in todo]):
            said = "" if _has(paper, secret) else paper.scanned_text()
            finding.keep_text(paper.workflow.name, paper.id, said)
    return {"pages": done}


def _files_of(kind: str, paper_id: int) -> Sequence[PaperFile]:
    """Of a draft what was handed in: a page that the office set itself is no scan."""
    if kind != "outgoing":
        return files_of(kind, paper_id)
    drafts = db.session.scalars(_handed_in().where(DraftFile.outgoing_id == paper_id))
    return [PaperFile(sha256=one.plain_sha256, name=one.name, pages=one.pages, media_type=PDF)
            for one in drafts]  # fmt: skip


def _handed_in() -> Select[DraftFile]:
    """Drafts without a text layer."""
    known = select(ScanText.sha256).where(ScanText.sha256 == DraftFile.sha256)
    return select(DraftFile).where(~known.exists()).order_by(DraftFile.id)


def _secrets(digests: Iterable[str]) -> list[str]:
    """By the head of each; what a leader has let out is no secret any more."""
    columns = (ScanText.sha256, ScanText.text, ScanText.hushed)
    texts = select(*columns).where(ScanText.sha256.in_(list(digests)))
    return [
        sha256
        for sha256, text, hushed in db.session.execute(texts).all()
        if (hushed or suspects_secret(text.split("\f")[0], ""))
        and not taken_away.was_given_back(sha256)
    ]


def _has(paper: Paper, secret: Iterable[str]) -> bool:
    """Whether a secret file was left where it was, in what is closed or signed."""
    there = {one.sha256 for one in _files_of(paper.workflow.name, paper.id)}
    return any(one in there and not lies_in_a_safe(one) for one in secret)


def _sharing(kind: str, paper_id: int, digests: list[str]) -> list[Paper]:
    """The paper itself, and whichever other has these very files."""
    found = select(PaperFile.paper_kind, PaperFile.paper_id).where(
        PaperFile.sha256.in_(digests), PaperFile.paper_kind.in_(taken_away.MODELS)
    )
    keys = {(kind, paper_id), *((row[0], row[1]) for row in db.session.execute(found))}
    return [db.session.get_one(taken_away.MODELS[name], number) for name, number in sorted(keys)]


@nightly("scans:read_on")
def read_on_all() -> None:
    """What was laid in before anybody read it, or broke off; once a day each."""
    for kind, paper_id in _waiting():
        slot = f"{kind}/{paper_id}/{today()}"
        asked = select(jobs.Job.id).where(jobs.Job.kind == JOB, jobs.Job.slot == slot)
        if db.session.scalar(asked) is None:
            with transaction():
                ask(kind, paper_id, slot)


def _waiting() -> list[tuple[str, int]]:
    read_no = scans.waits()
    found = list[tuple[str, int]]()
    for kind in ("tasks", "casefiles"):
        mine = select(PaperFile.paper_id).where(PaperFile.paper_kind == kind, read_no)
        newest = mine.distinct().order_by(PaperFile.paper_id.desc()).limit(AT_ONCE)
        found += [(kind, one) for one in db.session.scalars(newest)]
    plain = select(ScanText.sha256).where(ScanText.sha256 == DraftFile.plain_sha256)
    silent = select(DraftFile.outgoing_id).where(
        and_(~select(ScanText.sha256).where(ScanText.sha256 == DraftFile.sha256).exists()),
        ~plain.exists(),
    )
    newest = silent.distinct().order_by(DraftFile.outgoing_id.desc()).limit(AT_ONCE)
    return found + [("outgoing", one) for one in db.session.scalars(newest)]


def _is_handed_in(sha256: str) -> bool:
    """Whether a draft has it: its page lies under another digest once it is submitted."""
    held = select(DraftFile.id).where(DraftFile.plain_sha256 == sha256).limit(1)
    return db.session.scalar(held) is not None
