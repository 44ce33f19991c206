"""What somebody just did with a paper, as the page tells it afterwards."""

from itertools import takewhile

from sqlalchemy import select

from server.database import db
from server.desks.models import History
from server.org.actor import Actor
from server.words_of.law import step_word

FEW = 5
"""No act of one hand takes more steps."""


def taken(actor: Actor, kind: str, paper_id: int, name: str) -> str:
    """The step, and what the same hand did in the same act: who approves and signs reads both."""
    mine = select(History.transition).where(
        History.paper_kind == kind,
        History.paper_id == paper_id,
        History.person_id == actor.person_id,
    )
    last = db.session.scalars(mine.order_by(History.id.desc()).limit(FEW)).all()
    after = list(takewhile(lambda step: step != name, last)) if name in last else []
    return ", ".join(step_word(kind, step) for step in (name, *reversed(after)))
