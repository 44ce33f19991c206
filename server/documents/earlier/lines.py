"""The lines of a takeover, in their order; which of them will not do."""

from typing import Any

from sqlalchemy import func, select

from server.database import db
from server.documents.earlier.models import EarlierDocument, Takeover, TakeoverLine


def lines_of(takeover_id: int, most: int | None = None, **which: Any) -> list[TakeoverLine]:
    """Those of this kind, the first `most` of them."""
    mine = select(TakeoverLine).filter_by(takeover_id=takeover_id, **which)
    return list(db.session.scalars(mine.order_by(TakeoverLine.n).limit(most)))


def count_lines(takeover_id: int, **which: Any) -> int:
    """How many wait."""
    mine = select(func.count()).select_from(TakeoverLine)
    return db.session.scalar(mine.filter_by(takeover_id=takeover_id, **which)) or 0


def count_unfinished(takeover_id: int) -> int:
    """How many came in anew, to be registered and gone on with here."""
    mine = select(func.count()).select_from(EarlierDocument)
    return db.session.scalar(mine.filter_by(takeover_id=takeover_id, finished=False)) or 0


def documents_of(takeover: Takeover) -> int:
    """How many documents it will be, or has become."""
    return takeover.lines or count_lines(takeover.id)
