"""Cells that hold what their column cannot, in a SQLite file that somebody wrote into.

SQLite keeps whatever it is given: a word where a day was would end the examination where it is
read, and hide all that comes after it. PostgreSQL's columns refuse such a value themselves.
"""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Select,
    String,
    Table,
    TypeDecorator,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)

from server.database import Base, db

MOST = 20
"""Cells of one table that are named; after so many its fault is known."""
STORED = {int: "integer", bool: "integer", bytes: "blob"}
"""How SQLite keeps a value of each kind; a day, a moment and JSON are text to it."""


def type_findings() -> Iterator[str]:
    if db.engine.dialect.name != "sqlite":
        return
    for one, has_rows in zip(*_which(), strict=True):
        if has_rows:
            yield from _odd_cells(one)


def _which() -> tuple[list[Table], Any]:
    """The tables, and whether each holds anything: to ask an empty one for its cells takes a
    statement of its own, and most are empty in a small office."""
    return _tables(), db.session.execute(_held()).one()


@cache
def _tables() -> list[Table]:
    return Base.metadata.sorted_tables


@cache
def _held() -> Select[*tuple[Any, ...]]:
    return select(*[exists(select(literal(1)).select_from(one)) for one in _tables()])


def _odd_cells(one: Table) -> Iterator[str]:
    by = len(one.primary_key)
    for row in db.session.execute(_asked(one)):
        key = "/".join(map(str, row[:by]))
        names = [column.name for column, mark in zip(one.columns, row[by:], strict=True) if mark]
        yield f"bảng {one.name}, dòng {key}: giá trị không đúng kiểu ở cột {', '.join(names)}"


@cache
def _asked(one: Table) -> Select[*tuple[Any, ...]]:
    """Which rows, by their key, and a mark for each column. Kept: the health board examines all
    day, and building what is asked of a hundred tables costs more than asking (SPEED.md 1f)."""
    odd = [_is_odd(column) for column in one.columns]
    which = [cast(column, String) for column in one.primary_key]
    marks = [case((is_odd, 1), else_=0) for is_odd in odd]
    return select(*which, *marks).where(or_(*odd)).limit(MOST)


def _is_odd(column: Column[Any]) -> ColumnElement[bool]:
    own = column.type
    kind = (own.impl_instance if isinstance(own, TypeDecorator) else own).python_type
    odd = func.typeof(column) != STORED.get(kind, "text")
    if kind is float:
        odd = func.typeof(column).not_in(("real", "integer"))
    elif kind in (dt.date, dt.datetime):
        odd = or_(odd, _is_no_day(column))
    elif isinstance(own, JSON):
        odd = or_(odd, func.json_valid(cast(column, String)) == 0)
    return and_(column.is_not(None), odd)


def _is_no_day(column: Column[Any]) -> ColumnElement[bool]:
    """SQLite takes 30 February for 2 March, and "now" for a day."""
    day = func.substr(cast(column, String), 1, 10)
    return or_(func.date(day).is_distinct_from(day), func.time(cast(column, String)).is_(None))
