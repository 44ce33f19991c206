"""Tonight's backup of an office, and the office that was laid back from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.script import ScriptDirectory

from server import schema
from server.app import create_app
from server.backup.making import make
from server.config import Settings
from server.database import db
from tests.cast import Cast


def saved(cast: Cast, room: Path) -> Path:
    """Tonight's backup."""
    as_migrated()
    place = room / "tonight.tar"
    make(settings_of(cast), place)
    return place


def settings_of(cast: Cast) -> Settings:
    settings = cast.lan.app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    return settings


def as_migrated() -> None:
    """The tests' offices are made from the models; one of the real world by migrations."""
    (head,) = ScriptDirectory(str(schema.PLACE)).get_heads()
    with db.engine.begin() as talk:
        talk.exec_driver_sql("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT)")
        talk.exec_driver_sql("DELETE FROM alembic_version")
        talk.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{head}')")


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
