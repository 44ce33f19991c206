"""Whether the signatures on what came electronically hold (IN-T04; Decree 30, art. 21.2a).

The receipt says that it came (01), and waits for no verdict: that is reached right after, before
anybody can register. What is to be judged stands on the paper, so a crash between the two loses
nothing, and a paper that was shut away meanwhile is judged when it is released.
"""

import os
import time
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from typing import Any

import structlog
from sqlalchemy import bindparam, select, text, update
from sqlalchemy.orm.attributes import set_committed_value

from server import perform, pool, press
from server.database import db, run, table, transaction
from server.documents import against
from server.documents.incoming.models import UNJUDGED, IncomingDocument
from server.files import store
from server.office import office
from server.org.actor import Actor, the_server
from server.org.queries import agency_by_organ
from server.papers.intake import Taken
from server.words import fold
from workflows.incoming import Arriving, Incoming, Verdict

Said = dict[str, Any]

SPAN = 3.0
"""Seconds of a sweep that verdicts may take; it has other things to see to, and is back soon."""

GROUP = 8
"""Papers between two looks at the clock."""

PATIENCE = 20.0
"""Seconds for the verdict on one file: what takes longer was made to."""

NOT_FINISHED = "Máy không kiểm xong chữ ký số của văn bản này."
NOT_SENDERS = "Chữ ký số cơ quan trên văn bản không mang tên nơi gửi."

log = structlog.get_logger()
_rows = table(IncomingDocument)
_WAITING = (
    select(_rows.c.id, _rows.c.verification)
    .where(text(UNJUDGED))
    .order_by(_rows.c.id)
    .limit(bindparam("most"))
)
_SETTLED = update(_rows).where(_rows.c.id == bindparam("paper_id"))


def ask(paper: IncomingDocument, files: Sequence[Taken], *, doubted: bool) -> None:
    """These files are judged after the act that brings the paper in; `doubted`: the envelope says
    that they are others. A step."""
    paper.verification = {"waits": [[one.name, one.sha256] for one in files], "doubted": doubted}


def is_waiting(paper: IncomingDocument) -> bool:
    """Whether its signatures are being read, or will be."""
    return not paper.verdict and bool(paper.verification and paper.verification.get("waits"))


def judge() -> None:
    """Reach the verdicts that are due, the oldest paper first; some at a time, on every core."""
    db.session.rollback()
    waiting = run(_WAITING, {"most": 500}).all()
    db.session.rollback()
    until = time.monotonic() + SPAN
    for first in range(0, len(waiting), GROUP):
        if time.monotonic() > until:
            return
        _judge(waiting[first : first + GROUP])


def _judge(papers: Sequence[Any]) -> None:
    with ThreadPoolExecutor(os.cpu_count()) as hands:
        reports = hands.map(_seen, [one.verification for one in papers])
        for paper, report in zip(papers, reports, strict=True):
            if report is not None:
                _settled(paper.id, report)


def _seen(asked: Said) -> Said | None:
    """A store that cannot be reached now holds up no other paper; this one is tried again."""
    try:
        return report_on(asked)
    except Exception:
        log.exception("signatures were not read")
        return None


def _settled(paper_id: int, report: Said) -> None:
    """So does a verdict that cannot be written down."""
    try:
        _reach(paper_id, report)
    except Exception:
        log.exception("a verdict was not written down", incoming=paper_id)


def reach(paper_id: int) -> bool:
    """The verdict now, for who registers and finds that it lacks; whether any was waited for."""
    asked = db.session.get_one(IncomingDocument, paper_id)
    if not is_waiting(asked):
        return False
    _reach(paper_id, report_on(asked.verification))
    return True


def _reach(paper_id: int, report: Said) -> None:
    """The verdict, unless the paper went elsewhere meanwhile, or the clerk was quicker."""
    with transaction() as session:
        paper = session.get_one(
            IncomingDocument, paper_id, populate_existing=True, with_for_update=True
        )
        if paper.state == Incoming.ARRIVED and is_waiting(paper):
            settle(the_server(paper.agency_id), paper, report)


def report_on(asked: Said) -> Said:
    """The gravest verdict on what waits, read in the pool; what waits for nothing is as it was.

    A file that no child can bear is nobody's to call valid: the clerk returns it, or registers it
    with her reason (IN-T07).
    """
    if not asked.get("waits"):
        return asked
    try:
        report = _gravest([_read(name, sha256) for name, sha256 in asked["waits"]])
    except (TimeoutError, BrokenExecutor):
        return {"word": Verdict.INDETERMINATE, "reasons": ["not_finished"]}
    if asked["doubted"] and report["word"] in against.GREEN:
        report["word"] = Verdict.INDETERMINATE
    return report


def _read(name: str, sha256: str) -> Said:
    data = store().fetch(sha256)
    return pool.submit(press.read_signatures, data, office().cabinet, name, timeout=PATIENCE)


def _gravest(reports: list[Said]) -> Said:
    """The main file's verdict, unless another file is not intact: then the whole is not."""
    broken = [one for one in reports if one["word"] == Verdict.INVALID]
    return next(iter(broken or reports))


def settle(actor: Actor, paper: IncomingDocument, report: Said) -> None:
    """The paper has its verdict. No version moves: what the clerk is typing meanwhile is taken as
    it is. A step."""
    perform.perform(actor, "verify", paper, Arriving())
    said = against.held(report)
    known = {
        "verification": said,
        "verdict": str(said.get("word", Verdict.PAPER)),
        "note": "\n".join(filter(None, (paper.note, *_odd(paper, report)))),
    }
    run(_SETTLED.values(known), {"paper_id": paper.id})
    for name, value in known.items():
        set_committed_value(paper, name, value)


def _odd(paper: IncomingDocument, report: Said) -> list[str]:
    """What the clerk must know before she decides."""
    odd = (
        (report.get("reasons") == ["not_finished"], NOT_FINISHED),
        (not _is_own_seal(paper, report), NOT_SENDERS),
    )
    return [words for holds, words in odd if holds]


def _is_own_seal(paper: IncomingDocument, report: Said) -> bool:
    """The seal's certificate belongs to the sender (art. 21.2a); without a seal nothing is odd. Of
    a file of another house nobody says which signature is the seal: one of them bears that name,
    or is of somebody whose certificate that agency keeps."""
    made = report.get("signatures", [])
    seals = [one for one in made if one["kind"] == "seal"]
    others = [one for one in made if one["kind"] == "other"]
    borne = {_short(name) for one in seals or others for name in _names(one)}
    if not borne:
        return True
    sender = agency_by_organ(paper.organ_id)
    names = {paper.issuer, *((sender.name, sender.short_name) if sender else ())}
    return any(_short(name) in one for one in borne for name in names if name)


def _names(one: Said) -> list[str]:
    unit = (one.get("certificate") or {}).get("organisation", "")
    return [one["signer"], unit] if one["kind"] == "other" and unit else [one["signer"]]


def _short(name: str) -> str:
    """Certificates write UBND as often as Ủy ban nhân dân, without marks and in capitals."""
    return fold(name).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
