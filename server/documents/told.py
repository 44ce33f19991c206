"""What somebody just did with a paper, as the page tells it afterwards."""

from itertools import takewhile
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from server.database import db
from server.desks.models import REMARK, History
from server.desks.queries import where_is_it
from server.documents.scanned.told import words_of
from server.org.actor import Actor
from server.org.queries import calendar
from server.pages import day, when
from server.papers.models import Paper
from server.papers.services import proposed
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


def stuck_words(paper: Paper) -> str:
    """Where the paper is, and where a file is that was taken out of it."""
    parts = (words_of(paper), where_is_it(paper.workflow.name, paper.id))
    return " ".join(filter(None, parts))


def proposed_words(paper: Paper, name: str) -> str:
    """The first half of an act of two: nothing was done yet, and until when the second hand may
    confirm it; after that it must be proposed anew."""
    waiting, step = proposed(paper, name), step_word(paper.workflow.name, name)
    if waiting is None:
        return _("Đã đề nghị: %(step)s; chờ người thứ hai xác nhận.", step=step)
    until = waiting.at + paper.workflow.step(paper.state, name).window
    return _(
        "Đã đề nghị: %(step)s; chờ người thứ hai xác nhận trước %(when)s.",
        step=step,
        when=when(until),
    )


def recorded(actor: Actor, kind: str, paper_id: int, name: str) -> str:
    return _("Đã ghi: %(step)s.", step=taken(actor, kind, paper_id, name))


def moved_by(kind: str, paper_id: int) -> str:
    """Whose step came in between, where a page was older than its paper (412)."""
    steps = select(History).filter_by(paper_kind=kind, paper_id=paper_id)
    steps = steps.where(History.transition != REMARK).order_by(History.id.desc())
    last = db.session.scalar(steps.limit(1))
    if last is None:
        return ""
    return _("Bước vừa làm: %(step)s, %(who)s, lúc %(at)s.", step=step_word(kind, last.transition),
             who=last.name, at=when(last.at))  # fmt: skip


STANDS_AS_SAID = frozenset({"suspend"})
"""Until then a clock stands still: no deadline."""


def day_moved(actor: Actor, kind: str, name: str, given: Any) -> str:
    """Who set a deadline on a day off is told which day it became (§11.3), or reads it nowhere."""
    wanted = getattr(given, "due_at", None)
    if kind not in ("incoming", "tasks") or name in STANDS_AS_SAID or wanted is None:
        return ""
    asked, kept = local_day(wanted), local_day(leader_due(calendar(actor.agency_id), wanted))
    words = _("Hạn %(asked)s rơi vào ngày nghỉ nên được ghi là %(kept)s.")
    return "" if kept == asked else words % {"asked": day(asked), "kept": day(kept)}
