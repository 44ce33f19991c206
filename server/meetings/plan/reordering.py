"""Act: the chair takes up what is still ahead in another order (MT-01)."""

from server import audit
from server.database import db
from server.meetings.acting import acting, decide, item_of
from server.meetings.live import events
from server.meetings.models import AgendaItem, Meeting
from server.org.actor import Actor
from server.papers.services import Ref
from workflows.meeting import Sitting


def move_item(actor: Actor, ref: Ref, *, item: int, place: int) -> Meeting:
    """A matter comes earlier or later. What was taken up keeps its number, for the minutes name it
    by that: the others share the numbers that are left."""
    with acting(actor, ref, "move_item") as meeting:
        row = item_of(meeting, item)
        decide(actor, "move_item", meeting, Sitting(item_is_planned=row.began_at is None))
        before = row.n
        _share_out(meeting, row, place)
        if row.n != before:
            _told(actor, meeting, row, before)
    return meeting


def _share_out(meeting: Meeting, row: AgendaItem, place: int) -> None:
    ahead = [one for one in meeting.agenda if one.began_at is None]
    numbers = [one.n for one in ahead]
    ahead.remove(row)
    ahead.insert(sum(n < place for n in numbers), row)
    for one, n in zip(ahead, numbers, strict=True):
        one.n = n
    db.session.flush()
    db.session.expire(meeting, ["agenda"])


def _told(actor: Actor, meeting: Meeting, row: AgendaItem, before: int) -> None:
    audit.append(
        "item_moved", f"meetings/{meeting.id}", item=row.id, before=before, after=row.n,
        **actor.by,
    )  # fmt: skip
    said = {"item": row.id, "before": before, "no": row.n}
    events.happened(meeting, "agenda.moved", actor.person_id, **said)
