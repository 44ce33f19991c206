"""Many rows of a log at once: what fills it may not wait for each of them to be answered."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import LargeBinary, TextClause, text

from server.database import Base, db, put, run, table

POURED = 20
"""Rows from which one statement is worth its making."""


def pour(model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Many rows of a log, all their columns given; PostgreSQL takes them as one statement.

    Row by row it plans and answers each: a third of the speed, and the server's time, not ours.
    """
    if len(rows) < POURED or db.engine.dialect.name != "postgresql":
        put(model, *rows)
        return
    said = [{name: _in_json(one) for name, one in row.items()} for row in rows]
    run(_pouring(model, tuple(rows[0])), {"rows": json.dumps(said)})


def _in_json(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


@cache
def _pouring(model: type[Base], columns: tuple[str, ...]) -> TextClause:
    kept = [table(model).c[name] for name in columns]
    given = ", ".join(
        f"decode({one.name}, 'hex')" if isinstance(one.type, LargeBinary) else one.name
        for one in kept
    )
    kinds = ", ".join(
        f"{one.name} {'bigint' if one.type.python_type is int else 'text'}" for one in kept
    )
    into = f"{model.__tablename__} ({', '.join(columns)})"
    rows = f"json_to_recordset(CAST(:rows AS json)) AS given({kinds})"
    return text(f"INSERT INTO {into} SELECT {given} FROM {rows}")  # noqa: S608 - our own names
