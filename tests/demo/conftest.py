"""An office with the demo district in it, loaded once for all tests of the loader."""

import contextlib
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from server import files, jobs
from server.archive import receiving
from server.config import Settings
from server.database import db, engine_options
from server.demo import loader
from server.demo.papers import IncomingPaper, Office, OutgoingPaper, world
from server.demo.places import COMMUNES
from server.office import open_office
from server.org import queries
from server.org.actor import Actor
from tests.demo.year import TODAY

FONTS = Path(__file__).resolve().parents[2] / "build" / "fonts"


def open_small_office(home: Path, url: str = "", store: str = "") -> Flask:
    """The floors that a loader needs: database, store, cabinet, the archive's ear; no rooms."""
    settings = Settings(home=home, database_url=url, storage_url=store)
    app = Flask("small-office")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database)
    open_office(settings, FONTS)
    files.configure(settings.storage).shelf.open()
    db.init_app(app)
    jobs.install(app, settings)
    receiving.install()
    return app


def home_of(app: Flask) -> Path:
    return Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")).parent


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the demo district, loaded once for all processes of a run; only read."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    home, done = root / "district", root / "district.loaded"
    with (root / "district.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            _load(home)
            done.touch()
    return home


def _load(home: Path) -> None:
    app = open_small_office(home)
    with app.app_context():
        db.create_all()
        loader.load()
        db.session.remove()
        db.engine.dispose()


def _copied(made: Path, home: Path) -> Flask:
    """A copy of the loaded district: the same files, keys and a database of its own."""
    for folder in ("keys", "witness"):
        shutil.copytree(made / folder, home / folder)
    with contextlib.closing(sqlite3.connect(made / "office.db")) as source:
        source.execute("VACUUM INTO ?", (str(home / "office.db"),))
    return open_small_office(home, store=f"file:{made / 'store'}")


@pytest.fixture(scope="module")
def loaded(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The demo district with its people and its year of papers."""
    return _copied(made, tmp_path_factory.mktemp("district"))


@pytest.fixture
def district(loaded: Flask) -> Iterator[Flask]:
    """The loaded district with a context open; what a test does there stays done."""
    open_office(Settings(home=home_of(loaded)), FONTS)
    with loaded.app_context():
        yield loaded
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def copied(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Another, for tests that work in it."""
    return _copied(made, tmp_path_factory.mktemp("workday"))


@pytest.fixture
def workday(copied: Flask) -> Iterator[Flask]:
    open_office(Settings(home=home_of(copied)), FONTS)
    with copied.app_context():
        yield copied
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def acting() -> Callable[[str], Actor]:
    """Somebody of the district, in the main post, by account."""

    def actor(account: str) -> Actor:
        person = queries.person_by_account(account)
        assert person is not None
        return queries.actor_of(person)

    return actor


CODES = ("huyen", *(commune.code for commune in COMMUNES))


@pytest.fixture(scope="session")
def offices() -> dict[str, Office]:
    """The year as it is composed, by code of the agency, before anything is loaded."""
    return world(TODAY)


@pytest.fixture(params=CODES)
def office(request: pytest.FixtureRequest, offices: dict[str, Office]) -> Office:
    """Each agency's registers, one after another."""
    return offices[request.param]


@pytest.fixture
def huyen(offices: dict[str, Office]) -> Office:
    """The district's."""
    return offices["huyen"]


@pytest.fixture
def letters(offices: dict[str, Office]) -> list[IncomingPaper]:
    return [paper for office in offices.values() for paper in office.incoming]


@pytest.fixture
def papers(offices: dict[str, Office]) -> list[OutgoingPaper]:
    return [paper for office in offices.values() for paper in office.outgoing]


@pytest.fixture
def everything(
    letters: list[IncomingPaper], papers: list[OutgoingPaper]
) -> list[IncomingPaper | OutgoingPaper]:
    return [*letters, *papers]
