"""What of a letter's lines is still so as it goes out, and is still wanted.

A colleague may have been quicker, a deadline moved, a mind changed: of that nothing is said.
"""

import datetime as dt
from typing import Any

from sqlalchemy import select, tuple_

from server.clock import now
from server.database import db
from server.desks.models import Desk
from server.mail.events import MORNING as IN_THE_MORNING
from server.mail.events import NEVER, NOW, chosen, event_in, kind_of
from server.mail.models import (
    ARRIVED,
    COUNTS,
    ESCALATED,
    LATE,
    MORNING,
    NEAR,
    PROOF,
    Mail,
    MailChoice,
)
from server.org.queries import calendar
from workflows.deadlines import Colour, colour

Line = dict[str, Any]
OF_DESKS = (ARRIVED, NEAR, LATE, ESCALATED)
"""Lines that tell of what lies on a desk."""


def still(mail: Mail, choice: MailChoice) -> list[Line]:
    """Of a morning's letter its counts, and what was put aside for it; of others each line."""
    if mail.kind == PROOF:
        return mail.lines
    news = [line for line in mail.lines if COUNTS not in line]
    lying = [line for line in news if kind_of(line) in OF_DESKS]
    found = _lying(lying) if lying else set()
    when = IN_THE_MORNING if mail.kind == MORNING else NOW
    wish = {id(line): chosen(choice.events, event_in(line)) for line in news}
    gone = [line for line in lying if _key(line) not in found or wish[id(line)] != when]
    gone += [line for line in news if wish[id(line)] == NEVER]
    return [line for line in mail.lines if line not in gone]


def _key(line: Line) -> tuple[str, int, str, str]:
    return line["kind"], line["id"], line["verb"], kind_of(line)


def _lying(lines: list[Line]) -> set[tuple[str, int, str, str]]:
    """What is so of these papers now, by paper, verb and kind of news."""
    paper = tuple_(Desk.paper_kind, Desk.paper_id, Desk.verb)
    columns = (Desk.paper_kind, Desk.paper_id, Desk.verb, Desk.due_at, Desk.escalates_at)
    asked = {_key(line)[:3] for line in lines}
    rows = db.session.execute(select(*columns).where(paper.in_(asked))).all()
    found = {(*row[:3], ARRIVED) for row in rows}
    found |= {(*row[:3], NEAR) for row in rows if _is_near(row.due_at)}
    found |= {(*row[:3], LATE) for row in rows if _is_past(row.due_at)}
    return found | {(*row[:3], ESCALATED) for row in rows if _is_past(row.escalates_at)}


def _is_near(due: dt.datetime | None) -> bool:
    return due is not None and colour(due, None, now(), calendar()) == Colour.YELLOW


def _is_past(moment: dt.datetime | None) -> bool:
    return moment is not None and moment < now()
