"""Tonight's backup of an office, and the office that was laid back from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.app import create_app
from server.backup.making import make
from server.config import Settings
from server.database import db
from tests.cast import Cast


def saved(cast: Cast, room: Path) -> Path:
    """Tonight's backup."""
    place = room / "tonight.tar"
    make(settings_of(cast), place)
    return place


def settings_of(cast: Cast) -> Settings:
    settings = cast.lan.app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    return settings


@contextmanager
def opened(settings: Settings) -> Iterator[Cast]:
    """The office as it was laid back, with everybody in it."""
    app = create_app(settings, TESTING=True)
    with app.app_context(), app.test_request_context():
        try:
            yield Cast(app)
        finally:
            db.session.remove()
            db.engine.dispose()
