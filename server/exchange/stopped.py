"""What an administrator is told as he comes in: a line has taken nothing for some tries (§8.5).

Clerks read why beside each letter; a certificate, a key or an address is mended by him.
"""

from dataclasses import dataclass

from sqlalchemy import func, select

from server.database import db
from server.documents.delivery.models import Letter

TRIES = 4
"""In vain, eight minutes after the first: a server that is started anew is back before that."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Whom nothing reaches, how many letters wait for him, and why the last try failed."""

    organ_id: str
    others: int
    letters: int
    why: str


def stopped() -> Stopped | None:
    """The one with the most letters, and how many others there are; None: all lines take."""
    many = func.count()
    asked = select(Letter.to_organ, many, func.max(Letter.id))
    asked = asked.where(Letter.state == "QUEUED", Letter.tries >= TRIES)
    asked = asked.group_by(Letter.to_organ).order_by(many.desc(), Letter.to_organ)
    rows = db.session.execute(asked).all()
    if not rows:
        return None
    organ_id, letters, last = rows[0]
    return Stopped(organ_id, len(rows) - 1, letters, db.session.get_one(Letter, last).error)
