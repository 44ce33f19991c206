"""Every row from one database into another of the same shape: PostgreSQL to a file and back."""

import contextlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Dialect, Table, delete, text
from sqlalchemy.types import TypeEngine

from server.database import Base

LayIn = Callable[[Connection, Table, list[dict[str, Any]]], None]
AT_ONCE = 1000
FILLED_BY_ITSELF = "ledger_waiting"
"""A trigger writes into it whenever an event comes: emptied before its own rows are laid in."""
OF_WORDS = """
    SELECT index.relname, pg_get_indexdef(index.oid) FROM pg_class AS index
    JOIN pg_am AS kind ON kind.oid = index.relam AND kind.amname = 'gin'
    WHERE index.relnamespace = to_regnamespace(current_schema())
"""


def copy(old: Connection, new: Connection) -> None:
    """In the order of foreign keys; `new` has the tables, and no row of them."""
    if new.dialect.name != "postgresql":
        _lay_in(old, new, _by_insert)
        return
    with _words_indexed_at_once(new):
        _lay_in(old, new, _by_copy)
    _wind_sequences(new)
    new.exec_driver_sql("ANALYZE")  # else the first hour's questions are answered by guesses


def _lay_in(old: Connection, new: Connection, laid: LayIn) -> None:
    for table in Base.metadata.sorted_tables:
        if table.name == FILLED_BY_ITSELF:
            new.execute(delete(table))
        for rows in _batches(old, table):
            laid(new, table, rows)


@contextlib.contextmanager
def _words_indexed_at_once(new: Connection) -> Iterator[None]:
    """The indexes of words are made when all rows lie there: row by row each word of a paper is a
    place of its own in them. Others stay, for triggers look things up by them."""
    made = [(name, definition) for name, definition in new.execute(text(OF_WORDS))]
    for name, _definition in made:
        new.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    new.exec_driver_sql("SET LOCAL maintenance_work_mem = '256MB'")
    for _name, definition in made:
        new.exec_driver_sql(definition)


def _by_insert(new: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    new.execute(table.insert(), rows)


def _by_copy(new: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """PostgreSQL's own way for many rows, each value as an INSERT would bind it."""
    binders = [_binder(column.type, new.dialect) for column in table.columns]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    with new.connection.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN') as line:
        for row in rows:
            line.write_row([bind(x) for bind, x in zip(binders, row.values(), strict=True)])


def _binder(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any]:
    return kind.dialect_impl(dialect).bind_processor(dialect) or (lambda value: value)


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
