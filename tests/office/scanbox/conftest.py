"""The district's scan box, with nobody waiting two seconds for a file to be still."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from server import jobs
from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.scanbox import looking
from server.scanbox.models import Scan
from tests.cast import Cast


@dataclass
class ScanBox:
    """The folder that the district's scanner writes to, and the consumer that looks into it."""

    path: Path

    def lay(self, name: str, data: bytes) -> Path:
        place = self.path / name
        place.write_bytes(data)
        return place

    def look(self) -> None:
        looking.look_into_boxes()

    def work(self) -> None:
        """Two looks, then whatever is on the rota."""
        self.look()
        self.look()
        open_jobs = select(jobs.Job.id).where(jobs.Job.state.in_(jobs.OPEN))
        for job_id in db.session.scalars(open_jobs.order_by(jobs.Job.id)).all():
            jobs.work(job_id)

    @property
    def scans(self) -> list[Scan]:
        db.session.rollback()
        return list(db.session.scalars(select(Scan).order_by(Scan.id)))

    @property
    def papers(self) -> list[IncomingDocument]:
        db.session.rollback()
        return list(db.session.scalars(select(IncomingDocument).order_by(IncomingDocument.id)))

    @property
    def told(self) -> list[tuple[str, str, str]]:
        return [(one.name, one.stage, one.reason) for one in self.scans]


def opened(app: Flask, patch: pytest.MonkeyPatch) -> ScanBox:
    patch.setattr(looking, "STILL", dt.timedelta(0))
    patch.setattr(looking, "_looks", {})
    patch.setattr(jobs, "LEASE", dt.timedelta(seconds=-1))
    looking.open_boxes()
    return ScanBox(app.config["SETTINGS"].scans / "huyen")


@pytest.fixture
def box(app: Flask, monkeypatch: pytest.MonkeyPatch) -> ScanBox:
    return opened(app, monkeypatch)


@pytest.fixture
def one_box(one_app: Flask, monkeypatch: pytest.MonkeyPatch) -> ScanBox:
    return opened(one_app, monkeypatch)


@pytest.fixture
def cast(one_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast, with jobs that may be tried again at once."""
    monkeypatch.setattr(jobs, "LEASE", dt.timedelta(seconds=-1))
    return Cast(one_app)
