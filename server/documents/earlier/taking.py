"""What was seen is taken over, some lines at a time; a job, which after a kill goes on there.

A line remembers the document it became, in the act that made it: so nothing comes twice.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable

from sqlalchemy import delete, select

from server import jobs, perform
from server.audit.changes import changed
from server.database import db, transaction
from server.documents.earlier.columns import IN
from server.documents.earlier.lines import count_lines, lines_of
from server.documents.earlier.looking import key_of
from server.documents.earlier.models import (
    DONE,
    TAKING,
    EarlierDocument,
    Takeover,
    TakeoverLine,
)
from server.documents.earlier.scans import read_on
from server.documents.earlier.waiting import clear
from server.documents.incoming import arriving
from server.jobs import Payload, job
from server.org.actor import Actor
from server.org.queries import actor_by_id, people_with, units
from server.papers.intake import Taken, attach
from server.words import fold
from workflows import Role
from workflows.earlier import Taking

KIND = "earlier:take"
MOVED = ("issued_on", "number", "notation", "issuer", "doc_type", "subject")
GOES_ON = "Chưa xong ở hệ thống cũ, xử lý tiếp ở đây"
AT_ONCE = 25
"""Documents of one act: others' acts need not wait long."""

Handlers = dict[str, tuple[int | None, int | None]]
"""Unit and post, by how a register may name them."""


@job(KIND)
def take(takeover_id: int, post: list[int]) -> Payload:
    take_over(actor_by_id(*post), takeover_id, jobs.progress)
    return {}


def take_over(actor: Actor, takeover_id: int, tell: Callable[[int], object]) -> None:
    """Until no line is left; then the log has all of them, by one digest."""
    known, total = handlers(actor.agency_id), count_lines(takeover_id)
    while _some(actor, takeover_id, known):
        tell(100 - 100 * count_lines(takeover_id, paper_id=None) // total)
    _end(actor, takeover_id)
    clear(takeover_id)


def _some(actor: Actor, takeover_id: int, known: Handlers) -> bool:
    """The next lines, in one act; whether there were any. Two hands take turns at it."""
    with transaction():
        takeover = db.session.get_one(Takeover, takeover_id, with_for_update=True)
        is_open = takeover.stage == TAKING
        left = lines_of(takeover_id, AT_ONCE, paper_id=None) if is_open else []
        for line in left:
            _take(actor, takeover, line, known)
    return bool(left)


def _take(actor: Actor, takeover: Takeover, line: TakeoverLine, known: Handlers) -> None:
    paper, read = _document(takeover, line, known), zip(line.files, line.texts, strict=True)
    files = [Taken(**one, text=text) for one, text in read]
    if not paper.finished:
        paper.continued_id = _goes_on(actor, paper, files)
    elif files:
        paper.file_sha256 = files[0].sha256  # its entry in the log names it
    perform.enter(actor, "take_over", paper, Taking(f"{takeover.name}, dòng {line.n}"))
    if paper.finished:
        attach("earlier", paper.id, files)
    line.paper_id = paper.id


def _document(takeover: Takeover, line: TakeoverLine, known: Handlers) -> EarlierDocument:
    said, key = line.fields, key_of(line, takeover.direction)
    unit_id, post_id = known.get(fold(said["handler"]), (None, None))
    names = ("old_no", "place", "year", "number", "notation", "doc_type", "subject", "signer",
             "recipients", "handler", "note", "finished")  # fmt: skip
    paper = EarlierDocument(
        agency=takeover.agency, kept_by=takeover.agency, takeover_id=takeover.id,
        direction=takeover.direction,
        book_key=key[1] if key else "", unit_id=unit_id, handler_post_id=post_id,
        issuer=said["issuer"] if takeover.direction == IN else takeover.agency.name,
        issued_on=_day(said["issued_on"]), entered_on=dt.date.fromisoformat(said["entered_on"]),
        **{name: said[name] for name in names},
    )  # fmt: skip
    paper.urgency = "NORMAL"
    return paper


def _goes_on(actor: Actor, paper: EarlierDocument, files: list[Taken]) -> int:
    """What was not finished there comes to the clerk's table here, and says where it was.

    Its words go along and stay nowhere else: should it be a secret, they leave with it (SEC-03).
    """
    fields = {name: getattr(paper, name) for name in MOVED}
    coming = arriving.read_in(actor.agency_id, fields, files)
    coming.note = (
        f"Chuyển từ hệ thống cũ: số đến cũ {paper.old_no} ngày {paper.entered_on:%d/%m/%Y}"
    )
    arriving.enter(actor, coming, files)
    for name in MOVED[1:]:
        setattr(paper, name, "")
    paper.subject, paper.note = GOES_ON, ""
    return coming.id


def _day(said: str | None) -> dt.date | None:
    return dt.date.fromisoformat(said) if said else None


def _end(actor: Actor, takeover_id: int) -> None:
    with transaction():
        takeover = db.session.get_one(Takeover, takeover_id, with_for_update=True)
        if takeover.stage != TAKING:
            return
        takeover.stage = DONE
        lines, digest = digest_of(takeover_id)
        takeover.lines, takeover.lines_sha256 = lines, digest
        db.session.execute(delete(TakeoverLine).filter_by(takeover_id=takeover_id))
        read_on(takeover_id)
        words = f"Nhập sổ của hệ thống cũ {takeover.name}: {lines} văn bản"
        changed(
            actor, "earlier_taken_over", f"takeover/{takeover_id}", words,
            agency=takeover.agency_id, lines=lines, sheet_sha256=takeover.sheet_sha256,
            lines_sha256=digest,
        )  # fmt: skip


def digest_of(takeover_id: int) -> tuple[int, str]:
    """How many lines, and one digest of what all of them say and of their files."""
    mine = select(TakeoverLine.n, TakeoverLine.fields, TakeoverLine.files)
    rows = db.session.execute(mine.filter_by(takeover_id=takeover_id).order_by(TakeoverLine.n))
    said = [[n, fields, [one["sha256"] for one in files]] for n, fields, files in rows]
    spoken = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return len(said), hashlib.sha256(spoken.encode()).hexdigest()


def handlers(agency_id: int | None) -> Handlers:
    """Units and people of today as a register may name them; two of one name are nobody."""
    found: dict[str, set[tuple[int | None, int | None]]] = {}
    for unit in units(agency_id):
        for name in (unit.name, unit.abbreviation, unit.code):
            found.setdefault(fold(name), set()).add((unit.id, None))
    for person, post in people_with(agency_id, frozenset(Role)):
        for name in (person.full_name, person.account):
            found.setdefault(fold(name), set()).add((post.unit_id, post.id))
    return {name: next(iter(those)) for name, those in found.items() if len(those) == 1}
