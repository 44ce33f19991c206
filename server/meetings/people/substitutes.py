"""A delegate who cannot come sends a substitute (đi thay, DOMAIN §10.3): he attends and speaks.

No kind of meeting lets him vote in another's stead: he sits as a delegate, and the member that he
stands for stays in the base of every vote. He sends nobody further (DOMAIN §2.3).
"""

from server import audit, perform
from server.clock import now
from server.database import db
from server.meetings.acting import acting, decide, has_come, own_row, person_of
from server.meetings.models import Meeting
from server.meetings.people.attending import tell
from server.meetings.people.in_his_place import goes_over
from server.meetings.people.models import Delegate
from server.meetings.plan.planning import delegate
from server.meetings.services import CALLED, call, lay_out
from server.org import queries
from server.org.actor import Actor
from server.papers import telling
from server.papers.services import Ref
from workflows import Refused, Role
from workflows.beforehand import part_of_substitute
from workflows.meeting import Sitting


def send_substitute(
    actor: Actor, ref: Ref, *, substitute: str, reason: str, person: str = ""
) -> Meeting:
    """He is excused with his reason, and a colleague of his agency sits in his place."""
    with acting(actor, ref, "send_substitute") as meeting:
        row = person_of(meeting, person) if person else own_row(meeting, actor)
        other = _colleague(substitute)
        sender = db.session.get_one(queries.Position, row.position_id)
        act = Sitting(
            person_id=actor.person_id or 0,
            for_id=row.person_id,
            reason=reason,
            has_come=has_come(row),
            keeps_an_office=meeting.minds(row.person_id),
            is_substitute=row.stands_for_id is not None,
            is_of_the_same_agency=other.agency_id == sender.agency_id,
            is_seated=meeting.person(other.person_id) is not None,
        )
        decide(actor, "send_substitute", meeting, act)
        row.excuse = f"{reason.strip()}; cử {other.name} dự thay"
        row.confirmed_at = None
        meeting.people.append(_seat(meeting, row, other))
        db.session.flush()
        _let_in(actor, meeting, row, other)
    return meeting


def _colleague(account: str) -> Actor:
    person = queries.person_by_account(account)
    if person is None or not person.active:
        raise Refused("unknown_person", "substitute", account=account)
    return queries.actor_of(person)


def _seat(meeting: Meeting, row: Delegate, other: Actor) -> Delegate:
    """His place at the table, his site, his matters to present; not his vote."""
    goes_over(meeting, row.person_id, other.person_id)
    n = max(one.n for one in meeting.people) + 1
    seat = delegate(n, other, part_of_substitute(Role(row.part)), meeting.agency_id)
    seat.presents, seat.site, seat.confirmed_at = row.presents, row.site, now()
    seat.stands_for_id, seat.stands_for = row.person_id, row.name
    return seat


def _let_in(actor: Actor, meeting: Meeting, row: Delegate, other: Actor) -> None:
    """He reads what he is sent to; the log knows who sent whom."""
    perform.lend("meetings", meeting.id, [f"p:{other.position_id}"], "meeting")
    lay_out(meeting)
    facts = {"person": row.person_id, "substitute": other.person_id}
    audit.append("substitute", f"meetings/{meeting.id}", **facts, **actor.by)
    perform.refresh_desks(meeting, "send_substitute")
    telling.tell(actor, meeting, [f"p:{other.position_id}"], telling.SENT)
    if meeting.state in CALLED:
        call(actor, meeting, [f"p:{other.position_id}"])
    tell(actor, meeting)
