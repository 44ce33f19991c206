"""After a paper was shut away or given back: its files are locked or opened, the database cleaned.

Nothing here can be undone by a transaction, so it follows the commit, and a round looks for what a
crash left. Doing it twice is doing it once.
"""

from functools import partial

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from server import rota
from server.clock import now
from server.database import after_commit, db, transaction
from server.files import store
from server.papers.cleaning import clean
from server.papers.destroying import destroy_files
from server.papers.safe import Safe, lies_in_a_safe, put_rows_away
from server.papers.traces import digests_of
from workflows import Refused

log = structlog.get_logger()


def finish_later(safe: Safe) -> None:
    """A step: what the files need once the act is committed."""
    after_commit(partial(finish, safe.paper_kind, safe.paper_id))


def finish(kind: str, paper_id: int) -> None:
    """A fault is left to the next round, and logged."""
    try:
        _finish(kind, paper_id)
    except (OSError, SQLAlchemyError, Refused):
        log.exception("a safe is not closed, the next round goes on", kind=kind, paper=paper_id)
        db.session.rollback()


@rota.every(5, "safes:finish")
def finish_all() -> None:
    """What a crash left unfinished, and what waits for a quiet hour."""
    waiting = select(Safe.paper_kind, Safe.paper_id).where(Safe.finished_at.is_(None))
    for kind, paper_id in db.session.execute(waiting).all():
        finish(kind, paper_id)


def _finish(kind: str, paper_id: int) -> None:
    with transaction():
        safe = put_rows_away(kind, paper_id)
    if safe is None:
        return
    digests = digests_of(kind, paper_id)
    for sha256 in digests:
        stays_shut = safe.box is not None or lies_in_a_safe(sha256)
        (store().shut if stays_shut else store().open_again)(sha256)
    destroy_files(safe.drawn)
    if safe.box is not None and not clean():
        return
    with transaction() as session:
        session.get_one(Safe, (kind, paper_id)).finished_at = now()
