"""Acts upon an agenda that stands in the calendar: a matter or a paper comes later (MT-03).

Whoever was called is told: behind the bell, by the entry in his calendar, and in the room.
"""

from typing import Any

from server import audit, perform
from server.database import db
from server.meetings.acting import acting, decide, item_of
from server.meetings.live import events
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.tabled import read_paper
from server.meetings.plan import asking, planning
from server.meetings.plan.called import call_to
from server.meetings.services import CALLED, call, lay_out
from server.org.actor import Actor
from server.papers import telling
from server.papers.services import Ref
from workflows import Refused
from workflows.meeting import Sitting
from workflows.meeting_states import GATHERED


def add_paper(actor: Actor, ref: Ref, *, item: int, document: str) -> Meeting:
    """One more paper to a matter that is not over; such as who adds it may read himself."""
    with acting(actor, ref, "add_paper") as meeting:
        matter = item_of(meeting, item)
        decide(actor, "add_paper", meeting, Sitting(item_is_over=matter.ended_at is not None))
        if document in matter.documents:
            raise Refused("lies_there_already", "document")
        paper = read_paper(actor, document)
        matter.documents = [*matter.documents, document]
        _grew(actor, meeting, matter, document=document, name=paper.subject)
    return meeting


def add_item(actor: Actor, ref: Ref, **said: Any) -> Meeting:
    """One more matter, after the others, as a plan words it."""
    with acting(actor, ref, "add_item") as meeting:
        decide(actor, "add_item", meeting, Sitting())
        if said.get("rapporteur"):
            _presents(meeting, said["rapporteur"])
        matter = planning.matter(actor, len(meeting.agenda) + 1, said)
        asking.ask(actor, meeting, matter, said)
        call_to(meeting, matter, said)
        meeting.agenda.append(matter)
        db.session.flush()
        _grew(actor, meeting, matter)
    return meeting


def _presents(meeting: Meeting, account: str) -> None:
    """Whoever sits in it may present a matter; another is invited first."""
    row = next((one for one in meeting.attendees if one.account == account), None)
    if row is None:
        raise Refused("not_in_the_meeting", "rapporteur")
    row.presents = True


def _grew(actor: Actor, meeting: Meeting, matter: AgendaItem, **paper: str) -> None:
    """Into the log, to those who were called, and to the room."""
    audit.append(
        "agenda_grew", f"meetings/{meeting.id}", item=matter.id, paper=paper.get("document"),
        **actor.by,
    )  # fmt: skip
    if meeting.state in (*CALLED, *GATHERED):
        lay_out(meeting)
        seats = [f"p:{one.position_id}" for one in meeting.attendees]
        telling.tell(actor, meeting, seats, telling.GREW)
    if meeting.state in CALLED:
        call(actor, meeting)
    perform.refresh_desks(meeting, "agenda_grew")
    events.happened(
        meeting, "agenda.changed", actor.person_id, item=matter.id, no=matter.n,
        title=matter.title, **paper, **events.of_closed(matter),
    )  # fmt: skip
