"""One building for many offices: an application is built once and moves from test to test.

To build one takes longer than many tests do with it: three hundred doors, as many templates. What
it knows of an office (settings, cabinet, store, bell, database) is laid down anew; what a test
hung on it in between is taken off. A database that stays (`standing_database`) keeps its building.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from server import sockets
from server.app import create_app, move_in
from server.config import Settings
from server.database import db
from server.ledger.verifying.routes import limiter
from tests import learnt

_empty: dict[str, list[tuple[Flask, dict[str, Any]]]] = {}
"""Buildings that nobody is in now, each with the configuration it was built with, by database."""


@contextmanager
def office(settings: Settings) -> Iterator[Flask]:
    """The application with this office in it; a second one, while the first is in use, is built."""
    kept = _empty.setdefault(settings.database_url, [])
    app, built = kept.pop() if kept else _built(settings)
    _clear(app, built)
    move_in(app, settings, TESTING=True)
    if not settings.database_url:
        _connect(app)
    _open_its_sockets(app, settings)
    yield app
    _leave(app, settings)
    kept.append((app, built))


def pull_down(url: str) -> None:
    """The database at `url` becomes a pattern for others: nobody may be in it."""
    for app, _configuration in _empty.pop(url, []):
        _engine(app).dispose()


def _built(settings: Settings) -> tuple[Flask, dict[str, Any]]:
    app = create_app(settings, TESTING=True)
    learnt.remember_pages(app)
    learnt.remember_statements(_engine(app))
    return app, dict(app.config)


def _clear(app: Flask, built: dict[str, Any]) -> None:
    app.config.clear()
    app.config.update(built)
    app.test_client_class = None  # a citizen came with a browser of his own (`office/citizen.py`)
    limiter.reset()


def _connect(app: Flask) -> None:
    """To another file: Flask-SQLAlchemy wants an application that never had a database."""
    del app.extensions["sqlalchemy"]
    app.teardown_appcontext_funcs.remove(db._teardown_session)
    app.shell_context_processors.clear()
    app._got_first_request = False
    db.init_app(app)
    learnt.remember_statements(_engine(app))


def _open_its_sockets(app: Flask, settings: Settings) -> None:
    """Anew: what is said goes to those who listen here, not in the building that was built last,
    and by a mouth of its own: flask-socketio's test client puts one in its place that only he
    hears, and leaves it there; he stays in the rooms too."""
    inside: Any = app.wsgi_app
    app.wsgi_app = inside.wsgi_app
    sockets.install(app, settings)


def _leave(app: Flask, settings: Settings) -> None:
    """A file goes with its test; a line that somebody still holds is cut on the other side."""
    engine = _engine(app)
    if not settings.database_url or engine.pool.checkedout():  # type: ignore[attr-defined]
        engine.dispose()


def _engine(app: Flask) -> Any:
    return db._app_engines[app][None]
