"""ghi nhầm: the secretary takes a sign-in back, and somebody was never there (DOMAIN §10.6)."""

from sqlalchemy.orm.attributes import flag_modified

from server.meetings.acting import acting, decide, person_of
from server.meetings.models import Meeting
from server.meetings.people import hours
from server.meetings.people.attending import tell
from server.org.actor import Actor
from server.papers.services import Ref
from workflows.meeting import Sitting


def undo_check_in(actor: Actor, ref: Ref, *, person: str, reason: str) -> Meeting:
    """Whom another was taken for is absent again, and the quorum follows from now on; not who
    voted, spoke or chaired. Log and events keep both, the minutes neither."""
    with acting(actor, ref, "undo_check_in") as meeting:
        row = person_of(meeting, person)
        act = Sitting(
            reason=reason,
            was_there=row.came_at is not None,
            acted_since=hours.left_a_trace(meeting, row),
        )
        decide(actor, "undo_check_in", meeting, act)
        row.came_at = row.left_at = row.seen_at = None
        row.remote = False
        tell(actor, meeting, row, reason, {"undone": True})
        if meeting.closed_at is not None:  # whoever signs has seen who was there, or is told so
            flag_modified(meeting, "closed_at")
    return meeting
