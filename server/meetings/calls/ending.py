"""A call ends with its meeting: the engine is told after the act, and again where it was silent."""

from flask import current_app

from server import jobs
from server.database import db
from server.jobs import Payload
from server.meetings.calls.engines import engine
from server.meetings.models import Meeting

JOB = "end_call"


def end_later(meeting: Meeting) -> None:
    """In the act that closes the meeting; it waits for no other system."""
    if current_app.config["SETTINGS"].call_url:
        jobs.later(JOB, {"meeting_id": meeting.id})


@jobs.job(JOB)
def end(meeting_id: int) -> Payload | None:
    engine(current_app.config["SETTINGS"]).end(db.session.get_one(Meeting, meeting_id))
    return None
