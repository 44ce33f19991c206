"""Whether the signatures on what came electronically hold (IN-T04; Decree 30, art. 21.2a).

The receipt says that it came (01), and waits for no verdict: that is reached right after, before
anybody can register. What is to be judged stands on the paper, so a crash between the two loses
nothing, and a paper that was shut away meanwhile is judged when it is released.
"""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import structlog
from sqlalchemy import bindparam, select, text, update
from sqlalchemy.orm.attributes import set_committed_value

from server import perform, pool, press, repeats
from server.database import db, run, table, transaction
from server.desks.models import History
from server.documents import against
from server.documents.incoming import unread
from server.documents.incoming.models import UNJUDGED, IncomingDocument
from server.files import store
from server.office import office
from server.org.actor import Actor, the_server
from server.org.queries import agency_by_organ
from server.papers.intake import Taken
from server.papers.models import ScanText
from server.words import fold
from workflows.incoming import Arriving, Incoming, Verdict

Said = dict[str, Any]

SPAN = 3.0
"""Seconds of a sweep that verdicts may take; it has other things to see to, and is back soon."""

GROUP = 8
"""Papers between two looks at the clock."""

PATIENCE = 20.0
"""Seconds for the verdict on one file: what takes longer was made to."""

WEAK = "weak:"
"""The policy's reason for a digest or a key (`signing/verifier/policy.py`)."""

NOT_FINISHED = (
    "Máy đã thử nhiều lần mà chưa kiểm tra được chữ ký số của văn bản này; điều đó chưa nói lên gì"
    " về chữ ký."
)
NOT_PRINTED = (
    "Tên trong chứng thư ({names}) không thấy trên văn bản; hãy đối chiếu với họ tên người ký."
)
NOT_SENDERS = "Chữ ký số cơ quan trên văn bản không mang tên nơi gửi."

log = structlog.get_logger()
_rows = table(IncomingDocument)
_WAITING = (
    select(_rows.c.id, _rows.c.verification)
    .where(text(UNJUDGED), unread.is_due())
    .order_by(_rows.c.id)
    .limit(bindparam("most"))
)
_SETTLED = (
    update(_rows)
    .where(_rows.c.id == bindparam("paper_id"))
    .values({name: bindparam(f"to_{name}") for name in ("verification", "verdict", "weak", "note")})
)


def ask(paper: IncomingDocument, files: Sequence[Taken], *, doubted: bool) -> None:
    """These files are judged after the act that brings the paper in; `doubted`: the envelope says
    that they are others. A step."""
    paper.verification = {"waits": [[one.name, one.sha256] for one in files], "doubted": doubted}


def without_signature(paper: IncomingDocument, report: Said) -> None:
    """Nobody signed any of it, which was seen at the door: it comes in with that finding, and no
    verdict is reached on it. A step."""
    paper.verification, paper.verdict = report, str(report["word"])


def is_waiting(paper: IncomingDocument) -> bool:
    """Whether its signatures are being read, or will be."""
    return not paper.verdict and bool(paper.verification and paper.verification.get("waits"))


def judge() -> None:
    """Reach the verdicts that are due, the oldest paper first; some at a time, on every core."""
    db.session.rollback()
    waiting = run(_WAITING, {"most": 500, "at": unread.moment()}).all()
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
            with _by_itself(paper.id):
                _reach(paper.id, report)


def _seen(asked: Said) -> Said:
    """A fault of ours holds up no other paper; this one is tried again."""
    try:
        return report_on(asked)
    except Exception as fault:
        return unread.after(asked, fault)


@contextmanager
def _by_itself(paper_id: int) -> Iterator[None]:
    """A verdict that cannot be written down: it holds up no other paper, and is reached again."""
    try:
        yield
    except Exception:
        log.exception("a verdict was not written down", incoming=paper_id)


def report_now(asked: Said) -> Said:
    """The same for a clerk who waits for it; `signatures_unread` where the fault is ours."""
    try:
        return report_on(asked)
    except Exception as fault:
        return unread.before_the_clerk(asked, fault)


def reach(paper_id: int) -> bool:
    """The verdict now, for who registers and finds that it lacks; whether any was waited for."""
    asked = db.session.get_one(IncomingDocument, paper_id)
    if not is_waiting(asked):
        return False
    _reach(paper_id, report_now(asked.verification))
    return True


