"""When somebody came or went, where it is written down afterwards; and what he did since then."""

import datetime as dt

from server.clock import now
from server.meetings.live import events
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.meetings.votes.voting import voters_of
from workflows.meeting import Meeting as State


def hour_of(meeting: Meeting, row: Delegate, at: dt.datetime | None) -> dt.datetime:
    """The hour that was named, or now. A hand writes minutes: within the very minute in which he
    came, or in which the doors opened, the later second counts."""
    if at is None:
        return now()
    first = _first(meeting, row)
    return max(at, first) if _minute(at) == _minute(first) else at


def is_wrong(meeting: Meeting, row: Delegate, at: dt.datetime | None) -> bool:
    """Whether it is ahead, or before he can have come or gone."""
    return at is not None and not _minute(_first(meeting, row)) <= at <= now()


def acted_since(meeting: Meeting, row: Delegate, at: dt.datetime) -> bool:
    """Whether he spoke from then on, or voted on what was put to the vote from then on: of a secret
    ballot nothing says when it was cast (VT-12)."""
    asked = [one for one in meeting.votes if one.opened_at >= at]
    turns = [one.began_at for one in meeting.requests if one.person_id == row.person_id]
    spoke = any(began is not None and began >= at for began in turns)
    return spoke or any(row.person_id in voters_of(one) for one in asked)


def left_a_trace(meeting: Meeting, row: Delegate) -> bool:
    """Whether he spoke or voted at all, or chairs what was opened."""
    chairs = meeting.opened_at is not None and row.person_id == meeting.chair_id
    return chairs or acted_since(meeting, row, meeting.created_at)


def _first(meeting: Meeting, row: Delegate) -> dt.datetime:
    """The earliest hour at which the next thing can have happened to him."""
    told = events.of_kinds(meeting.id, {"meeting.state"})
    doors = [one.at for one in told if one.payload["state"] == State.CHECK_IN]
    known = [one for one in (*doors[-1:], row.came_at, row.left_at) if one is not None]
    return max(known, default=meeting.created_at)


def _minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)
