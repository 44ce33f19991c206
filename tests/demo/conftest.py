"""An office with the demo district in it, loaded once for all tests of the loader."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from server import files
from server.config import Settings
from server.database import db, engine_options
from server.demo import loader
from server.office import open_office
from server.org import queries
from server.org.actor import Actor

FONTS = Path(__file__).resolve().parents[2] / "build" / "fonts"


def open_small_office(home: Path, url: str = "", store: str = "") -> Flask:
    """The floors that a loader needs: database, store, cabinet; no rooms."""
    settings = Settings(home=home, database_url=url, storage_url=store)
    app = Flask("small-office")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database)
    open_office(settings, FONTS)
    files.configure(settings.storage).root.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    return app


def home_of(app: Flask) -> Path:
    return Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")).parent


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The demo district with its people and its year of papers."""
    app = open_small_office(tmp_path_factory.mktemp("district"))
    with app.app_context():
        db.create_all()
        loader.load()
        db.session.remove()
    return app


@pytest.fixture
def district(loaded: Flask) -> Iterator[Flask]:
    """The loaded district with a context open; what a test does there stays done."""
    open_office(Settings(home=home_of(loaded)), FONTS)
    with loaded.app_context():
        yield loaded
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def copied(loaded: Flask, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A copy of the loaded district, for tests that work in it."""
    old, home = home_of(loaded), tmp_path_factory.mktemp("workday")
    shutil.copytree(old / "keys", home / "keys")
    with contextlib.closing(sqlite3.connect(old / "office.db")) as source:
        source.execute("VACUUM INTO ?", (str(home / "office.db"),))
    return open_small_office(home, store=f"file:{old / 'store'}")


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
