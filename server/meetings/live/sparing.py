"""While people meet, one core is the room's: a batch of signatures never stalls it (DESIGN §11.16).

Asked each second in every process that has children of its own, whichever holds the sockets.
"""

from sqlalchemy import bindparam, select

from server import hush, pool
from server.clock import now
from server.database import db
from server.meetings.live.line_models import Line
from server.meetings.models import Meeting
from server.rota import unceasing
from workflows.attendance import GRACE
from workflows.meeting import Meeting as State

_SITS = (
    select(Line.sid)
    .join(Meeting, Meeting.id == Line.meeting_id)
    .where(Meeting.state == State.IN_SESSION, Line.seen_at > bindparam("since"))
    .limit(1)
)


@unceasing
def look() -> None:
    """A session that somebody forgot to close spares nothing: its pages are heard of no more."""
    is_met = db.session.scalar(_SITS, {"since": now() - GRACE}) is not None
    pool.spare(hush.slate() if is_met else None)
