"""Act: what happens in a meeting is written down by another from now on (DOMAIN §10.3)."""

from server import audit, perform
from server.database import db
from server.meetings.acting import acting, decide, person_of
from server.meetings.live import events
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.meetings.plan.planning import delegate, named
from server.org.actor import Actor
from server.papers import telling
from server.papers.services import Ref
from workflows import Role
from workflows.meeting import Sitting


def change_secretary(actor: Actor, ref: Ref, *, person: str, reason: str) -> Meeting:
    """Chair or secretary names the next one, with a reason; both hands hear of it, and the rights
    are the new one's from this moment on, whatever pages stand open."""
    with acting(actor, ref, "change_secretary") as meeting:
        other = named(person, "person")
        keeps = other.person_id in (meeting.chair_id, meeting.secretary_id)
        act = Sitting(keeps_an_office=keeps, reason=reason)
        decide(actor, "change_secretary", meeting, act)
        row = meeting.person(other.person_id) or _seat(meeting, other)
        before, meeting.secretary_id = meeting.person(meeting.secretary_id), row.person_id
        row.writes = False
        _told(actor, meeting, before, row)
    return meeting


def add_secretary(actor: Actor, ref: Ref, *, person: str) -> Meeting:
    """One more keeps the minutes, and may do all that the first may (§10.3); also when it is over,
    where who kept them left before they were written, signed or followed by a notice."""
    with acting(actor, ref, "add_secretary") as meeting:
        other = named(person, "person")
        row = meeting.person(other.person_id)
        came = row is not None and row.came_at is not None
        act = Sitting(keeps_an_office=meeting.minds(other.person_id), was_there=came)
        decide(actor, "add_secretary", meeting, act)
        row = row or _seat(meeting, other)
        _wrote(actor, meeting, row, True)
    return meeting


def drop_secretary(actor: Actor, ref: Ref, *, person: str, reason: str) -> Meeting:
    """He keeps no minutes any more, whatever pages of his stand open; he stays what else he is."""
    with acting(actor, ref, "drop_secretary") as meeting:
        row = person_of(meeting, person)
        act = Sitting(is_further_secretary=row.writes, reason=reason)
        decide(actor, "drop_secretary", meeting, act)
        _wrote(actor, meeting, row, False)
    return meeting


def _wrote(actor: Actor, meeting: Meeting, row: Delegate, writes: bool) -> None:
    row.writes = writes
    db.session.flush()
    seat = f"p:{row.position_id}"
    perform.lend("meetings", meeting.id, [seat], "secretary")
    perform.refresh_desks(meeting, "add_secretary" if writes else "drop_secretary")
    telling.tell(actor, meeting, [seat], telling.WRITES if writes else telling.WRITES_NO_MORE)
    audit.append(
        "secretaries", f"meetings/{meeting.id}", person=row.person_id, writes=writes, **actor.by
    )
    said = {"person": row.account, "name": row.name, "writes": writes}
    events.happened(meeting, "secretaries.changed", actor.person_id, **said)


def _seat(meeting: Meeting, other: Actor) -> Delegate:
    """Who sat nowhere comes as secretaries do: he votes on nothing."""
    n = max(one.n for one in meeting.people) + 1
    row = delegate(n, other, Role.INVITEE, meeting.agency_id)
    meeting.people.append(row)
    db.session.flush()
    return row


def _told(actor: Actor, meeting: Meeting, before: Delegate | None, row: Delegate) -> None:
    hands = [one for one in (before, row) if one is not None]
    seats = [f"p:{one.position_id}" for one in hands]
    perform.lend("meetings", meeting.id, seats, "secretary")
    perform.refresh_desks(meeting, "change_secretary")
    telling.tell(actor, meeting, seats, telling.SECRETARY)
    facts = {"before": before.person_id if before else None, "after": row.person_id}
    audit.append("secretary", f"meetings/{meeting.id}", **actor.by, **facts)
    said = {"person": row.account, "name": row.name}
    events.happened(meeting, "secretary.changed", actor.person_id, **said)
