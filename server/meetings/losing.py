"""Who loses his part is out of the room, however still his page is (LIVE §3).

The act that takes it away asks it of his lines; the process that holds them shuts them out with its
next look, within a second, whichever process or command it was that acted.
"""

from sqlalchemy import select, update

from server.clock import now
from server.database import db, run, table
from server.meetings.line_models import Line
from server.meetings.lines import SILENT
from server.meetings.models import Meeting
from server.org import queries
from server.papers.services import may_read
from workflows import Refused

SIGNED_OUT = frozenset({"person_deactivated", "password_reset", "sessions_ended"})
"""What ends every session and token: no page of his speaks any more, whatever he may read."""
POST_LOST = frozenset({"appointment_ended", "absence_ended"})

_lines = table(Line)


def hear(act: str, person_id: int) -> None:
    """Something was done to somebody; a step. Nearly always he sits in no meeting."""
    if act not in SIGNED_OUT | POST_LOST:
        return
    mine = select(Line.sid, Line.meeting_id).filter_by(person_id=person_id, gone=False)
    rows = db.session.execute(mine).all()
    out = [sid for sid, room in rows if act in SIGNED_OUT or not _may_hear(person_id, room)]
    if out:
        silenced = now() - 2 * SILENT
        run(update(_lines).where(_lines.c.sid.in_(out)).values(seen_at=silenced))


def _may_hear(person_id: int, meeting_id: int) -> bool:
    """By the posts that he still holds; who has none hears nothing."""
    try:
        actor = queries.actor_by_id(person_id)
    except Refused:
        return False
    asked = select(Meeting.id).where(Meeting.id == meeting_id, may_read(Meeting, actor))
    return db.session.scalar(asked) is not None
