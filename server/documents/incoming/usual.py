"""When a paper is due where nobody said a day: printed in it, or by the working rules (§4.5)."""

import datetime as dt

from server.clock import now
from server.documents.incoming.models import IncomingDocument
from server.org.kind_rules import due_days
from server.org.queries import calendar
from workflows.deadlines import due_within, end_of, leader_due
from workflows.urgency import Urgency


def usual_due(paper: IncomingDocument) -> dt.datetime | None:
    """The day that stands in it, while it lies ahead; else what its type gets; else none."""
    working = calendar()
    if paper.printed_due:
        printed = leader_due(working, end_of(paper.printed_due))
        if printed > now():
            return printed
    days = due_days(paper.agency_id, paper.doc_type or "")
    return due_within(working, now(), days, Urgency(paper.urgency)) if days else None
