"""What a figure counts, as conditions: those of the list that it opens, and no others (RP-02).

Whose figures: by the right to the register (DOMAIN §3.2), the agency's for its leaders, office
chief, clerks and auditors, the unit's for its head.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, or_

from server.clock import midnight, now, today
from server.documents.incoming.models import IncomingDocument as Paper
from server.org.actor import Actor
from server.policy import WHOLE_REGISTER
from workflows import Refused, Role
from workflows.incoming import Incoming as State

LONGEST = dt.timedelta(days=91)
"""A quarter, 92 days with both its ends: so many are counted at one go."""
OPEN = (
    State.REGISTERED, State.PRESENTED, State.DIRECTED, State.ASSIGNED, State.IN_PROGRESS,
    State.AWAITING_CLOSE,
)  # fmt: skip
HANDLED = (State.DONE, State.FILED, State.INFO_ONLY)
ENDED = (State.RECALLED, State.SUPERSEDED, State.REARRANGED, State.RETURNED)
"""Nothing is to be done about them any more, and nothing was."""
TOLD = (*OPEN, *HANDLED, *ENDED)
"""Of what may be a secret, or was one, a report says nothing (SEC-02); others stand in no book."""
OUTCOMES = ("on_time", "late", "open", "overdue", "ended")
"""Of a period: each line of the register has one of them."""
STANDING = ("overdue", "week", "undone")
"""Of this moment, whenever the document came."""
BY = {"unit": Paper.lead_unit_id, "doc_type": Paper.doc_type, "urgency": Paper.urgency}
NONE = "none"
"""In an address: no unit, no type."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The days, both counted, or none: what is open now; and what the figures are narrowed to."""

    days: tuple[dt.date, dt.date] | None
    narrowed: Mapping[str, str] = field(default_factory=dict[str, str])


def require(actor: Actor) -> None:
    """Who has reports at all; an officer has the list of his papers."""
    if actor.agency_id is None or not actor.roles & (WHOLE_REGISTER | {Role.UNIT_HEAD}):
        raise Refused("not_allowed")


def conditions(actor: Actor, asked: Asked) -> list[ColumnElement[bool]]:
    """All of them; the index `ix_incoming_documents_told` answers them in its own order."""
    wanted = [Paper.agency_id == actor.agency_id, Paper.state.in_(TOLD if asked.days else OPEN)]
    if asked.days:
        first, last = asked.days
        wanted.append(Paper.registered_on.between(first, min(last, first + LONGEST)))
    if not actor.roles & WHOLE_REGISTER:
        wanted.append(Paper.lead_unit_id == actor.unit_id)
    for name, value in asked.narrowed.items():
        wanted += part(value) if name == "outcome" else [_is(name, value)]
    return wanted


def part(name: str) -> Sequence[ColumnElement[bool]]:
    """One of `OUTCOMES` or `STANDING`. A paper without a deadline is in time (§4.5); one whose
    end waits for consent stands open, late by when it was done (§11.4)."""
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
        "week": (still_open, untouched, due >= moment, due < _monday()),
    }[name]


def _monday() -> dt.datetime:
    """The first moment of the next week."""
    day = today()
    return midnight(day + dt.timedelta(7 - day.weekday()))


def _is(name: str, value: str) -> ColumnElement[bool]:
    if name == "unit":
        return Paper.lead_unit_id.is_(None) if value == NONE else Paper.lead_unit_id == int(value)
    return BY[name] == ("" if value == NONE else value)
