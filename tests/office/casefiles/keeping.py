"""Case files brought to where a test begins: Nam keeps them, Hoa answers, Thu takes them."""

from typing import Any

from sqlalchemy import select

from server import jobs
from server.archive.packing import KIND
from server.clock import today
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.jobs import Job
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.incoming import desk
from tests.office.outcome import id_of

CODE = "01.VHTT"
CHOSEN = f"{CODE} ({today().year})"
"""As a form offers it: each January the files of two years are open under one code."""
TITLE = "Chuyển đổi số năm nay"


def opened(hand: Hand, **more: Any) -> str:
    """A file beside the list, kept for ten years."""
    said = {"title": TITLE, "code": CODE, "retention": 10} | more
    got = hand.asks("POST", "/casefiles", json=said)
    assert got.status_code == 201, got.text
    return f"/casefiles/{got.json['id']}"


def put(hand: Hand, path: str, *names: str) -> Any:
    """Documents by their paths."""
    said = {"papers": [one.strip("/") for one in names]}
    return papers.ok(hand.does(path, "add", said))


def filled(cast: Cast, **more: Any) -> str:
    """With a letter that was done and the one that went out (an office marked `sent`)."""
    path = opened(cast.nam, **more)
    put(cast.nam, path, desk.done(cast), papers.SENT)
    return path


def closed(cast: Cast, **more: Any) -> str:
    path = filled(cast, **more)
    papers.ok(cast.nam.does(path, "close"))
    return path


def handed(cast: Cast, **more: Any) -> str:
    path = closed(cast, **more)
    papers.ok(cast.nam.does(path, "transfer"))
    return path


def packed(cast: Cast, **more: Any) -> str:
    """Handed over, and its package made."""
    path = handed(cast, **more)
    pack()
    return path


def pack() -> None:
    """What the consumer would do."""
    waiting = select(Job.id).where(Job.kind == KIND, Job.state == jobs.QUEUED)
    for job_id in db.session.scalars(waiting).all():
        jobs.work(job_id)
    db.session.rollback()


__all__ = [
    "CODE",
    "TITLE",
    "closed",
    "filled",
    "handed",
    "id_of",
    "opened",
    "pack",
    "packed",
    "put",
]


def case_of(path: str) -> CaseFile:
    db.session.rollback()
    return db.session.get_one(CaseFile, id_of(path))
