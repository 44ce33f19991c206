"""How PostgreSQL is led to the newest hits: it is asked about blocks of papers, the newest first.

SQLite walks its index of words from the newest row down and stops at a page. PostgreSQL gathers
every hit before it looks at the first, so each question names the blocks it is about: those are
entries of the same index (`postgres.BLOCKS`), and no row outside them is fetched.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from server.database import db
from server.finding.models import SearchRow
from server.finding.postgres import BLOCKS


class Window(NamedTuple):
    """The rows below an id that lie in these blocks; without blocks, all below it."""

    below: int
    blocks: tuple[str, ...] = ()


def is_led() -> bool:
    """Whether this database has to be told where to look first."""
    return db.session.connection().dialect.name == "postgresql"


NEWEST = func.max(SearchRow.id)


def windows(top: int | None, newest: ColumnElement[int] = NEWEST) -> Iterator[Window]:
    """Where to look, the newest rows first and each row once; `newest`: the id they begin at.

    Each is about eight times the one before: what is not found fifty times in it is rare enough
    for the next.
    """
    below = top or (db.session.scalar(select(newest)) or 0) + 1
    for bits in BLOCKS:
        last = max(below - 1, 0) >> bits
        if last < 2:
            break
        yield Window(below, (f"={bits}:{last}", f"={bits}:{last - 1}"))
        below = (last - 1) << bits
    yield Window(below)
