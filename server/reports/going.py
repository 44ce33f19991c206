"""What was issued: dispatched in time, late, or still with the clerk (RP-02, article 18.1)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, case, func, literal, null, or_, select

from server.clock import midnight, now, today
from server.database import Moment
from server.documents.outgoing.models import OutgoingDocument as Paper
from server.org.queries import calendar
from server.registers.beside import POST
from server.registers.models import RegisterRow
from server.reports.told import Days, Part, Told
from workflows.deadlines import Calendar, leaves_by
from workflows.outgoing import HALF_ISSUED
from workflows.outgoing import Outgoing as State
from workflows.urgency import Urgency

STRUCK = (State.VOIDED, State.RECALLED, State.REPLACED)
"""The number stays in the register; nothing counts by it any more."""
TOLD = (*HALF_ISSUED, State.DISPATCHED, *STRUCK)
"""What has a number: a draft stands in no register."""
OUTCOMES = ("sent", "sent_late", "unsent", "unsent_late", "struck")
STANDING = ("unsent_late", "unsent_all")
BEFORE = dt.timedelta(days=31)
"""What was signed still longer before the first day of a period is late on that day."""
DAY = dt.timedelta(days=1)
_POSTED = (
    select(func.count())
    .where(RegisterRow.paper_id == Paper.id, RegisterRow.direction == POST)
    .scalar_subquery()
)
_STANDS, _WENT = Paper.state.not_in(STRUCK), Paper.state == State.DISPATCHED
MEASURED: Mapping[str, Part] = {
    "issued": (_STANDS,),
    "signed": (_STANDS, Paper.signed_at.is_not(None)),
    "not_signed": (_STANDS, Paper.signed_at.is_(None)),
    "dispatched": (_WENT,),
    "sent_electronic": (_WENT, _POSTED == 0),
    "sent_by_post": (_WENT, _POSTED > 0),
}
"""`sent_by_post`: on paper too, by the book of what went by post (Annex IV, III)."""


def parts(days: Days | None) -> Mapping[str, Part]:
    """By the working day after the signature; an urgent one on the day it was signed: "at once" of
    article 18.1 has no hour."""
    went, lies = Paper.state == State.DISPATCHED, Paper.state.in_(HALF_ISSUED)
    signed, sent = Paper.signed_at, Paper.dispatched_at
    by = _due(days or (today(), today()))
    overdue = or_(*_signed_too_long_ago(calendar(), now()))
    return {
        "sent": (went, or_(signed.is_(None), sent.is_(None), sent <= by)),
        "sent_late": (went, sent > by),
        "unsent": (lies, or_(signed.is_(None), ~overdue)),
        "unsent_late": (lies, overdue),
        "unsent_all": (lies,),
        "struck": (Paper.state.in_(STRUCK),),
        **MEASURED,
    }


def _due(days: Days) -> ColumnElement[dt.datetime]:
    """When it must have left, of what was signed until the last of these days."""
    ordinary = Paper.urgency == Urgency.NORMAL
    first, last = days[0] - BEFORE, days[1]
    return case(
        (Paper.signed_at.is_(None), null()),
        (ordinary, _by_day(first, last, Urgency.NORMAL)),
        else_=_by_day(first, last, Urgency.HOA_TOC),
    )


def _by_day(first: dt.date, last: dt.date, urgency: Urgency) -> ColumnElement[dt.datetime]:
    """A deadline for each day of signing; days with the same one are one step."""
    days, begins = calendar(), dict[dt.datetime, dt.date]()
    for n in range((last - first).days + 1):
        day = first + n * DAY
        begins.setdefault(leaves_by(days, midnight(day), urgency), day)
    return _halved([(first, midnight(first)), *((day, due) for due, day in begins.items())])


def _halved(steps: Sequence[tuple[dt.date, dt.datetime]]) -> ColumnElement[dt.datetime]:
    """The due of the last step that was reached, found by halves: a year has nearly three hundred,
    and one after the other they would be asked of each paper."""
    if len(steps) == 1:
        return literal(steps[0][1], Moment)
    half = len(steps) // 2
    reached = Paper.signed_at >= midnight(steps[half][0])
    return case((reached, _halved(steps[half:])), else_=_halved(steps[:half]))


def _signed_too_long_ago(days: Calendar, moment: dt.datetime) -> list[ColumnElement[bool]]:
    """Ordinary and urgent ones that should have left by this moment."""
    ordinary = Paper.urgency == Urgency.NORMAL
    return [
        and_(ordinary, Paper.signed_at < _late_before(days, moment, Urgency.NORMAL)),
        and_(~ordinary, Paper.signed_at < _late_before(days, moment, Urgency.HOA_TOC)),
    ]


def _late_before(days: Calendar, moment: dt.datetime, urgency: Urgency) -> dt.datetime:
    """What was signed before it should have left by `moment`."""
    day = today()
    while leaves_by(days, midnight(day), urgency) >= moment:
        day -= DAY
    return midnight(day + DAY)


GOING = Told(
    paper=Paper,
    day=Paper.issued_on,
    unit=Paper.unit_id,
    direction="OUT",
    since=Paper.signed_at,
    due=null(),
    done=Paper.dispatched_at,
    states=TOLD,
    open=HALF_ISSUED,
    outcomes=OUTCOMES,
    standing=STANDING,
    measured=tuple(MEASURED),
    parts=parts,
)
