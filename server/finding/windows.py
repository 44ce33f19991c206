"""How PostgreSQL is led to the newest hits: it is asked about blocks of papers, the newest first.

SQLite walks its index of words from the newest row down and stops at a page. PostgreSQL gathers
every hit before it looks at the first, so each question names the blocks it is about: those are
entries of the same index (`postgres.BLOCKS`), and no row outside them is fetched.
"""

import math
from collections.abc import Callable, Iterator
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
WIDEST = {15: 4, 18: 2}
"""So many blocks of a kind are asked for at most: more rows of the larger are no quicker than all
that is left, and of the smaller a few tell better how many hold a page than those before did."""


def windows(
    top: int | None,
    newest: ColumnElement[int] = NEWEST,
    share: Callable[[], float] | None = None,
) -> Iterator[Window]:
    """Where to look, the newest rows first and each row once; `newest`: the id they begin at.

    Each is about eight times the one before. `share` tells what part of a page was found so far:
    the next holds two pages then, and where that is much all that is left follows.
    """
    begins = below = top or (db.session.scalar(select(newest)) or 0) + 1
    for bits in BLOCKS:
        blocks = 2
        if share is not None and bits in WIDEST:
            blocks = _blocks(bits, share(), begins - below)
        last = max(below - 1, 0) >> bits
        if not blocks or last < blocks:
            break
        yield Window(below, tuple(f"={bits}:{last - one}" for one in range(blocks)))
        below = (last - blocks + 1) << bits
    yield Window(below)


def _blocks(bits: int, share: float, looked: int) -> int:
    """So many hold two pages, if the rows looked through held this share of one; eight times those
    rows, if they held none. 0 where all that is left is as quick."""
    is_last = bits == BLOCKS[-1]
    if not share and is_last:
        return 0
    blocks = math.ceil((2 / share if share else 8) * looked / (1 << bits))
    return 0 if is_last and blocks > WIDEST[bits] else min(blocks, WIDEST[bits])
