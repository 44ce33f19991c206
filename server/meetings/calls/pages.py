"""The way from the room into the call of a driven engine (LIVE §4.3).

The address is made for who asks, when he asks: it says who comes in and whether he leads there, is
good for an hour, and stands on no page.
"""

from flask import Blueprint, current_app, redirect
from flask.typing import ResponseReturnValue

from server.clock import now
from server.documents.counter import ID
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.meetings.calls.calls import Caller
from server.meetings.calls.engines import engine
from server.meetings.calls.live import name_of
from server.meetings.models import Meeting
from server.meetings.papers.matters import sits_out
from server.org.actor import Actor
from server.papers.services import find
from workflows import Refused, Role
from workflows.meeting_states import GATHERED

room = Blueprint("calls", __name__, url_prefix="/meetings")
require_seat(room)
LEADS = {Role.CHAIR, Role.SECRETARY, Role.TECH}
"""Who quiets a microphone that was left open is not always the chair."""


@room.get(f"/{ID}/call")
def enter(paper_id: int) -> ResponseReturnValue:
    """To the engine, as who one is; each way in is a new one."""
    actor = current_actor()
    meeting = find(Meeting, actor, paper_id)
    caller = caller_of(actor, meeting)
    way_in = engine(current_app.config["SETTINGS"]).way_in
    answer = redirect(way_in(meeting, caller, int(now().timestamp())))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def caller_of(actor: Actor, meeting: Meeting) -> Caller:
    """Whoever sits in it, as long as people are gathered."""
    row = meeting.person(actor.person_id)
    if row is None or meeting.state not in GATHERED:
        raise Refused("not_in_the_call")
    if sits_out(meeting, row.person_id):
        raise Refused("matter_is_closed")
    leads = bool(LEADS & meeting.parts_of(row.person_id))
    return Caller(row.person_id, name_of(meeting, row), leads)
