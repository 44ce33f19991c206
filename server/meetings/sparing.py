"""While people meet, one core is the room's: a batch of signatures never stalls it (DESIGN §11.16).

Asked each second in every process that has children of its own, whichever holds the sockets.
"""

from sqlalchemy import select

from server import pool
from server.clock import now
from server.database import db
from server.meetings.line_models import Line
from server.meetings.models import Meeting
from server.rota import unceasing
from workflows.attendance import GRACE
from workflows.meeting import Meeting as State


@unceasing
def look() -> None:
    """A session that somebody forgot to close spares nothing: its pages are heard of no more."""
    sits = (
        select(Line.sid)
        .join(Meeting, Meeting.id == Line.meeting_id)
        .where(Meeting.state == State.IN_SESSION, Line.seen_at > now() - GRACE)
    )
    pool.spare(db.session.scalar(sits.limit(1)) is not None)
