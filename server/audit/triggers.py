"""Triggers of the ledger's tables: rows are never changed, and an event waits for its place.

In the database rather than in services: no writer can forget them, and whoever goes around the
office with a client of the database is refused too.
"""

from collections.abc import Iterable

from sqlalchemy import DDL, Connection, Table, event

from server.audit.models import LedgerCheckpoint, LedgerEvent, LedgerLeaf, LedgerNode
from server.database import Base

KEPT = ("ledger_events", "ledger_leaves", "ledger_nodes", "ledger_checkpoints")
REFUSAL = "the ledger is only added to"

_SQLITE_KEEP = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
)
_SQLITE_WAIT = (
    "CREATE TRIGGER ledger_events_wait AFTER INSERT ON ledger_events "
    "BEGIN INSERT INTO ledger_waiting (event_id) VALUES (NEW.id); END"
)
_POSTGRES_KEEP = (
    "CREATE OR REPLACE FUNCTION ledger_keep() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)
_POSTGRES_WAIT = (
    "CREATE OR REPLACE FUNCTION ledger_wait() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN INSERT INTO ledger_waiting (event_id) VALUES (NEW.id); RETURN NULL; END $$"
)


def statements(dialect: str, tables: Iterable[str] = KEPT) -> list[str]:
    """What a database of this dialect is told once `tables` are there; migrations say it too."""
    made = _on_sqlite if dialect == "sqlite" else _on_postgres
    return [one for table in tables for one in made(table)]


def _on_sqlite(table: str) -> list[str]:
    kept = [
        _SQLITE_KEEP.format(table=table, verb=verb, VERB=verb.upper())
        for verb in ("update", "delete")
    ]
    return [*kept, _SQLITE_WAIT] if table == "ledger_events" else kept


def _on_postgres(table: str) -> list[str]:
    kept = [
        _POSTGRES_KEEP,
        f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep()",
    ]
    if table != "ledger_events":
        return kept
    wait = (
        "CREATE TRIGGER ledger_events_wait AFTER INSERT ON ledger_events "
        "FOR EACH ROW EXECUTE FUNCTION ledger_wait()"
    )
    return [*kept, _POSTGRES_WAIT, wait]


def _arm(target: Table, connection: Connection, **_how: object) -> None:
    for statement in statements(connection.dialect.name, [target.name]):
        connection.execute(DDL(statement.replace("%", "%%")))


for _model in (LedgerEvent, LedgerLeaf, LedgerNode, LedgerCheckpoint):
    event.listen(Base.metadata.tables[_model.__tablename__], "after_create", _arm)
