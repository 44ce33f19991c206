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
    with _place(request, request.param, tmp_path) as made:
        yield made


@contextlib.contextmanager
def _place(request, kind, room):
    is_file = kind == "sqlite"
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
    with _place(request, request.param, room) as made:
        schema.upgrade(made)
        yield made


@pytest.fixture
def beside(request, migrated, tmp_path):
    """An empty database of the same kind."""
    with _place(request, migrated.dialect.name, tmp_path) as made:
        yield made


ANY = {int: 1, str: "x", bool: False, dict: "{}", object: "{}"}


def write(engine, statement: str) -> None:
    with engine.connect().execution_options(writing=True) as connection:
        connection.execute(text(statement))
        connection.commit()


def test_the_migrated_tables_are_the_models(migrated):
    assert schema.is_current(migrated)
    assert schema.differences(migrated) == []


CATALOGUES = {
    "sqlite": (
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type != 'table'",
        "SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'",
        'SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden '
        "FROM sqlite_master t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'",
        'SELECT t.name, k."table", k."from", k."to", k.on_update, k.on_delete '
        "FROM sqlite_master t, pragma_foreign_key_list(t.name) k",
    ),
    "postgresql": (
        "SELECT table_name, column_name, column_default, is_nullable, data_type, udt_name, "
        "generation_expression FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
        "SELECT sequencename, data_type FROM pg_sequences",
        "SELECT relname, reloptions FROM pg_class WHERE relnamespace = 'public'::regnamespace",
        "SELECT extname FROM pg_extension",
    ),
}
"""All that a database knows of its tables but the order of their columns, which nobody asks."""


def test_an_empty_database_gets_at_once_what_all_the_steps_make(migrated, beside):
    """A first start takes no step: whatever they leave, the short way leaves too."""
    schema.bring_up(beside)
    assert schema.is_current(beside)
    for asked in CATALOGUES[migrated.dialect.name]:
        assert _told(beside, asked) == _told(migrated, asked) != []
    names = inspect(migrated).get_table_names()
    assert _checks(beside, names) == _checks(migrated, names)


def _told(engine, asked: str) -> list[str]:
    with engine.connect() as connection:
        return sorted(map(str, connection.execute(text(asked))))


def _checks(engine, names: list[str]) -> list[str]:
    look = inspect(engine)
    return sorted(f"{name} {one}" for name in names for one in look.get_check_constraints(name))


def test_a_second_run_changes_nothing(engine):
    schema.bring_up(engine)
    write(engine, EVENT)
    schema.bring_up(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM ledger_events")) == 1


def test_down_and_up_again_with_rows(engine):
    schema.bring_up(engine)
    write(engine, EVENT)
    schema.downgrade(engine, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    schema.bring_up(engine)
    assert schema.differences(engine) == []


def test_a_signature_from_before_the_log_had_minutes_stays_guarded_and_as_it_was(engine):
    schema.upgrade(engine, "0004")
    _sign(engine, outgoing_id=1)
    assert not schema.is_current(engine)
    schema.bring_up(engine)
    assert schema.is_current(engine) and schema.differences(engine) == []
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
SELECT prosrc || procost FROM pg_proc WHERE proname ~ '^(finding|register)_' UNION ALL
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
