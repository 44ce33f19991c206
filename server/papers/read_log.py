"""Who opened which paper, and when (DOMAIN §3.6): written down before it is shown.

Where the disk takes nothing any more, what is there may still be read: the opening waits in memory,
stands in the program's log at once, and is written down with the next one that is.
"""

import threading
from collections import deque
from typing import Any

import structlog
from sqlalchemy import insert

from server import ground
from server.clock import now
from server.database import db, transaction
from server.desks.models import ReadLog
from server.org.actor import Actor

log = structlog.get_logger()

_owed: deque[dict[str, Any]] = deque()
_owing = threading.Lock()


def log_read(actor: Actor, kind: str, paper_id: int) -> None:
    """Write down that somebody opened a paper, and the openings that could not be before."""
    opening = {
        "paper_kind": kind,
        "paper_id": paper_id,
        "person_id": actor.person_id,
        "position": actor.post,
        "address": actor.address,
        "at": now(),
    }
    before = _taken()
    try:
        with transaction():
            db.session.execute(insert(ReadLog), [*before, opening])
    except Exception as wrong:
        why = ground.reason_of(wrong)
        _owe([*before, opening] if why else before)
        if not why:
            raise
        said = {name: str(value) for name, value in opening.items()}
        log.error("an opening waits to be written down", why=why, **said)


def _taken() -> list[dict[str, Any]]:
    with _owing:
        taken = list(_owed)
        _owed.clear()
    return taken


def _owe(openings: list[dict[str, Any]]) -> None:
    with _owing:
        _owed.extend(openings)
