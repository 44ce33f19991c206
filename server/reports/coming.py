"""What came in: handled in time, late, or still to be done (RP-02, PL.VI P.I V.2)."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import and_, or_

from server.clock import midnight, now, today
from server.documents.incoming.models import IncomingDocument as Paper
from server.reports.told import Days, Part, Told
from workflows.incoming import Incoming as State
from workflows.schedule import monday

OPEN = (
    State.REGISTERED, State.PRESENTED, State.DIRECTED, State.ASSIGNED, State.IN_PROGRESS,
    State.AWAITING_CLOSE,
)  # fmt: skip
HANDLED = (State.DONE, State.FILED, State.INFO_ONLY)
ENDED = (State.RECALLED, State.SUPERSEDED, State.REARRANGED, State.JOINED, State.RETURNED)
"""Nothing is to be done about them any more, and nothing was."""
TOLD = (*OPEN, *HANDLED, *ENDED)
"""Of what may be a secret, or was one, a report says nothing (SEC-02); others stand in no book."""
OUTCOMES = ("on_time", "late", "open", "overdue", "ended")
STANDING = ("overdue", "week", "undone")

WAITING = (State.REGISTERED, State.PRESENTED)
"""In the register, and nobody at work on it here."""
MEASURED: Mapping[str, Part] = {
    "came": (Paper.state.not_in(ENDED),),
    "came_electronic": (Paper.state.not_in(ENDED), Paper.electronic.is_(True)),
    "came_on_paper": (Paper.state.not_in(ENDED), Paper.electronic.is_(False)),
    "to_handle": (Paper.state.not_in(ENDED),),
    "handed_on": (Paper.state.not_in((*ENDED, *WAITING)),),
    "not_handed_on": (Paper.state.in_(WAITING),),
}


def parts(_days: Days | None) -> Mapping[str, Part]:
    """A paper without a deadline is in time (§4.5); one whose end waits for consent stands open,
    late by when it was done (§11.4)."""
    due, done, moment = Paper.due_at, Paper.done_at, now()
    handled, still_open = Paper.state.in_(HANDLED), Paper.state.in_(OPEN)
    untouched = done.is_(None)
    return {
        "on_time": (handled, or_(due.is_(None), untouched, done <= due)),
        "late": (handled, done > due),
        "open": (still_open, or_(due.is_(None), and_(untouched, due >= moment), done <= due)),
        "overdue": (still_open, or_(and_(untouched, due < moment), done > due)),
        "ended": (Paper.state.in_(ENDED),),
        "undone": (still_open,),
        "week": (still_open, untouched, due >= moment, due < _next_week()),
        **MEASURED,
    }


def _next_week() -> dt.datetime:
    """Its first moment."""
    return midnight(monday(today()) + dt.timedelta(7))


COMING = Told(
    paper=Paper,
    day=Paper.registered_on,
    unit=Paper.lead_unit_id,
    direction="IN",
    since=Paper.arrived_at,
    due=Paper.due_at,
    done=Paper.done_at,
    states=TOLD,
    open=OPEN,
    outcomes=OUTCOMES,
    standing=STANDING,
    measured=tuple(MEASURED),
    parts=parts,
)
