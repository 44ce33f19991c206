"""One paper in each stage, for the tests that knock at every door."""

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from server.app import create_app
from server.config import Settings
from server.database import db
from tests.cast import Cast
from tests.office import papers
from tests.offices import furnish


def coming(cast: Cast) -> dict[str, str]:
    """Incoming documents of the district, by stage; each has a subject of its own."""
    return {
        "arrived": papers.arrived(cast, number="1"),
        "registered": papers.registered(cast, number="2"),
        "presented": presented(cast, number="3"),
        "directed": directed(cast, "4"),
        "assigned": assigned(cast, "5"),
        "in_progress": started(cast, "6"),
    }


def presented(cast: Cast, number: str) -> str:
    path = papers.registered(cast, number=number)
    papers.ok(cast.lan.does(path, "present"))
    return path


def directed(cast: Cast, number: str, lead: str = "vhtt") -> str:
    path = presented(cast, number)
    order = papers.ORDER | {"lead": lead, "due_at": papers.due(10)}
    papers.ok(cast.minh.does(path, "direct", order))
    return path


def assigned(cast: Cast, number: str) -> str:
    path = directed(cast, number)
    given = {"person": cast.nam.account, "due_at": papers.due(7)}
    papers.ok(cast.hoa.does(path, "assign", given))
    return path


def started(cast: Cast, number: str) -> str:
    path = assigned(cast, number)
    papers.ok(cast.nam.does(path, "start"))
    return path


def going(cast: Cast) -> dict[str, str]:
    """Outgoing documents of the district, by stage."""
    return {
        "draft": papers.drafted(cast),
        "submitted": papers.submitted(cast),
        "ready": papers.ready(cast),
        "dispatched": papers.dispatched(cast),
    }


def scanned() -> io.BytesIO:
    """A scan as a form takes it."""
    return io.BytesIO(papers.scan())


@contextlib.contextmanager
def office(home: Path, people_home: Path, url: str = "") -> Iterator[Flask]:
    """An office with its people; no context stays open, so that each request has its own."""
    furnish(home, people_home)
    app = create_app(Settings(home=home, database_url=url), TESTING=False)
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
