"""A word to whoever keeps the minutes, said without speaking up (DOMAIN §10.9).

It is neither a remark nor part of the minutes; the room hears that something was said, never what.
"""

from typing import Any

from server.clock import local
from server.meetings.acting import acting, decide
from server.meetings.live import events
from server.meetings.models import Meeting
from server.org.actor import Actor
from server.papers.services import Ref
from workflows.meeting import Sitting

KIND = "message"


def tell_secretary(actor: Actor, ref: Ref, *, text: str) -> Meeting:
    """Whoever sits here asks the secretary for something: a paper, a correction, a word."""
    with acting(actor, ref, "tell_secretary") as meeting:
        decide(actor, "tell_secretary", meeting, Sitting(has_text=bool(text.strip())))
        said = {"name": actor.name, "text": text.strip()}
        events.happened(meeting, KIND, actor.person_id, **said)
    return meeting


def messages(meeting: Meeting) -> list[dict[str, Any]]:
    """All of them, the newest first, with the minute and who said it."""
    rows = reversed(events.of_kinds(meeting.id, {KIND}))
    return [{"at": f"{local(one.at):%H:%M}"} | one.payload for one in rows]
