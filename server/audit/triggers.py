"""Triggers of the ledger's tables: rows are never changed, and an event waits for its place.

In the database rather than in services: no writer can forget them, and whoever goes around the
office with a client of the database is refused too.
"""

from collections.abc import Iterable

from sqlalchemy import DDL, Connection, Table, event

from server.audit.models import (
    LedgerCheck,
    LedgerCheckpoint,
    LedgerCosignature,
    LedgerEvent,
    LedgerFinding,
    LedgerLeaf,
    LedgerNode,
)
from server.database import Base

REFUSAL = "the ledger is only added to"

KEPT: dict[str, str] = {}
"""Tables whose rows stay as they are, and the one column of each that may be filled in later."""

_SQLITE_KEEP = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} "
    f"{{when}}BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
)
_SQLITE_WAIT = (
    "CREATE TRIGGER ledger_events_wait AFTER INSERT ON ledger_events "
    "BEGIN INSERT INTO ledger_waiting (event_id) VALUES (NEW.id); END"
)
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION ledger_keep() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)
_POSTGRES_KEEP = (
    "CREATE TRIGGER {table}_keep BEFORE {event} OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep()"
)
_POSTGRES_ONCE = (
    "CREATE TRIGGER {table}_once BEFORE UPDATE OF {once} ON {table} FOR EACH ROW "
    "WHEN (OLD.{once} IS NOT NULL) EXECUTE FUNCTION ledger_keep()"
)
_POSTGRES_WAITING = (
    "CREATE OR REPLACE FUNCTION ledger_wait() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN INSERT INTO ledger_waiting (event_id) SELECT id FROM fresh; RETURN NULL; END $$"
)
_POSTGRES_WAIT = (
    "CREATE TRIGGER ledger_events_wait AFTER INSERT ON ledger_events "
    "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_wait()"
)


def keep(rows: Table, but: str = "") -> None:
    """From now on `rows` are only added to; `but` is a column that is filled in once, later."""
    KEPT[rows.name] = but
    event.listen(rows, "after_create", _arm)


def statements(dialect: str, tables: Iterable[str] | None = None) -> list[str]:
    """What a database of this dialect is told once `tables` are there; migrations say it too."""
    made = _on_sqlite if dialect == "sqlite" else _on_postgres
    return [one for name in (KEPT if tables is None else tables) for one in made(name)]


def _update(name: str) -> str:
    """The update that is refused: of any column, or of any but the one that may be filled in."""
    if not KEPT[name]:
        return "UPDATE"
    fixed = [one.name for one in Base.metadata.tables[name].columns if one.name != KEPT[name]]
    return f"UPDATE OF {', '.join(fixed)}"


def _on_sqlite(name: str) -> list[str]:
    said = {"table": name, "when": ""}
    made = [
        _SQLITE_KEEP.format(**said, verb="update", event=_update(name)),
        _SQLITE_KEEP.format(**said, verb="delete", event="DELETE"),
    ]
    if once := KEPT[name]:
        when = f"WHEN OLD.{once} IS NOT NULL "
        event_ = f"UPDATE OF {once}"
        made.append(_SQLITE_KEEP.format(table=name, verb="second", event=event_, when=when))
    return [*made, _SQLITE_WAIT] if name == "ledger_events" else made


def _on_postgres(name: str) -> list[str]:
    made = [_POSTGRES_FUNCTION, _POSTGRES_KEEP.format(table=name, event=_update(name))]
    if once := KEPT[name]:
        made.append(_POSTGRES_ONCE.format(table=name, once=once))
    return [*made, _POSTGRES_WAITING, _POSTGRES_WAIT] if name == "ledger_events" else made


def _arm(target: Table, connection: Connection, **_how: object) -> None:
    for statement in statements(connection.dialect.name, [target.name]):
        connection.execute(DDL(statement.replace("%", "%%")))


for _model in (
    LedgerEvent, LedgerLeaf, LedgerNode, LedgerCheckpoint, LedgerCosignature, LedgerCheck,
    LedgerFinding,
):  # fmt: skip
    keep(Base.metadata.tables[_model.__tablename__])
