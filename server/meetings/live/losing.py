"""Who loses his part is out of the room, however still his page is (LIVE §3).

The act that takes it away asks it of his lines, and so does the no to an act that he may not take
any more; the process that holds them shuts them out with its next look, within a second, whichever
process or command it was that acted.
"""

import re
from collections.abc import Sequence
from typing import Any

from flask import Response, current_app, request
from sqlalchemy import select, update

from server.clock import now
from server.database import db, run, table, transaction
from server.door.visitor import current_actor
from server.home.live import speaker
from server.meetings.live.line_models import Line, Screen
from server.meetings.live.lines import ASKED, SILENT
from server.meetings.models import Meeting
from server.org import queries
from server.papers.services import find, may_read
from server.sockets import socketio
from workflows import Refused

SIGNED_OUT = frozenset({"person_deactivated", "password_reset", "sessions_ended"})
"""What ends every session and token: no page of his speaks any more, whatever he may read."""
POST_LOST = frozenset({"appointment_ended", "absence_ended"})
ONE_ENDED = "session_ended"

DOOR = re.compile(r"(?:/api/v1)?/meetings/([1-9][0-9]{0,14})/.+")
NOES = frozenset({403, 404, 409})
"""How an act ends that somebody may not take; a page shows itself anew with a 409."""

_lines, _screens = table(Line), table(Screen)


def hear(act: str, person_id: int) -> None:
    """Something was done to somebody; a step. Nearly always he sits in no meeting."""
    if act == ONE_ENDED:
        ask_again(person_id)
    if act in SIGNED_OUT | POST_LOST:
        rows = db.session.execute(select(Line.sid, Line.meeting_id).where(*_his(person_id))).all()
        _silence([o for o, room in rows if act in SIGNED_OUT or not _may_hear(person_id, room)])


def ask_again(person_id: int) -> None:
    """One of his sessions ended: each page of his is asked which one it came by; a step."""
    for line in db.session.scalars(select(Line).where(*_his(person_id))):
        line.seen_at -= ASKED


def empty(meeting: Meeting) -> None:
    """It does not take place: nobody hears its room any more, nor does a wall; a step."""
    here = (_lines.c.meeting_id == meeting.id, ~_lines.c.gone)
    run(update(_lines).where(*here).values(seen_at=now() - 2 * SILENT))
    hang = (_screens.c.meeting_id == meeting.id, _screens.c.ended_at.is_(None))
    run(update(_screens).where(*hang).values(ended_at=now()))


def after(response: Response) -> Response:
    """Whoever was refused an act in a meeting that he may not hear any more is out of its room."""
    said = DOOR.fullmatch(request.path) if request.method == "POST" else None
    if said is None or response.status_code not in NOES:
        return response
    db.session.rollback()
    try:
        person_id = current_actor().person_id or 0
    except Refused:
        return response
    mine = select(Line.sid).where(*_his(person_id), Line.meeting_id == int(said[1]))
    pages = db.session.scalars(mine).all()
    if pages and not _may_hear(person_id, int(said[1])):
        with transaction():
            _silence(pages)
    return response


def speaks_still(sid: str, meeting_id: int) -> bool | None:
    """Whether a page's own session stands, and may hear the room; None where another process holds
    that page."""
    if not socketio.server.manager.is_connected(sid, "/"):
        return None
    with current_app.request_context(socketio.server.get_environ(sid)):
        actor = speaker()
        try:
            return actor is not None and find(Meeting, actor, meeting_id) is not None
        except Refused:
            return False


def _his(person_id: int) -> tuple[Any, ...]:
    return (Line.person_id == person_id, Line.gone.is_(False))


def _silence(pages: Sequence[str]) -> None:
    if pages:
        run(update(_lines).where(_lines.c.sid.in_(pages)).values(seen_at=now() - 2 * SILENT))


def _may_hear(person_id: int, meeting_id: int) -> bool:
    """By the posts that he still holds; who has none hears nothing."""
    try:
        actor = queries.actor_by_id(person_id)
    except Refused:
        return False
    asked = select(Meeting.id).where(Meeting.id == meeting_id, may_read(Meeting, actor))
    return db.session.scalar(asked) is not None
