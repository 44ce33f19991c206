"""What the office stands on gives way: its disk is full or fails, its database is away or busy.

Nothing is half done by it: what was not committed is not there (DESIGN §5.2). So it is no error of
the office's, but a no in words that says what to do; reading goes on meanwhile (PEERS §4, 3 and 4).
"""

import contextlib
import errno
import sqlite3
from collections.abc import Iterator

import structlog
from psycopg import Error as PostgresError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from server.faults import chain

log = structlog.get_logger()

FULL, FAILS, AWAY, BUSY = "disk_full", "disk_fails", "database_away", "database_busy"

_BY_DISK = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: FAILS,
    errno.EIO: FAILS,
    errno.EACCES: FAILS,
}
_BY_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: FAILS,
    sqlite3.SQLITE_IOERR: FAILS,
    sqlite3.SQLITE_CANTOPEN: FAILS,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
}
_BY_POSTGRES = {
    "53100": FULL,
    "25006": FAILS,
    "58030": FAILS,
    "53300": BUSY,
    "55P03": BUSY,
    "40P01": BUSY,
    "57P01": AWAY,
    "57P02": AWAY,
    "57P03": AWAY,
}


def reason_of(wrong: BaseException | None) -> str:
    """Which no it is; empty where the ground holds and the office itself broke down."""
    found = (_reason(one) for one in chain(wrong)) if wrong is not None else ()
    return next(filter(None, found), "")


def _reason(wrong: BaseException) -> str:
    if isinstance(wrong, OSError):
        return _BY_DISK.get(wrong.errno or 0, "")
    if isinstance(wrong, NoConnectionLeft):
        return BUSY
    if isinstance(wrong, DBAPIError) and wrong.connection_invalidated:
        return AWAY
    if isinstance(wrong, sqlite3.Error):  # the low byte: the rest says where in the file
        return _BY_SQLITE.get(getattr(wrong, "sqlite_errorcode", 0) & 0xFF, "")
    if isinstance(wrong, PostgresError):
        return AWAY if _is_the_line(wrong) else _BY_POSTGRES.get(wrong.sqlstate or "", "")
    return ""


def _is_the_line(wrong: PostgresError) -> bool:
    """Nobody answers at its address, or the line broke (class 08)."""
    return wrong.sqlstate is None or wrong.sqlstate.startswith("08")


@contextlib.contextmanager
def spared(what: str) -> Iterator[None]:
    """What nobody need wait for is left out while the ground gives way; all else is raised."""
    try:
        yield
    except Exception as wrong:
        why = reason_of(wrong)
        if not why:
            raise
        log.warning("left out while the ground gives way", what=what, why=why)
