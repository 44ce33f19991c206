"""What ended without a number in an office of before 30/11/2026: auditors read it too (§3.2).

Since then the step that ends it lets them (`holders.auditors_unless_secret`). Of what was returned
on paper nobody wrote down as what: it might have been a secret, and stays with its clerks.
"""

from collections.abc import Sequence

from sqlalchemy import select

from server import perform, rota
from server.clock import now
from server.database import db, transaction
from server.desks.models import History, Reader, Watch
from server.desks.watching import looked_until
from server.documents.delivery.models import Letter
from server.documents.incoming.holders import auditors_unless_secret
from server.documents.incoming.models import IncomingDocument as Paper
from workflows.arriving import RETURN_CODES
from workflows.incoming import Incoming

ROUND = "incoming:ended-unnumbered"
SOME = 200
"""Papers of one act."""
ENDED = (Incoming.RETURNED, Incoming.RECALLED, Incoming.SUPERSEDED)
_READ = (
    select(Reader.seat)
    .where(Reader.seat == "r:AUDITOR", Reader.paper_kind == "incoming", Reader.paper_id == Paper.id)
    .exists()
)


@rota.every(5, ROUND)
def let_auditors_read() -> None:
    """Within minutes of an update, once; broken off it goes on, for whom it let read has it."""
    if db.session.get(Watch, ROUND) is not None:
        return
    last = 0
    while found := _unread(last):
        last = found[-1]
        _let_read(found)
    with transaction():
        looked_until(ROUND, now())


def _unread(last: int) -> Sequence[int]:
    asked = select(Paper.id).where(
        Paper.id > last, Paper.state.in_(ENDED), Paper.arrival_no.is_(None), ~_READ
    )
    return db.session.scalars(asked.order_by(Paper.id).limit(SOME)).all()


def _let_read(ids: Sequence[int]) -> None:
    with transaction() as session:
        for paper in session.scalars(select(Paper).where(Paper.id.in_(ids)).with_for_update()):
            if paper.state == Incoming.RETURNED:
                paper.returned_as = _returned_as(paper) or "SECRET_CHANNEL"
            seats = auditors_unless_secret(paper)
            perform.lend("incoming", paper.id, seats, "auditors_unless_secret")


def _returned_as(paper: Paper) -> str:
    """By which of the decree's reasons, as its sender was told, or as its history says; empty where
    neither does."""
    told = select(Letter.words).filter_by(
        paper_kind="incoming", paper_id=paper.id, kind="status", status_code="02"
    )
    kept = select(History.reason).filter_by(
        paper_kind="incoming", paper_id=paper.id, transition="return"
    )
    words = (*db.session.scalars(told), *db.session.scalars(kept))
    codes = (one.partition(":")[0] for one in words)
    return next((code for code in codes if code in RETURN_CODES), "")
