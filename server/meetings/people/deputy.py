"""Whether the chair is empty, and to whom it falls then (DOMAIN §10.13, §10.10).

In the room its line says so; once the session is over, the post of who chaired: whoever left it
signs nothing in it any more, and what happened is signed by the first in order who saw it to the
end. No next holder of that post was there.
"""

from typing import Any

from server.clock import now
from server.meetings.live.line_models import last_heard
from server.meetings.people.models import Delegate
from server.org import queries
from workflows import Role
from workflows.attendance import is_chair_lost, is_here
from workflows.meeting_states import GATHERED


def is_wanted(meeting: Any) -> bool:
    """Whether nobody is in the chair who can act in it."""
    chair = meeting.person(meeting.chair_id)
    if chair is None:
        return False
    if meeting.closed_at is not None:
        return not holds(chair)
    line = last_heard(meeting.id, meeting.chair_id)
    return is_chair_lost(chair.seat, line, meeting.starts_at, now())


def called(meeting: Any) -> dict[str, str] | None:
    """Who shall take the chair while people sit, as the room is told: nobody where the chair is
    held; empty where none is there who could."""
    if meeting.state not in GATHERED or not is_wanted(meeting):
        return None
    row = meeting.person(of(meeting))
    return {"person": row.account, "name": row.name} if row else {}


def of(meeting: Any) -> int | None:
    """The first of those who decide, in their order, who is there and has no other part: of the
    body that sits, or where none sits of all delegates (§10.3)."""
    kept = {meeting.chair_id} | meeting.secretaries
    decides = (Role.MEMBER,) if meeting.may_vote else (Role.MEMBER, Role.DELEGATE)
    seats = (one for one in meeting.people if one.part in decides)
    able = (one.person_id for one in seats if one.person_id not in kept and _may(meeting, one))
    return next(able, None)


def _may(meeting: Any, one: Delegate) -> bool:
    """Of a poll in writing nobody was there, and each of them answered for."""
    if meeting.closed_at is None:
        return is_here(one.seat)
    return (meeting.in_writing or is_here(one.seat)) and holds(one)


def holds(one: Delegate) -> bool:
    """Whether he is still in the post in which he was called, or in what came after it."""
    seat = f"p:{one.position_id}"
    return any(
        held.person.active and seat in (f"p:{held.position_id}", *held.position.inherits)
        for held in queries.posts_of(one.person_id)
    )
