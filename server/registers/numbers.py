"""A line found by any part of its document's number and notation.

`RegisterRow.pieces` is the code taken apart: from each of its letters on, three. A part that is
asked for stands in the code where its own pieces stand one behind the other; the index
(`registers.index`) says in which lines they all are, the line itself whether in that order.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    bindparam,
    column,
    func,
    literal_column,
    select,
)
from sqlalchemy import table as sa_table

from server.database import table
from server.finding.windows import Window, is_led, windows
from server.registers.index import NAME, OF_BOOK, PIECES_OF
from server.registers.models import RegisterRow
from server.words import fold

PIECE = 3
MOST = 60
"""Letters of a part that count: a longer code is none."""
PLACE = table(RegisterRow).c.id
SPACE, OTHER = "¬", "¤"
"""Stand for a space, which would part two pieces, and for what few codes are written with."""


class InBook(NamedTuple):
    """A book of a year by its name (in, out), as the index has it."""

    agency_id: int | None
    direction: str
    year: int

    @property
    def entry(self) -> str:
        return OF_BOOK.format(**self._asdict())


class Walk(NamedTuple):
    """Lines in their order, and the column whose value is a line's place in it."""

    lines: Select[Any]
    place: ColumnElement[int]


def pieces(code: str) -> str:
    """A code as it is found: without marks and capitals, in pieces."""
    said = _folded(code)
    return " ".join(said[place : place + PIECE] for place in range(len(said)))


def findable(columns: dict[str, Any]) -> dict[str, Any]:
    """What is written into a line, with what it is found by where that is its code."""
    return columns | {"pieces": pieces(columns["code"])} if "code" in columns else columns


def has_part(part: str) -> ColumnElement[bool]:
    """The lines with this part in their number, each of them asked."""
    one_by_one = " " + " ".join(_pieces_of_part(part))
    gap: ColumnElement[str] = literal_column("' '")
    return (gap + RegisterRow.pieces).contains(one_by_one, autoescape=True)


def with_part(written: Select[Any], part: str, book: InBook, top: int | None) -> Iterator[Walk]:
    """The same lines by the index, newest first; on PostgreSQL some at a time."""
    exactly = written.where(has_part(part))
    if not is_led():
        yield _walked(exactly, part, book)
        return
    newest = func.max(RegisterRow.id)
    for window in windows(top, newest):
        found = _gathered(part, book, window)
        there = exactly.join(found, found.c.id == RegisterRow.id)
        yield Walk(there.order_by(PLACE.desc()), PLACE)


def _walked(written: Select[Any], part: str, book: InBook) -> Walk:
    """SQLite goes through its index from the newest line down."""
    index = sa_table(NAME, column("rowid"), column(NAME))
    words = [f'"{one.replace(chr(34), chr(34) * 2)}"' for one in _pieces_of_part(part)]
    open_end = "*" if len(words[-1]) - 2 < PIECE else ""
    match = index.c[NAME].op("MATCH")(" ".join([f'"{book.entry}"', *words]) + open_end)
    walk = written.join(index, index.c.rowid == RegisterRow.id).where(match)
    return Walk(walk.order_by(index.c.rowid.desc()), index.c.rowid)


def _gathered(part: str, book: InBook, window: Window) -> Any:
    """PostgreSQL gathers the lines of a window; `OFFSET 0` is a fence (`finding.matching`)."""
    asked = _pieces_of_part(part)
    short = "<" if len(asked[-1]) < PIECE else ""
    entries = [book.entry, *(short + one for one in asked)]
    said = [_quoted(one) for one in entries]
    if window.blocks:
        said.append(f"({' | '.join(map(_quoted, window.blocks))})")
    query = bindparam(None, " & ".join(said), String, literal_execute=True)
    found: ColumnElement[Any] = literal_column(PIECES_OF)
    in_index = found.op("@@")(query.op("::")(literal_column("tsquery")))
    mine = select(RegisterRow.id).where(in_index, RegisterRow.id < window.below)
    return mine.order_by(RegisterRow.id.desc()).offset(0).subquery()


def _quoted(entry: str) -> str:
    slashed = entry.replace("\\", "\\\\").replace("'", "''")
    return f"'{slashed}'"


def _pieces_of_part(part: str) -> list[str]:
    """Its whole pieces, or the one that it is the beginning of."""
    said = _folded(part)[:MOST]
    return [said[place : place + PIECE] for place in range(max(1, len(said) - PIECE + 1))]


def _folded(code: str) -> str:
    kept = (one if " " <= one <= "~" else OTHER for one in fold(code))
    return "".join(kept).replace(" ", SPACE)
