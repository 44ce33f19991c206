"""The room's ear: join, leave, sync, presence, follow_page; commands go by POST (LIVE §3).

Who speaks is found out anew at each word: a part may have been taken away, a token ended.
"""

import time
from collections import deque
from typing import Any

from flask import request
from flask_socketio import disconnect, join_room, leave_room
from sqlalchemy import update

from server.clock import now
from server.database import db, run, table, transaction
from server.home.live import speaker
from server.meetings import dealing, events
from server.meetings.door import stand
from server.meetings.models import Delegate, Meeting
from server.meetings.services import seated
from server.meetings.shapes import Showing
from server.org.actor import Actor
from server.papers.services import Ref, find
from server.sockets import socketio
from workflows import Refused

MOST, SPAN = 20, 10.0
"""Words of one page within so many seconds; three times more, and it is sent away (LIVE §3)."""
STRIKES = 3

_people = table(Delegate)
_heard: dict[str, deque[float]] = {}
_strikes: dict[str, int] = {}


def install() -> None:
    """The ear hangs on the socket."""
    for name, act in (
        ("join", join), ("leave", leave), ("sync", sync), ("presence", presence),
        ("follow_page", follow_page),
    ):  # fmt: skip
        socketio.on_event(name, _answering(act))
    socketio.on_event("disconnect", _forget)


def _answering(act: Any) -> Any:
    """Every word is answered: with what was asked for, or with the reason of a no."""

    def answer(said: Any = None) -> dict[str, Any]:
        if _talks_too_much(request.sid):  # type: ignore[attr-defined]
            return {"ok": False, "code": "too_many_events", "retry_ms": int(SPAN * 1000)}
        actor = speaker()
        if actor is None:
            return {"ok": False, "code": "unauthenticated"}
        try:
            return {"ok": True, **act(actor, _meeting(actor, said), said)}
        except Refused as no:
            return {"ok": False, "code": no.reason}

    return answer


def _meeting(actor: Actor, said: Any) -> Meeting:
    """The meeting that is spoken of, if this one may read it; a page names no room."""
    meeting_id = said.get("meeting") if isinstance(said, dict) else None
    if type(meeting_id) is not int or not 0 < meeting_id < 2**53:
        raise Refused("not_found")
    db.session.rollback()
    return find(Meeting, actor, meeting_id)


def join(actor: Actor, meeting: Meeting, said: dict[str, Any]) -> dict[str, Any]:
    """Hear what happens from now on; and what happened since, in the answer itself."""
    since = said.get("since", 0)
    if type(since) is not int or since < 0:
        raise Refused("since_malformed")
    join_room(events.room_of(meeting.id))
    _is_alive(actor, meeting)
    db.session.expire_all()
    answer = stand(meeting, actor, since)
    events.listen(meeting.id, answer.seq)
    return answer.model_dump(mode="json", exclude_none=True)


def leave(_actor: Actor, meeting: Meeting, _said: dict[str, Any]) -> dict[str, Any]:
    leave_room(events.room_of(meeting.id))
    return {}


def sync(actor: Actor, meeting: Meeting, said: dict[str, Any]) -> dict[str, Any]:
    """What was missed, without joining anew."""
    since = said.get("since", 0)
    if type(since) is not int or since < 0:
        raise Refused("since_malformed")
    return stand(meeting, actor, since).model_dump(mode="json", exclude_none=True)


def presence(actor: Actor, meeting: Meeting, _said: dict[str, Any]) -> dict[str, Any]:
    """A sign of life: who joins from elsewhere counts by it (§10.6)."""
    _is_alive(actor, meeting)
    return {}


def follow_page(actor: Actor, meeting: Meeting, said: dict[str, Any]) -> dict[str, Any]:
    """The presenter turns a page: the same act as by POST."""
    try:
        given = Showing.model_validate({k: v for k, v in said.items() if k != "meeting"})
    except ValueError:
        raise Refused("invalid") from None
    shown = dealing.show_page(seated(actor, meeting), Ref(meeting.id), **given.model_dump())
    return {"seq": shown.seq}


def _is_alive(actor: Actor, meeting: Meeting) -> None:
    """Written by one statement: three hundred people say it every ten seconds."""
    mine = (_people.c.meeting_id == meeting.id, _people.c.person_id == actor.person_id)
    with transaction():
        run(update(_people).where(*mine).values(seen_at=now()))


def _talks_too_much(sid: str) -> bool:
    moment, heard = time.monotonic(), _heard.setdefault(sid, deque())
    while heard and moment - heard[0] > SPAN:
        heard.popleft()
    if len(heard) < MOST:
        heard.append(moment)
        return False
    _strikes[sid] = _strikes.get(sid, 0) + 1
    if _strikes[sid] > STRIKES * MOST:
        disconnect()
    return True


def _forget(_reason: Any = None) -> None:
    _heard.pop(request.sid, None)  # type: ignore[attr-defined]
    _strikes.pop(request.sid, None)  # type: ignore[attr-defined]
