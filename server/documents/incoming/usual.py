"""When a paper is due where nobody said a day: printed in it, or by the working rules (§4.5)."""

import datetime as dt
from typing import NamedTuple

from server.clock import now
from server.documents.incoming.models import IncomingDocument
from server.org.kind_rules import due_days
from server.org.queries import calendar
from workflows.deadlines import Calendar, due_within, leader_due
from workflows.urgency import Urgency


class ByRule(NamedTuple):
    """So many working days from a moment; a calendar that changes moves it (CAL-09)."""

    days: int
    since: dt.datetime
    urgency: Urgency

    def due(self, working: Calendar) -> dt.datetime:
        return due_within(working, self.since, self.days, self.urgency)


def usual_due(paper: IncomingDocument) -> dt.datetime | None:
    """The day that stands in it, while it lies ahead; else what its type gets; else none."""
    rule = rule_of(paper)
    return rule.due(calendar(paper.agency_id)) if rule else _printed(paper)


def rule_of(paper: IncomingDocument) -> ByRule | None:
    """What its type gets, where no day ahead is printed in it."""
    if _printed(paper):
        return None
    days = due_days(paper.agency_id, paper.doc_type or "")
    return ByRule(days, now(), Urgency(paper.urgency)) if days else None


def _printed(paper: IncomingDocument) -> dt.datetime | None:
    if not paper.printed_due:
        return None
    working = calendar(paper.agency_id)
    printed = leader_due(working, working.end_of(paper.printed_due))
    return printed if printed > now() else None
