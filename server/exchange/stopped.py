"""What waits for whom: told to the administrator where some tries were in vain (§8.5).

Clerks read why beside each letter; a certificate, a key or an address is mended by him, and what
waits for that goes when he says so.
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from server.audit.changes import changed
from server.database import db, transaction
from server.documents.delivery.models import Letter
from server.documents.delivery.queries import TRIED
from server.documents.delivery.services import go_at_once
from server.org.actor import Actor
from workflows import Refused, Role

TRIES = 4
"""In vain, eight minutes after the first: a server that is started anew is back before that."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Whom nothing reaches, how many letters wait for him, and why the last try failed."""

    organ_id: str
    others: int
    letters: int
    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many letters wait for one recipient, how often one was tried, when the next is, and why
    the last did not go."""

    organ_id: str
    letters: int
    tries: int
    next_try_at: dt.datetime
    why: str


def waiting(actor: Actor) -> list[Waiting]:
    """Of all agencies here, who has waited longest first."""
    if Role.ADMIN not in actor.roles:
        raise Refused("not_allowed")
    asked = select(
        Letter.to_organ,
        func.count(),
        func.max(Letter.tries),
        func.min(Letter.next_try_at),
        func.max(Letter.id),
    )
    asked = asked.where(TRIED).group_by(Letter.to_organ)
    rows = db.session.execute(asked.order_by(func.max(Letter.tries).desc(), Letter.to_organ)).all()
    return [Waiting(*row[:4], db.session.get_one(Letter, row[4]).error) for row in rows]


def go_now(actor: Actor) -> int:
    """The line is mended: all that waits goes at once; to how many recipients."""
    with transaction():
        organs = [one.organ_id for one in waiting(actor)]
        if not organs:
            raise Refused("nothing_waits")
        for organ_id in organs:
            go_at_once(organ_id)
        words = f"Gửi lại ngay phong bì đang chờ tới {', '.join(organs)}"
        changed(actor, "waiting_sent_now", "letter/0", words[:500])
    return len(organs)


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
