"""How the agenda folds by what members said of it, and when the meeting will be over."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from server.clock import local, now
from server.database import db
from server.meetings.before.stance_models import MarkedStance
from server.meetings.models import AgendaItem, Meeting
from server.meetings.people.models import Delegate
from server.meetings.votes.rules import carried_by
from workflows import stances
from workflows.attendance import is_here
from workflows.ballot import TOGETHER
from workflows.majority import needed
from workflows.meeting import Meeting as State
from workflows.stances import Body, Matter, Stance

EXPECTED = frozenset({
    State.DRAFT, State.SCHEDULED, State.INVITED, State.CHECK_IN, State.IN_SESSION, State.PAUSED,
})  # fmt: skip
"""While a meeting stands so, its end is still ahead."""


def stands(meeting: Meeting) -> dict[str, Any]:
    """What the room hears with whatever moves its end: which matters go together now, and when it
    will be over; not who thinks what."""
    ends = expected_end(meeting)
    return {"together": together(meeting), "ends_at": local(ends).isoformat() if ends else None}


_SAID = (
    select(MarkedStance)
    .where(
        MarkedStance.item_id.in_(
            select(AgendaItem.id).where(AgendaItem.meeting_id == bindparam("meeting_id"))
        ),
        MarkedStance.person_id.in_(
            select(Delegate.person_id).where(Delegate.meeting_id == bindparam("meeting_id"))
        ),
    )
    .order_by(MarkedStance.at, MarkedStance.person_id)
)
"""Built once: each picture of a meeting asks."""


def stances_of(meeting: Meeting) -> dict[int, list[MarkedStance]]:
    """Of each matter, what was said of it by whoever sits there still, in one statement: whoever
    comes into a post takes over nothing of what another thought."""
    rows: dict[int, list[MarkedStance]] = {one.id: [] for one in meeting.agenda}
    for row in db.session.scalars(_SAID, {"meeting_id": meeting.id}):
        rows[row.item_id].append(row)
    return rows


def matters_of(
    meeting: Meeting, marked: dict[int, list[MarkedStance]] | None = None
) -> list[Matter]:
    """The agenda as the law of stances looks at it."""
    known = stances_of(meeting) if marked is None else marked
    return [_matter(one, known[one.id], meeting.clock) for one in meeting.agenda]


def _matter(item: AgendaItem, rows: Sequence[MarkedStance], at: dt.datetime) -> Matter:
    given = {one.person_id: Stance(one.stance) for one in rows}
    left = _left(item, at)
    waits = item.began_at is None
    return Matter(id=item.id, waits=waits, minutes=item.minutes, left=left, stances=given)


def _left(item: AgendaItem, at: dt.datetime) -> int:
    """Planned minutes that are still ahead of a matter; a pause uses none of them up."""
    if item.ended_at is not None:
        return 0
    if item.began_at is None:
        return item.minutes
    gone = (at - item.began_at).total_seconds() - item.rested
    return max(0, item.minutes - int(gone // 60))


def body_of(meeting: Meeting) -> Body:
    """All members; once it sits, those who are there (VT-01)."""
    seats = {one.person_id: one.seat for one in meeting.people if one.seat.member}
    threshold, _basis = carried_by(meeting, TOGETHER)
    least = needed(threshold, len(seats))
    here = {one for one, seat in seats.items() if is_here(seat)} if meeting.opened_at else None
    return Body(frozenset(seats), least, here)


def together(meeting: Meeting, marked: dict[int, list[MarkedStance]] | None = None) -> list[int]:
    """The matters that may be adopted at once; none where no body votes."""
    if not meeting.may_vote or meeting.in_writing:
        return []
    return list(stances.together(matters_of(meeting, marked), body_of(meeting)))


def expected_end(
    meeting: Meeting, marked: dict[int, list[MarkedStance]] | None = None
) -> dt.datetime | None:
    """When it will be over as it now stands; nothing is said of what is over, or was put off."""
    if meeting.state not in EXPECTED:
        return None
    left = stances.minutes_left(matters_of(meeting, marked), body_of(meeting))
    if left is None:
        return None
    begins = now() if meeting.opened_at else max(meeting.starts_at, now())
    return begins + dt.timedelta(minutes=left)


def saved_minutes(meeting: Meeting) -> int:
    """Minutes that adopting at once has saved, against the plan."""
    return stances.saved(_matter(one, (), meeting.clock) for one in meeting.agenda if one.adopted)