def was_quicker(paper_id: int) -> bool:
    """Whether the server reached the verdict by itself."""
    asked = {"paper_kind": "incoming", "paper_id": paper_id, "transition": "verify"}
    by_itself = select(History.id).filter_by(**asked, person_id=None)
    return db.session.scalar(by_itself.limit(1)) is not None


def _reach(paper_id: int, report: Said) -> None:
    """The verdict, unless the paper went elsewhere meanwhile, or the clerk was quicker. It is kept
    though who registers is refused then, or the server falls: the key of that act is not spent."""
    with repeats.apart(), transaction() as session:
        paper = session.get_one(
            IncomingDocument, paper_id, populate_existing=True, with_for_update=True
        )
        if paper.state != Incoming.ARRIVED or not is_waiting(paper):
            return
        if report.get("waits"):
            unread.put_off(paper_id, report)
        else:
            settle(the_server(paper.agency_id), paper, report)


def report_on(asked: Said) -> Said:
    """The gravest verdict on what waits, read in the pool; what waits for nothing is as it was.
    Whatever is raised is a fault of ours, and says nothing of the files (`unread`)."""
    if not asked.get("waits"):
        return asked
    read = [_read(name, sha256) for name, sha256 in asked["waits"]]
    report = _gravest(read) | {"weak": weak_in(read)}
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


def weak_in(reports: Sequence[Said]) -> list[str]:
    """What is weak in any signature of any file, each named once: `sha1`, `rsa-1024`."""
    signed = (one for report in reports for one in report.get("signatures", []))
    reasons = (reason for one in signed for reason in one["reasons"])
    named = (reason.removeprefix(WEAK) for reason in reasons if reason.startswith(WEAK))
    return [*dict.fromkeys(named)]


def settle(actor: Actor, paper: IncomingDocument, report: Said) -> None:
    """The paper has its verdict. No version moves: what the clerk is typing meanwhile is taken as
    it is. A step."""
    perform.perform(actor, "verify", paper, Arriving())
    said = against.held(report)
    known = {
        "verification": said,
        "verdict": str(said.get("word", Verdict.PAPER)),
        "weak": ", ".join(report.get("weak", ())) or None,
        "note": "\n".join(filter(None, (paper.note, *_odd(paper, report)))),
    }
    run(_SETTLED, {f"to_{name}": value for name, value in known.items()} | {"paper_id": paper.id})
    for name, value in known.items():
        set_committed_value(paper, name, value)


def _odd(paper: IncomingDocument, report: Said) -> list[str]:
    """What the clerk must know before she decides."""
    unprinted = _unprinted(paper, report)
    odd = (
        (report.get("reasons") == ["not_finished"], NOT_FINISHED),
        (not _is_own_seal(paper, report), NOT_SENDERS),
        (bool(unprinted), NOT_PRINTED.format(names=", ".join(unprinted))),
    )
    return [words for holds, words in odd if holds]


def _unprinted(paper: IncomingDocument, report: Said) -> list[str]:
    """Who signed by the certificate and stands nowhere in the words of the file: a certificate does
    not say in which post, so the name is held against the page (ORG-07, §7.4 e). What is ours is
    held against the register, a file without words against nothing."""
    if report.get("integrity") != "valid" or against.facing(report) is not None:
        return []
    said = select(ScanText.folded).where(ScanText.sha256 == report["sha256"])
    words, senders = db.session.scalar(said), _sender_names(paper)
    people = [one["signer"] for one in report["signatures"] if one["kind"] in ("person", "other")]
    strangers = (one for one in people if not any(name in _short(one) for name in senders))
    return [one for one in strangers if words and fold(one.partition("(")[0]) not in words]


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
    return any(name in one for one in borne for name in _sender_names(paper))


def _sender_names(paper: IncomingDocument) -> set[str]:
    sender = agency_by_organ(paper.organ_id)
    names = {paper.issuer, *((sender.name, sender.short_name) if sender else ())}
    return {_short(name) for name in names if name}


def _names(one: Said) -> list[str]:
    unit = (one.get("certificate") or {}).get("organisation", "")
    return [one["signer"], unit] if one["kind"] == "other" and unit else [one["signer"]]


def _short(name: str) -> str:
    """Certificates write UBND as often as Ủy ban nhân dân, without marks and in capitals."""
    return fold(name).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
