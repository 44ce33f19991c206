"""A report of rows that are no documents: counted, divided, and listed by the same conditions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from flask_babel import LazyString
from sqlalchemy import ColumnElement, FromClause, Integer, Row, Select, and_, case, func, select

from server import standby
from server.clock import local
from server.org.actor import Actor
from server.pages import fitting
from server.reports.conditions import Asked
from server.reports.told import Days, Part
from server.shapes import whole

PAGE = 40
ROOM, MARKS = 15_000, 170
"""Bytes of a page of 25 KB that lines may take; of a line besides its words."""
Ways = Mapping[str, tuple[Any, Any]]
Heads = Sequence[tuple[LazyString, int]]
"""The columns of a list, each with its share of a sheet."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row in words, a cell for each column; `href` only for who may open what it is of."""

    href: str
    cells: Sequence[str]


class Listed(Protocol):
    """What stands behind the figures of a report: a page of it, or all of it."""

    @property
    def heads(self) -> Heads: ...

    def page(
        self, actor: Actor, asked: Asked, before: int | None
    ) -> tuple[list[Line], int | None]: ...

    def every(self, actor: Actor, asked: Asked) -> list[Line]: ...


@dataclass(frozen=True, slots=True)
class Aside:
    """What a column says that counts nothing: its head, and its words by the key of a row, under ""
    of all of them."""

    head: LazyString
    said: Callable[[Actor, Asked, str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Rows:
    """`outcomes`: each row has one of them; `more`: what is counted of all besides. `ways`: what it
    is divided by, as key and name; `line`: a row of `columns` in words, under `heads` with the
    shares of a sheet."""

    source: FromClause
    place: Any
    mine: Callable[[Actor, Days], list[ColumnElement[bool]]]
    ways: Callable[[Days], Ways]
    outcomes: Sequence[str]
    more: Sequence[str]
    parts: Callable[[Days], Mapping[str, Part]]
    columns: Callable[[Actor, Days], Sequence[Any]]
    heads: Heads
    line: Callable[[Row[Any]], Line]
    words: Mapping[str, Callable[[str], str]]
    """Of a way: how what it is divided by is called, where its name is a key of the law."""
    aside: Aside | None = None

    def sums(self, actor: Actor, asked: Asked, by: str) -> Sequence[Row[Any]]:
        """`told_key`, `name`, and how many have each of the parts."""
        key, name = self.ways(asked.period)[by]
        parts = self.parts(asked.counted)
        counted = [
            func.sum(case((and_(*parts[one]), 1), else_=0)).label(one)
            for one in (*self.outcomes, *self.more)
        ]
        rows = select(key.label("told_key"), func.max(name).label("name"), *counted)
        rows = rows.select_from(self.source).where(*self._conditions(actor, asked))
        return standby.counted(rows.group_by("told_key"))

    def page(self, actor: Actor, asked: Asked, before: int | None) -> tuple[list[Line], int | None]:
        """The newest first, and where the next page begins."""
        asks = self._lines(actor, asked).order_by(self.place.desc())
        if before is not None:
            asks = asks.where(self.place < before)
        rows = standby.counted(asks.limit(PAGE + 1))
        said = [self.line(one) for one in rows]
        n = min(PAGE, fitting((bytes_of(one) for one in said), ROOM))
        return said[:n], rows[n - 1].place if len(rows) > n else None

    def every(self, actor: Actor, asked: Asked) -> list[Line]:
        """The oldest first, for a workbook."""
        rows = standby.counted(self._lines(actor, asked).order_by(self.place))
        return [self.line(one) for one in rows]

    def _lines(self, actor: Actor, asked: Asked) -> Select[Any]:
        rows: Select[Any] = select(self.place.label("place"), *self.columns(actor, asked.counted))
        return rows.select_from(self.source).where(*self._conditions(actor, asked))

    def _conditions(self, actor: Actor, asked: Asked) -> list[ColumnElement[bool]]:
        days = asked.counted
        wanted, parts, ways = self.mine(actor, days), self.parts(days), self.ways(days)
        for name, value in asked.narrowed.items():
            wanted += parts.get(value, []) if name == "outcome" else [_is(ways[name][0], value)]
        return wanted


def bytes_of(line: Line) -> int:
    return len("".join(line.cells).encode()) + MARKS


def _is(column: Any, value: str) -> ColumnElement[bool]:
    said = whole(value) if isinstance(column.type, Integer) else value
    is_it: ColumnElement[bool] = column == (-1 if said is None else said)
    return is_it


def day_of(moment: Any) -> str:
    return f"{local(moment):%d/%m/%Y}" if moment else ""
