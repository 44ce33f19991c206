"""Every row from one database into another of the same shape: PostgreSQL to a file and back."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, text

from server.database import Base

AT_ONCE = 1000
FILLED_BY_ITSELF = "ledger_waiting"
"""A trigger writes into it whenever an event comes: emptied before its own rows are laid in."""


def copy(old: Connection, new: Connection) -> None:
    """In the order of foreign keys; `new` has the tables, and no row of them."""
    for table in Base.metadata.sorted_tables:
        if table.name == FILLED_BY_ITSELF:
            new.execute(delete(table))
        for rows in _batches(old, table):
            new.execute(table.insert(), rows)
    if new.dialect.name == "postgresql":
        _wind_sequences(new)


def _batches(old: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = old.execution_options(yield_per=AT_ONCE).execute(table.select()).mappings()
    rows: Iterator[dict[str, Any]] = (dict(row) for row in found)
    own = [c.name for c in table.columns if any(k.column.table is table for k in c.foreign_keys)]
    if own:
        rows = iter(_parents_first(list(rows), own))
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _parents_first(rows: list[dict[str, Any]], own: list[str]) -> list[dict[str, Any]]:
    """A row names another of its table: that one goes in before it."""
    done: set[object] = {None}
    ordered: list[dict[str, Any]] = []
    while rows:
        ready = [row for row in rows if all(row[name] in done for name in own)]
        if not ready:
            return ordered + rows
        ordered += ready
        done |= {row["id"] for row in ready}
        rows = [row for row in rows if row["id"] not in done]
    return ordered


def _wind_sequences(new: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            top = f"(SELECT coalesce(max({column.name}), 0) + 1 FROM {table.name})"
            serial = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
            new.execute(text(f"SELECT setval({serial}, {top}, false)"))
