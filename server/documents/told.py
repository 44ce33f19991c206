"""What somebody just did with a paper, as the page tells it afterwards."""

from itertools import takewhile
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from server.database import db
from server.desks.models import History
from server.org.actor import Actor
from server.org.queries import calendar
from server.pages import day
from server.words_of.law import step_word
from workflows.deadlines import leader_due, local_day

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


def day_moved(actor: Actor, kind: str, given: Any) -> str:
    """Who set a deadline on a day off is told which day it became (§11.3), or reads it nowhere."""
    wanted = getattr(given, "due_at", None)
    if kind != "incoming" or wanted is None:
        return ""
    asked, kept = local_day(wanted), local_day(leader_due(calendar(actor.agency_id), wanted))
    words = _("Hạn %(asked)s rơi vào ngày nghỉ nên được ghi là %(kept)s.")
    return "" if kept == asked else words % {"asked": day(asked), "kept": day(kept)}
