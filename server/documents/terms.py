"""The time that the decree itself gives a clerk: nobody sets it, it lies on the desk as a deadline.

What came is registered and laid before a leader, what was signed is numbered, sealed and sent: that
day, latest the next working day (articles 4.2c, 18.1, 23.1; IN-04, IN-T08, OUT-T15, NUM-12).
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from server.clock import now
from server.org.queries import calendar
from workflows.deadlines import (
    Calendar,
    dispatch_by,
    end_of,
    left_unsigned_at,
    present_by,
    register_by,
)
from workflows.incoming import WITH_LEAD
from workflows.outgoing import WITH_OTHERS
from workflows.tasking import escalates_at
from workflows.urgency import Urgency, is_urgent

Term = Callable[[Calendar, dt.datetime, Urgency], dt.datetime]
TO_SEND = frozenset(("number", "register", "seal", "dispatch"))


def has_own_term(kind: str, verb: str) -> bool:
    """Whether a step has a deadline of its own, which is not the one for handling the document."""
    steps = {"incoming": frozenset(("register", "present")), "outgoing": TO_SEND}
    return verb in steps.get(kind, ())


def of_coming(paper: Any, verb: str) -> dt.datetime | None:
    """Until when a clerk registers what arrived, and presents what is registered."""
    if verb == "register":
        return _until(register_by, paper, paper.arrived_at)
    if verb == "present" and paper.registered_on:
        return _until(present_by, paper, end_of(paper.registered_on))
    return None


def of_going(paper: Any, verb: str) -> dt.datetime | None:
    """Until when what was signed has its number and its seal, and is on its way."""
    if verb in TO_SEND and paper.signed_at:
        return _until(dispatch_by, paper, paper.signed_at)
    return None


def of_led(paper: Any, due: dt.datetime | None) -> dt.datetime | None:
    """From when on a document that somebody is to answer, and that is late, is told to who heads
    the agency, as a task is."""
    if due is None or paper.state not in WITH_LEAD:
        return None
    return escalates_at(calendar(paper.agency_id), due)


def of_unsigned(paper: Any) -> dt.datetime | None:
    """From when on a draft that waits for somebody's word is told to the head, who reads it
    (ORG-05), and to the office chief; the decree gives it no time, so this is the product's."""
    waits = paper.state in WITH_OTHERS
    return left_unsigned_at(calendar(paper.agency_id), now()) if waits else None


def _until(by: Term, paper: Any, since: dt.datetime) -> dt.datetime | None:
    """An urgent paper has no day: it is hastened by the hour (§4.4)."""
    level = Urgency(paper.urgency)
    return None if is_urgent(level) else by(calendar(paper.agency_id), since, level)
