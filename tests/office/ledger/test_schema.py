"""Migrations make the very tables that the models describe, up, down and up again with rows."""

import contextlib

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DatabaseError

import server.app  # noqa: F401  (every room's tables are known)
from server import schema
from server.audit import triggers
from server.audit.said import ASKED
from server.finding import triggers as indexes
from server.registers import index as numbers
from tests import services

EVENT = "INSERT INTO ledger_events (subject, content, digest) VALUES ('incoming/1', '{}', 'x')"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path):
    """An empty database."""
    with _place(request, tmp_path) as made:
        yield made


@contextlib.contextmanager
def _place(request, room):
    is_file = request.param == "sqlite"
    server = None if is_file else request.getfixturevalue("postgres_server")
    with (
        contextlib.nullcontext(f"sqlite:///{room / 'office.db'}")
        if is_file
        else services.database(server)
    ) as url:
        made = create_engine(url)
        yield made
        made.dispose()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def migrated(request, tmp_path_factory):
    """A migrated database that its tests look at: to migrate one takes two seconds."""
    room = tmp_path_factory.mktemp("migrated")
    with _place(request, room) as made:
        schema.upgrade(made)
        yield made


ANY = {int: 1, str: "x", bool: False, dict: "{}", object: "{}"}


def write(engine, statement: str) -> None:
    with engine.connect().execution_options(writing=True) as connection:
        connection.execute(text(statement))
        connection.commit()


def test_the_migrated_tables_are_the_models(migrated):
    assert schema.is_current(migrated)
    assert schema.differences(migrated) == []


def test_a_second_run_changes_nothing(engine):
    schema.upgrade(engine)
    write(engine, EVENT)
    schema.upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM ledger_events")) == 1


def test_up_down_and_up_again_with_rows(engine):
    schema.upgrade(engine)
    write(engine, EVENT)
    schema.downgrade(engine, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    schema.upgrade(engine)
    assert schema.differences(engine) == []


def test_a_signature_from_before_the_log_had_minutes_stays_guarded_and_as_it_was(engine):
    schema.upgrade(engine, "0004")
    _sign(engine, outgoing_id=1)
    schema.upgrade(engine)
    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        write(engine, "UPDATE signatures SET about = 'volume/1'")
    _sign(engine, outgoing_id=None, about="volume/1", what="Quyển số 1")
    schema.downgrade(engine, "0004")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT outgoing_id, signer FROM signatures")).all()
    assert rows == [(1, "x")], "the older office has no place for the other"
    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        write(engine, "DELETE FROM signatures")


def _sign(engine, **said: object) -> None:
    with engine.connect().execution_options(writing=True) as connection:
        _put(connection, "signatures", id=len(said), **said)
        connection.commit()


def _put(connection, table: str, **said: object) -> None:
    """A row with something in every column that wants it, and its parents where they lack."""
    look = inspect(connection)
    wanted = [one for one in look.get_columns(table) if not one["nullable"]]
    row = {one["name"]: ANY.get(one["type"].python_type, "2026-01-02") for one in wanted} | said
    for key in look.get_foreign_keys(table):
        parent, of_parent = key["referred_table"], f"SELECT count(*) FROM {key['referred_table']}"
        if row.get(key["constrained_columns"][0]) and not connection.scalar(text(of_parent)):
            _put(connection, parent)
    names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)


def test_the_log_is_guarded_in_a_migrated_database_too(migrated):
    write(migrated, EVENT)
    with migrated.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM ledger_waiting")) == 1
    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        write(migrated, "DELETE FROM ledger_events")


@pytest.mark.parametrize("migrated", ["sqlite"], indirect=True)
def test_the_triggers_of_the_migration_are_those_of_the_code(migrated):
    with migrated.connect() as connection:
        kept = text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        told = {
            *triggers.statements("sqlite"),
            *indexes.statements("sqlite"),
            *numbers.statements("sqlite"),
        }
        assert set(connection.scalars(kept)) == {one for one in told if "CREATE TRIGGER" in one}


FINDING = """
SELECT prosrc FROM pg_proc WHERE proname ~ '^(finding|register)_' UNION ALL
SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname ~ 'readers_|search_' UNION ALL
SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indexrelid::regclass::text LIKE '%_fts'
"""


@pytest.mark.parametrize("migrated", ["postgresql"], indirect=True)
def test_so_is_what_searches_read_on_postgresql(migrated, people_database):
    """The index of words, its functions and what keeps them true to the readers."""
    made = create_engine(people_database)
    with migrated.connect() as here, made.connect() as house:
        found = [sorted(one.scalars(text(FINDING))) for one in (here, house)]
    made.dispose()
    assert found[0] == found[1] and len(found[0]) >= 14


def test_the_log_is_indexed_by_what_its_entries_say_in_a_migrated_database_too(migrated):
    listed = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index'",
        "postgresql": "SELECT indexname FROM pg_indexes",
    }[migrated.dialect.name]
    with migrated.connect() as connection:
        made = set(connection.scalars(text(listed)))
    assert {f"ix_ledger_leaves_said_{name}" for name in ASKED} <= made
