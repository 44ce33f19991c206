"""An upgrade that is broken off leaves the office as it was, and the next one brings it up.

Each step since the first version is broken off once, with an office's rows in it: at its very end,
before the database knows of it, or in the midst of it (PEERS §4, 24).
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, func, inspect, select, table

from server import schema
from tests import services
from tests.entry.test_cli import Terminal
from tests.office.ledger import test_schema as shape

STEPS = [one.revision for one in ScriptDirectory(str(schema.PLACE)).walk_revisions()][::-1]
WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")


class Cut(Exception):
    """Somebody pulled the plug."""


@contextlib.contextmanager
def broken_off(engine: Engine, after: int) -> Iterator[None]:
    """After so many writes; 0: when all is done but to say which version this is."""
    writes = 0

    def hear(*said: Any) -> None:
        nonlocal writes
        writes += said[2].lstrip().upper().startswith(WRITES)
        if "alembic_version" in said[2] and said[2].startswith(("UPDATE", "INSERT")):
            raise Cut
        if after and writes > after:
            raise Cut

    event.listen(engine, "before_cursor_execute", hear)
    try:
        with pytest.raises(Cut):
            yield
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def stands(engine: Engine) -> list[Any]:
    """Each table, index, trigger and column, and how many rows there are."""
    shapes = [shape._told(engine, asked) for asked in shape.CATALOGUES[engine.dialect.name]]
    return [*shapes, counted(engine)]


def counted(engine: Engine) -> dict[str, int]:
    names = [one for one in inspect(engine).get_table_names() if "_fts" not in one]
    with engine.connect() as line:
        return {
            one: line.scalar(select(func.count()).select_from(table(one))) or 0 for one in names
        }


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """The office of the cast, whose letter was sent, as it would lie in the first version."""
    with contextlib.ExitStack() as room:
        if request.param == "sqlite":
            shutil.copy(request.getfixturevalue("sent_home") / "office.db", tmp_path)
            url = f"sqlite:///{tmp_path / 'office.db'}"
        else:
            _home, sent = request.getfixturevalue("sent_database")
            server = request.getfixturevalue("postgres_server")
            url = room.enter_context(services.database(server, services.name_of(sent)))
        made = create_engine(url)
        schema.downgrade(made, STEPS[0])
        yield made
        made.dispose()


def test_a_step_that_breaks_off_is_not_taken_and_then_it_is(engine: Engine) -> None:
    for n, step in enumerate(STEPS[1:]):
        before = stands(engine)
        with broken_off(engine, after=n % 3):
            schema.upgrade(engine, step)
        assert stands(engine) == before, f"{step} left something"
        schema.upgrade(engine, step)
        after = counted(engine)
        assert {one for one, rows in before[-1].items() if after.get(one, rows) < rows} == set()
    assert schema.is_current(engine) and schema.differences(engine) == []
    assert counted(engine)["signatures"] == 2


@pytest.mark.parametrize("words", [("migrate",), ("init",), ("run", "--no-demo")])
def test_the_program_of_before_leaves_a_newer_office_alone_and_says_so(
    tmp_path: Path, people_home: Path, words: tuple[str, ...]
) -> None:
    shutil.copytree(people_home, tmp_path / "home")
    with contextlib.closing(sqlite3.connect(tmp_path / "home" / "office.db")) as book:
        book.execute("UPDATE alembic_version SET version_num = '9999'")
        book.commit()
    said = Terminal(tmp_path, tmp_path / "home").run(*words, code=1).stderr
    assert "phiên bản 9999, mới hơn chương trình này" in said
    assert "không lường trước" not in said
