"""When the database's own file is cleaned of what was deleted: at once, a large one at night.

SQLite writes its file anew, and nobody else writes meanwhile: at a million papers for half a minute
and more, when other processes give up after ten seconds. What is deleted is overwritten in the act
itself (`secure_delete`), but not what SQLite copied in the file while it put its pages in order: of
a hundred words two or three were left. So a paper counts as destroyed when the file is new.
"""

from pathlib import Path

from server.clock import local, now
from server.database import clean_file, db

LARGE = 256 << 20
"""Bytes that are written anew within two or three seconds."""

AT_WORK = range(6, 20)
"""Hours in Hà Nội in which somebody may be writing."""


def clean() -> bool:
    """Whether it is clean now; if not, the round of a later hour comes for it."""
    if _size() > LARGE and local(now()).hour in AT_WORK:
        return False
    clean_file()
    return True


def _size() -> int:
    """PostgreSQL gives up dead rows while others write."""
    if db.engine.dialect.name != "sqlite":
        return 0
    return Path(str(db.engine.url.database)).stat().st_size
