"""An office with the demo district in it, loaded once for all tests of the loader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from server import files
from server.config import Settings
from server.database import db, engine_options
from server.demo import loader, loader_papers
from server.office import open_office

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
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo district with its people and its year of papers."""
    app = open_small_office(tmp_path_factory.mktemp("district"))
    with app.app_context():
        db.create_all()
        loader.load_people()
        loader_papers.load_papers()
    yield app
    with app.app_context():
        db.engine.dispose()
