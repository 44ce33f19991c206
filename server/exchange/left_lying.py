"""What lies in a folder and is not taken: put off by the carrier, told to the administrator (§8.5).

A folder may be away, shut to us or read-only; a file may be unreadable, or meet a fault of ours;
other programs give names that nobody takes for an envelope's. Nobody waits for an answer there, so
what lies too long is counted, whatever the reason is.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog
from sqlalchemy.exc import DBAPIError

from server.clock import now
from server.database import db
from server.exchange.lines import IN, folders

TOO_LONG = 600.0
"""Seconds after which somebody is told: what is in order is taken within some."""

LONGEST = 3600.0
FIRST = 60.0
"""Seconds until such a file, or such a folder, is looked at again; twice as long each time."""

log = structlog.get_logger()
_pauses: dict[Path, tuple[float, float]] = {}
"""Kept in the process that looks: how long each rests, and until when."""


@contextmanager
def putting_off(place: Path) -> Iterator[None]:
    """A fault of this one keeps no other waiting; a database that is away keeps them all."""
    try:
        yield
    except DBAPIError:
        raise
    except FileNotFoundError:
        log.info("somebody else took it", place=str(place))
    except Exception:
        db.session.rollback()
        pause = min(2 * _pauses.get(place, (FIRST / 2, 0.0))[0], LONGEST)
        _pauses[place] = pause, time.monotonic() + pause
        log.exception("left lying in the folder", place=str(place), seconds=pause)
    else:
        _pauses.pop(place, None)


def is_put_off(place: Path) -> bool:
    return time.monotonic() < _pauses.get(place, (0.0, 0.0))[1]


@dataclass(frozen=True, slots=True)
class Left:
    """Of one folder: why nothing is taken from it, or how much lies in it for too long."""

    folder: Path
    why: str
    lying: int


def left() -> Left | None:
    """The first folder of which there is something to tell."""
    told = (Left(one, why_closed(one), _lying_in(one)) for one in folders())
    return next((one for one in told if one.why or one.lying), None)


def why_closed(folder: Path) -> str:
    """Why it cannot be used, in words; empty where it can. It is not made by us: an empty place
    where a drive of the network belongs would swallow letters."""
    if not folder.is_dir():
        return "không thấy thư mục; ổ đĩa hoặc đường mạng chưa gắn"
    doors = [one for one in (folder, folder / IN) if one.exists()]
    if not all(os.access(one, os.R_OK | os.W_OK | os.X_OK) for one in doors):
        return "hệ thống không đọc hoặc không ghi được ở đó"
    return ""


def _lying_in(folder: Path) -> int:
    """Whatever it is called, but for drafts; of what is taken in order nothing is that old."""
    if why_closed(folder) or not (folder / IN).is_dir():
        return 0
    since = now().timestamp() - TOO_LONG
    with os.scandir(folder / IN) as entries:
        seen = [one for one in entries if not one.name.startswith(".")]
        return sum(one.stat(follow_symlinks=False).st_ctime < since for one in seen)
