"""After the act of a purge: the files go, the list is written, the database's file is cleaned.

Nothing here can be undone by a transaction, so it follows the commit, and a round looks for what a
crash left. Doing it twice is doing it once.
"""

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from server import rota
from server.clock import now
from server.database import db, transaction
from server.files import store
from server.papers.cleaning import clean
from server.papers.naming import is_named
from server.papers.tombstones import Tombstone, write_down

log = structlog.get_logger()


def finish(tombstone_id: int) -> None:
    """Destroy what lies under a tombstone; a fault is left to the next round, and logged."""
    try:
        _destroy(db.session.get_one(Tombstone, tombstone_id, populate_existing=True))
    except (OSError, SQLAlchemyError):
        log.exception("a purge is not finished, the next round goes on", tombstone=tombstone_id)
        db.session.rollback()


@rota.every(5, "purges:finish")
def finish_all() -> None:
    """What a crash left unfinished, and what waits for a quiet hour."""
    waiting = select(Tombstone.id).where(Tombstone.finished_at.is_(None)).order_by(Tombstone.id)
    for tombstone_id in db.session.scalars(waiting).all():
        finish(tombstone_id)


def _destroy(stone: Tombstone) -> None:
    write_down(stone)
    destroy_files(stone.digests)
    if not clean():
        return
    with transaction() as session:
        session.get_one(Tombstone, stone.id).finished_at = now()


def destroy_files(digests: list[str]) -> None:
    """A file that another paper names stays for that one's sake: it has its own purge."""
    for sha256 in digests:
        if store().has(sha256) and not is_named(sha256):
            store().destroy(sha256)
