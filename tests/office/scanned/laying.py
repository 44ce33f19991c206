"""Scans that are laid with a result, a case file or a draft, and the reader that goes through."""

import io
from typing import Any

import pytest
from sqlalchemy import select

from server import jobs
from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.scanned.asking import JOB
from server.uploads.reading.tessdata import tessdata
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.incoming.test_reading import LETTER, picture
from tests.office.meetings.test_tasks_given import given, under_way

needs_data = pytest.mark.skipif(not tessdata(), reason="no Vietnamese reading data: make setup")
WORDS = "trung tam hanh chinh cong"
SILENT = (*LETTER, (120, 520, "Trung tâm hành chính công"))
SECRET = (*LETTER, (120, 380, "TUYỆT MẬT"))
NAME = "bien-ban-lam-viec.png"


def task_with(cast: Cast, lines: Any = SILENT, name: str = NAME) -> str:
    """Hoa gave it, Nam is at it and lays a scan with it."""
    task = under_way(cast.nam, given(cast.hoa, lead=cast.nam.account))
    file = {"file": (io.BytesIO(picture(lines)), name)}
    papers.ok(cast.nam.asks("POST", f"{task}/files", data=file))
    return task


def reads_all() -> int:
    """The worker goes on until no scan waits; how many jobs that were."""
    db.session.rollback()
    mine = select(jobs.Job.id).where(jobs.Job.kind == JOB, jobs.Job.state == jobs.QUEUED)
    waiting = db.session.scalars(mine.order_by(jobs.Job.id)).all()
    for job_id in waiting:
        jobs.work(job_id)
    db.session.rollback()
    return len(waiting)


def found(hand: Hand, words: str = WORDS) -> list[str]:
    got = hand.asks("GET", "/search", query_string={"q": words})
    assert got.status_code == 200
    return [f"{one['kind']}/{one['id']}" for one in got.json["items"]]


def held() -> IncomingDocument:
    """The paper as which the file lies with the clerk."""
    db.session.expire_all()
    return db.session.scalars(select(IncomingDocument)).one()
