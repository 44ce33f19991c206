"""What every act in the room begins and ends with: the meeting held, the law asked, the key kept.

It changes no state of the meeting, so there is no history row: the numbered events are the record.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from server import repeats
from server.meetings.live.pace import refuse_haste
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.matters import hidden_from
from server.meetings.people.models import Delegate
from server.meetings.services import hold
from server.org.actor import Actor
from server.papers.services import Ref, taking
from workflows import Refused
from workflows.attendance import is_here
from workflows.meeting import Sitting


@contextmanager
def acting(actor: Actor, ref: Ref, step: str) -> Iterator[Meeting]:
    """One act in the room; nobody else acts in this meeting until it is over."""
    refuse_haste(actor)
    with taking(Meeting, actor, ref, step) as meeting:
        hold(meeting)
        yield meeting
        repeats.remember(meeting.workflow.name, meeting.id)


def decide(actor: Actor, step: str, meeting: Meeting, act: Sitting) -> None:
    """The law's answer to an act that leaves the meeting in its state."""
    meeting.workflow.decide(meeting, act, step, actor.roles)


def item_of(meeting: Meeting, item_id: int) -> AgendaItem:
    for item in meeting.agenda:
        if item.id == item_id:
            return item
    raise Refused("no_such_item", "item")


def heard(actor: Actor, meeting: Meeting, item_id: int) -> AgendaItem:
    """A matter, for who was called to it; to others there is none."""
    matter = item_of(meeting, item_id)
    if matter.id in hidden_from(meeting, actor.person_id):
        raise Refused("no_such_item", "item")
    return matter


def person_of(meeting: Meeting, account: str) -> Delegate:
    for row in meeting.people:
        if row.account == account:
            return row
    raise Refused("not_in_the_meeting", "person")


def own_row(meeting: Meeting, actor: Actor) -> Delegate:
    row = meeting.person(actor.person_id)
    if row is None:
        raise Refused("not_found")
    return row


def has_come(row: Delegate) -> bool:
    return is_here(row.seat)
