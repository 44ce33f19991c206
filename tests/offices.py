"""Making the offices that tests work in: the people once, a copy for each test.

Apart from `conftest.py`, so that the tests of the pure law never wait for a server to be imported.
"""

import contextlib
import functools
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import create_engine

from server import schema
from server.app import create_app
from server.backup import rows
from server.clock import now
from server.config import Settings
from server.database import db, transaction
from server.demo import loader
from server.door import passwords
from server.door.models import Token
from server.door.services import digest
from server.org import queries
from tests import learnt, standing
from tests.begun import AS_FURNISHED, began_as
from tests.cast import TOKENS, Cast
from tests.office import papers

learnt.remember_routes()
learnt.remember_files()
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""A door that is slow on purpose; the cast goes through it a thousand times."""


def people(home: Path) -> None:
    """The demo people with their keys, in a SQLite database under `home`."""
    app = create_app(Settings(home=home))
    with app.app_context(), app.test_request_context():
        schema.bring_up(db.engine)
        loader.load_people()
        _bring_tokens()
        db.session.remove()
        db.engine.dispose()
    _settle(home)


def _bring_tokens() -> None:
    with transaction() as session:
        for account, secret in TOKENS.items():
            person = queries.person_by_account(account)
            assert person is not None
            post = queries.actor_of(person).appointment_id
            whose = {"person_id": person.id, "appointment_id": post, "created_at": now()}
            session.add(Token(digest=digest(secret), **whose))


def _settle(home: Path) -> None:
    """All that was written stands in the one file that is copied."""
    with contextlib.closing(sqlite3.connect(home / "office.db")) as kept:
        kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def moved_to(url: str, home: Path) -> None:
    """The same people, row by row, in the empty database at `url`."""
    target = create_engine(url)
    schema.bring_up(target)
    source = create_engine(f"sqlite:///{home / 'office.db'}")
    with source.connect() as old, target.begin() as new:
        rows.copy(old, new)
    source.dispose()
    target.dispose()


def furnish(home: Path, began: Path) -> None:
    """The people move in: their database copied, keys and files linked.

    What cabinet and store change they write beside and move there: no other office sees it.
    """
    for folder in ("keys", "store"):
        if (began / folder).is_dir():
            shutil.copytree(
                began / folder, home / folder, copy_function=os.link, dirs_exist_ok=True
            )
    shutil.copy(began / "office.db", home / "office.db")
    os.utime(home / "office.db", (AS_FURNISHED, AS_FURNISHED))
    began_as[home] = began


def send(home: Path, people_home: Path, url: str) -> None:
    """The office of these people on its first day: Lan has sent a letter to Hoằng Phú."""
    for app in opened(home, people_home, url):
        assert papers.dispatched(Cast(app)) == papers.SENT
    standing.pull_down(url)
    _settle(home)


def is_unspoilt(home: Path) -> None:
    """No test wrote into a stored file that all the others have too."""
    files = [one for one in (home / "store").rglob("*") if one.is_file()]
    spoilt = [one for one in files if hashlib.sha256(one.read_bytes()).hexdigest() != one.name]
    assert files and not spoilt, spoilt


def _environment() -> tuple[tuple[str, str], ...]:
    return tuple(one for one in sorted(os.environ.items()) if one[0].startswith("CONGSO_"))


@functools.cache
def _as_asked(environment: tuple[tuple[str, str], ...]) -> Settings:
    """Settings as this `environment` asks for them: to read it for each of seventy fields was half
    of what it takes to open an office."""
    return Settings()


def opened(home: Path, began: Path, url: str) -> Iterator[Flask]:
    """A fresh copy of an office as it began, with an application context open; nobody asks for a
    page, for the worker has none either: what sets letters and reports stands alone as there."""
    furnish(home, began)
    settings = _as_asked(_environment()).model_copy(update={"home": home, "database_url": url})
    with (
        standing.office(settings) as application,
        application.app_context(),
    ):
        yield application
        db.session.remove()
