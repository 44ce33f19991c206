"""A fresh office for each test, with the cast in it, on SQLite and on PostgreSQL.

The people and their keys are made once; each test gets a copy of that database. A test that
touches storage runs on both (DESIGN §6); `one_database` is for those that need not.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine

from server import pool
from server.app import create_app
from server.config import Settings
from server.database import Base, db
from server.demo import loader
from tests import learnt, memory, services
from tests.cast import Cast

os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", memory.room())
learnt.remember_routes()

DATABASES = ("sqlite", "postgresql")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A packed file carries the second it was packed in: its bytes are no name for a test."""
    return f"{argname}-{len(val)}" if isinstance(val, bytes) and len(val) > 8 else None


@dataclass(frozen=True)
class Template:
    """An office with its people and nothing on its desks, to be copied."""

    home: Path
    server: str
    database: str


@pytest.fixture(scope="session")
def people_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo people, their keys, and a SQLite database."""
    home = tmp_path_factory.mktemp("people")
    app = create_app(Settings(home=home))
    with app.app_context(), app.test_request_context():
        db.create_all()
        loader.load_people()
        db.session.remove()
        db.engine.dispose()
    with contextlib.closing(sqlite3.connect(home / "office.db")) as kept:
        kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return home


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with services.postgres() as url:
        yield url


@pytest.fixture(scope="session")
def people_database(people_home: Path, postgres_server: str) -> Iterator[str]:
    """The same people, row by row, in a PostgreSQL database that others are made from."""
    with services.database(postgres_server) as url:
        target = create_engine(url)
        Base.metadata.create_all(target)
        source = create_engine(f"sqlite:///{people_home / 'office.db'}")
        with source.connect() as old, target.begin() as new:
            for table in Base.metadata.sorted_tables:
                rows = [dict(row) for row in old.execute(table.select()).mappings()]
                if rows:
                    new.execute(table.insert(), _parents_first(rows))
            _wind_sequences(new)
        source.dispose()
        target.dispose()
        yield url


def _parents_first(rows: list[dict]) -> list[dict]:
    """Agencies name their parent: the province goes in before the district."""
    done: set[object] = {None}
    ordered: list[dict] = []
    while rows:
        ready = [row for row in rows if row.get("parent_id") in done]
        ordered += ready
        done |= {row["id"] for row in ready if "id" in row}
        rows = [row for row in rows if row not in ready]
    return ordered


def _wind_sequences(connection) -> None:
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            top = f"(SELECT coalesce(max({column.name}), 0) + 1 FROM {table.name})"
            serial = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
            connection.exec_driver_sql(f"SELECT setval({serial}, {top}, false)")


@pytest.fixture(params=DATABASES)
def app(request: pytest.FixtureRequest, tmp_path: Path, people_home: Path) -> Iterator[Flask]:
    """A fresh office on each database, with an application context open."""
    with contextlib.ExitStack() as stack:
        url = ""
        if request.param == "postgresql":
            template = request.getfixturevalue("people_database")
            server = request.getfixturevalue("postgres_server")
            name = template.rsplit("/", 1)[1].split("?")[0]
            url = stack.enter_context(services.database(server, name))
        yield from _office(tmp_path, people_home, url)


@pytest.fixture
def one_app(tmp_path: Path, people_home: Path) -> Iterator[Flask]:
    """A fresh office on SQLite alone, for what does not touch storage in a way of its own."""
    yield from _office(tmp_path, people_home, "")


def _office(home: Path, people_home: Path, url: str) -> Iterator[Flask]:
    shutil.copytree(people_home / "keys", home / "keys")
    shutil.copy(people_home / "office.db", home / "office.db")
    application = create_app(Settings(home=home, database_url=url), TESTING=True)
    learnt.remember_pages(application)
    with application.app_context(), application.test_request_context():
        learnt.remember_statements(db.engine)
        yield application
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app: Flask) -> Cast:
    return Cast(app)


@pytest.fixture
def one_cast(one_app: Flask) -> Cast:
    """The cast at one database."""
    return Cast(one_app)


@pytest.fixture(scope="session", autouse=True)
def _pool_goes_home() -> Iterator[None]:
    """The pool's children end with the session."""
    yield
    pool.close()
