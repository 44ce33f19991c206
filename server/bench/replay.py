"""The floor of `bench transition`: the very rows that the acts wrote, by the driver alone.

What an act says to the database is kept as it goes over the wire. It is said again to a copy of
the office as it stood before: the same tables, indexes and triggers, the same parameters, one
commit an act, as safe (`synchronous=FULL`); nothing is asked, decided or read.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import event

from server.database import db

WRITES = ("INSERT", "UPDATE", "DELETE")
Written = tuple[str, Any, bool]
"""A statement, its parameters, and whether they are many rows."""


@contextlib.contextmanager
def heard() -> Iterator[list[list[Written]]]:
    """What is written meanwhile, act by act."""
    acts: list[list[Written]] = [[]]

    def hear(_connection: Any, _cursor: Any, said: str, given: Any, *how: Any) -> None:
        if said.lstrip().upper().startswith(WRITES):
            acts[-1].append((said, given, how[-1]))

    def committed(_connection: Any) -> None:
        acts.append([])

    event.listen(db.engine, "before_cursor_execute", hear)
    event.listen(db.engine, "commit", committed)
    try:
        yield acts
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
        event.remove(db.engine, "commit", committed)
        acts[:] = [act for act in acts if act]


def copy_of_the_office(place: Path) -> None:
    """The database as it stands, page by page."""
    place.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(place)) as copy:
        here: Any = db.session.connection().connection.driver_connection
        here.backup(copy)
    db.session.rollback()


def say_again(place: Path, acts: list[list[Written]]) -> int:
    """Every act once more, on the copy; how many there were."""
    with contextlib.closing(sqlite3.connect(place, isolation_level=None)) as base:
        base.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        base.execute("PRAGMA foreign_keys = ON")
        for act in acts:
            base.execute("BEGIN IMMEDIATE")
            for said, given, many in act:
                if many:
                    base.executemany(said, given)
                else:
                    base.execute(said, given).fetchall()
            base.execute("COMMIT")
    return len(acts)
