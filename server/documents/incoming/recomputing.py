"""The calendar changed: days that a rule set are counted anew, days set by hand stay (CAL-09)."""

import datetime as dt
from functools import cache
from typing import NamedTuple

from sqlalchemy import select

from server import perform
from server.clock import local
from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.usual import ByRule
from server.org.actor import the_server
from server.org.models import Agency
from server.org.queries import calendar
from workflows.incoming import UNFINISHED, Arriving
from workflows.urgency import Urgency


class Shift(NamedTuple):
    """A day that would move, without a word of the document: whoever changes the calendar reads
    none."""

    paper_id: int
    agency: str
    old: dt.datetime
    new: dt.datetime

    @property
    def words(self) -> str:
        """The days; the hours where only they change (CAL-01)."""
        if local(self.old).date() == local(self.new).date():
            return f"{local(self.old):%H:%M} → {local(self.new):%H:%M %d/%m/%Y}"
        return f"{local(self.old):%d/%m/%Y} → {local(self.new):%d/%m/%Y}"


def shifts() -> list[Shift]:
    """What the calendar as it now stands makes of the days of open documents; done ones keep."""
    paper, calendar_of = IncomingDocument, cache(calendar)
    open_ones = (
        select(paper.id, paper.due_at, paper.due_days, paper.due_from, paper.urgency)
        .join(Agency, Agency.id == paper.agency_id)
        .add_columns(Agency.name.label("agency"), Agency.id.label("agency_id"))
        .where(paper.due_days.is_not(None), paper.state.in_(UNFINISHED), paper.done_at.is_(None))
        .order_by(Agency.id, paper.due_at, paper.id)
    )
    found = []
    for row in db.session.execute(open_ones):
        rule = ByRule(row.due_days, row.due_from, Urgency(row.urgency))
        due = rule.due(calendar_of(row.agency_id))
        if due != row.due_at:
            found.append(Shift(row.id, row.agency, row.due_at, due))
    return found


def recompute(moved: list[Shift], why: str) -> None:
    """Each in its history with what it was, and anew on its desk; a step of the calendar's act.

    What somebody decided since they were counted stays as he has it.
    """
    for one in moved:
        paper = db.session.get_one(
            IncomingDocument, one.paper_id, with_for_update=True, populate_existing=True
        )
        if paper.due_at != one.old or paper.due_days is None or paper.done_at is not None:
            continue
        server, act = the_server(paper.agency_id), Arriving(reason=f"Hạn {one.words}: {why}")
        if paper.person_due_at == paper.due_at:
            paper.person_due_at = one.new
        paper.due_at = one.new
        perform.perform(server, "recompute_due", paper, act)
