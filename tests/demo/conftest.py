"""An office with the demo district in it, loaded once for all tests of the loader."""

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


def open_small_office(home: Path, url: str = "") -> Flask:
    """The floors that a loader needs: database, store, cabinet; no rooms."""
    settings = Settings(home=home, database_url=url)
    app = Flask("small-office")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database)
    open_office(settings, FONTS)
    files.configure(settings.storage).root.mkdir(parents=True)
    db.init_app(app)
    return app


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
    open_office(Settings(home=Path(loaded.config["SQLALCHEMY_DATABASE_URI"][10:]).parent), FONTS)
    with loaded.app_context():
        yield loaded
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def acting(district: Flask) -> Callable[[str], Actor]:
    """Somebody of the district, in the main post, by account."""

    def actor(account: str) -> Actor:
        person = queries.person_by_account(account)
        assert person is not None
        return queries.actor_of(person)

    return actor
