"""Bare rows into a table as fast as each database takes them (DEPENDENCIES §4)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from server.database import db, transaction

Rows = Iterable[tuple[Any, ...]]


def pour(table: str, columns: Sequence[str], rows: Rows) -> None:
    """`executemany` on SQLite's driver, COPY on PostgreSQL; inside the open transaction."""
    connection = db.session.connection()
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" for _ in columns)
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        driver.executemany(statement, (tuple(map(_as_sqlite, row)) for row in rows))
        return
    said = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(said) as out:
        for row in rows:
            out.write_row(row)


def settle() -> None:
    """After a heap of rows: each index of words in one piece, and the planner told of them."""
    with transaction():
        connection = db.session.connection()
        if connection.dialect.name == "sqlite":
            for index in ("search_rows_fts", "register_rows_fts"):
                merge = f"INSERT INTO {index} ({index}) VALUES ('optimize')"  # noqa: S608 - ours
                connection.exec_driver_sql(merge)
        else:
            connection.exec_driver_sql("ANALYZE")


def _as_sqlite(value: Any) -> Any:
    return _text(value) if isinstance(value, dt.date) else value


@lru_cache(maxsize=8192)
def _text(moment: dt.date) -> str:
    """As SQLAlchemy writes a day, and a moment in UTC."""
    if not isinstance(moment, dt.datetime):
        return moment.isoformat()
    return f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S.%f}"
