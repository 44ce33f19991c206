"""A meeting that is put off or called off: all who were called hear it, and read why (MT-T10)."""

from sqlalchemy import select

from server.database import db
from server.desks.models import History
from server.meetings.models import Meeting
from server.org.actor import Actor
from server.papers import telling
from workflows.meeting import Meeting as State

STEPS = {State.POSTPONED: "postpone", State.CANCELLED: "cancel"}
TOLD = {State.POSTPONED: telling.PUT_OFF, State.CANCELLED: telling.CALLED_OFF}


def tell_all(actor: Actor, meeting: Meeting) -> None:
    """Behind the bell, to everybody who sits in it; a step."""
    seats = [f"p:{one.position_id}" for one in meeting.people]
    telling.tell(actor, meeting, seats, TOLD[State(meeting.state)])


def why(meeting: Meeting) -> str:
    """The reason, as it was given."""
    step = STEPS.get(State(meeting.state))
    if step is None:
        return ""
    mine = select(History.reason).filter_by(paper_kind="meetings", paper_id=meeting.id)
    last = mine.where(History.transition == step).order_by(History.id.desc())
    return db.session.scalar(last.limit(1)) or ""
