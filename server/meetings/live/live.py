"""The room's ear: join, leave, sync, presence, follow_page; commands go by POST (LIVE §3).

Who speaks is found out anew at each word: a part may have been taken away, a token ended. A screen
on the wall has no account: its cookie says which it is, and it hears what everybody may.
"""

import datetime as dt
from typing import Any

from flask import request
from flask_socketio import disconnect, join_room, leave_room

from server import hush
from server.audit import changes
from server.clock import local, now
from server.database import db, transaction
from server.door import sessions
from server.home.live import guests, partings, speaker
from server.live.queue import on_told
from server.meetings.calls import live as call_live
from server.meetings.door import stand
from server.meetings.floor import dealing
from server.meetings.live import events, line_models, lines, losing, pace
from server.meetings.live.line_models import Screen
from server.meetings.live.screens import screen_by
from server.meetings.models import Meeting
from server.meetings.services import seated
from server.meetings.shapes import Showing
from server.meetings.views import wall
from server.meetings.votes.voting import told_in
from server.org.actor import Actor
from server.papers.services import Ref, find
from server.sockets import here, socketio
from workflows import Refused
from workflows.meeting import Meeting as State

MOST = 20
"""Words of one page within ten seconds; three times more, and it is sent away (LIVE §3)."""
STRIKES = 3

COOKIE = "congso_screen"

MOST_SIGNALS = 60
"""Words of a page by which the call's pages find each other, within the same time (LIVE §3)."""

_heard, _signals = pace.Bucket(MOST), pace.Bucket(MOST_SIGNALS)
_strikes: dict[str, int] = {}
_hears: dict[str, int] = {}
"""Which meeting each page hears: it shows one, and could be put out of no other."""


def install() -> None:
    """The ear hangs on the socket."""
    for name, act in (
        ("join", join), ("leave", leave), ("sync", sync), ("follow_page", follow_page),
    ):  # fmt: skip
        socketio.on_event(name, hush.word()(_answering(act)))
    socketio.on_event("presence", _answering(presence))
    for name, signal in (("call", call_live.call), ("rtc", call_live.rtc)):
        socketio.on_event(name, _answering(signal, _signals))
    for name, shown in (("hang", hang), ("shine", shine)):
        socketio.on_event(name, _to_a_screen(shown))
    partings[:] = [_forget]
    changes.HEARING[:] = [losing.hear]
    sessions.LEAVING[:] = [losing.ask_again]
    guests[:] = [lambda: _screen() is not None]
    on_told(events.EVENT, events.heard)


def _answering(act: Any, heard: pace.Bucket = _heard) -> Any:
    """Every word is answered: with what was asked for, or with the reason of a no."""

    def answer(said: Any = None) -> dict[str, Any]:
        if _talks_too_much(request.sid, heard):  # type: ignore[attr-defined]
            return _hushed()
        return _answer(act, said, heard)

    return answer


def _hushed() -> dict[str, Any]:
    return {"ok": False, "code": "too_many_events", "retry_ms": int(pace.SPAN * 1000)}


def _answer(act: Any, said: Any, heard: pace.Bucket) -> dict[str, Any]:
    actor = speaker()
    if actor is None:
        _hears_no_more()
        return {"ok": False, "code": "unauthenticated"}
    try:
        if heard is _heard:
            pace.refuse_talk(actor, request.remote_addr)
        return {"ok": True, **act(actor, _meeting(actor, said), said)}
    except Refused as no:
        return _hushed() if no.reason == "too_many_events" else {"ok": False, "code": no.reason}


def _meeting(actor: Actor, said: Any) -> Meeting:
    """The meeting that is spoken of, if this one may read it; a page names no room."""
    meeting_id = said.get("meeting") if isinstance(said, dict) else None
    if type(meeting_id) is not int or not 0 < meeting_id < 2**53:
        raise Refused("not_found")
    db.session.rollback()
    try:
        return find(Meeting, actor, meeting_id)
    except Refused:
        if _hears.get(request.sid) == meeting_id:  # type: ignore[attr-defined]
            _hears_no_more()
        raise


def _hears_from_now(meeting_id: int) -> None:
    """What happens in this meeting, and in the one before no more."""
    sid = request.sid  # type: ignore[attr-defined]
    before, _hears[sid] = _hears.get(sid), meeting_id
    if before not in (None, meeting_id):
        leave_room(events.room_of(before))
    join_room(events.room_of(meeting_id))


def _hears_no_more() -> None:
    """Who is refused a word lost his part since he joined: he hears nothing more either."""
    sid = request.sid  # type: ignore[attr-defined]
    if (meeting_id := _hears.pop(sid, None)) is not None:
        leave_room(events.room_of(meeting_id))
        db.session.rollback()
        lines.closed(sid)


def join(actor: Actor, meeting: Meeting, said: dict[str, Any]) -> dict[str, Any]:
    """Hear what happens from now on; and what happened since, in the answer itself."""
    since = said.get("since", 0)
    if type(since) is not int or since < 0:
        raise Refused("since_malformed")
    if meeting.state in (State.CANCELLED, State.POSTPONED):
        raise Refused("wrong_state")
    _hears_from_now(meeting.id)
    lines.opened(meeting.id, person_id=actor.person_id)
    db.session.expire_all()
    answer = stand(meeting, actor, since)
    _listen(meeting, answer.seq)
    return answer.model_dump(mode="json", exclude_none=True)


def _listen(meeting: Meeting, seq: int) -> None:
    """Whoever comes first after the server went down, a screen on the wall too, has it say what it
    kept: every ballot that it took in mid-vote is there (§10.13)."""
    if not events.listen(meeting.id, seq):
        return
    born = here().born
    outlived = [one for one in meeting.votes if one.closed_at is None and one.opened_at < born]
    for vote in outlived:
        cast, present = told_in(vote)
        with transaction():
            said: dict[str, Any] = {"vote": vote.id, "cast": cast, "present": present}
            said |= _away(meeting, born)
            events.happened(meeting, "server.back", None, **said)


def _away(meeting: Meeting, born: dt.datetime) -> dict[str, str]:
    """Since when nothing was heard of the server, and when it was back, for the minutes."""
    heard = line_models.heard_before(meeting.id, born)
    if heard is None:
        return {}
    return {"away_from": local(heard).isoformat(), "back_at": local(born).isoformat()}


def _to_a_screen(act: Any) -> Any:
    """Only a screen that hangs for a meeting is answered; one that was taken down hears that."""

    def answer(said: Any = None) -> dict[str, Any]:
        db.session.rollback()
        screen = _screen()
        if _talks_too_much(request.sid, _heard) or screen is None or screen.meeting_id is None:  # type: ignore[attr-defined]
            return {"ok": False, "code": "not_found"}
        return {"ok": True, **act(screen.id, screen.meeting_id, said)}

    return answer


def hang(screen_id: int, meeting_id: int, _said: Any) -> dict[str, Any]:
    """A screen on the wall asks for the whole picture, and hears what happens from then on."""
    join_room(events.room_of(meeting_id))
    lines.opened(meeting_id, screen_id=screen_id)
    meeting = db.session.get_one(Meeting, meeting_id)
    shown = wall(meeting)
    _listen(meeting, shown.seq)
    picture = shown.model_dump(mode="json")
    return {"seq": shown.seq, "server_time": shown.server_time, "snapshot": picture}


def shine(_screen_id: int, meeting_id: int, said: Any) -> dict[str, Any]:
    """A screen's sign of life, for whoever minds it."""
    meeting = db.session.get_one(Meeting, meeting_id)
    return _alive(meeting, None, said.get("rtt") if isinstance(said, dict) else None)


def _alive(meeting: Meeting, person_id: int | None, rtt: Any) -> dict[str, Any]:
    """The answer to a sign of life: how far the meeting is, so that a page that missed the last
    event learns of it here, the time, and whether the line is one that hears the room."""
    seq = meeting.seq
    hears = lines.heard(meeting.id, person_id, rtt)
    return {"seq": seq, "server_time": int(now().timestamp() * 1000), "hears": hears}


def _screen() -> Screen | None:
    secret = request.cookies.get(COOKIE, "")
    return screen_by(secret) if secret else None


def leave(_actor: Actor, meeting: Meeting, _said: dict[str, Any]) -> dict[str, Any]:
    leave_room(events.room_of(meeting.id))
    return {}


def sync(actor: Actor, meeting: Meeting, said: dict[str, Any]) -> dict[str, Any]:
    """What was missed, without joining anew."""
    since = said.get("since", 0)
    if type(since) is not int or since < 0:
        raise Refused("since_malformed")
    return stand(meeting, actor, since).model_dump(mode="json", exclude_none=True)


def presence(actor: Actor, meeting: Meeting, said: dict[str, Any]) -> dict[str, Any]:
    """A sign of life: who joins from elsewhere counts by it (§10.6)."""
    return _alive(meeting, actor.person_id, said.get("rtt"))


def follow_page(actor: Actor, meeting: Meeting, said: dict[str, Any]) -> dict[str, Any]:
    """The presenter turns a page: the same act as by POST."""
    try:
        given = Showing.model_validate({k: v for k, v in said.items() if k != "meeting"})
    except ValueError:
        raise Refused("invalid") from None
    shown = dealing.show_page(seated(actor, meeting), Ref(meeting.id), **given.model_dump())
    return {"seq": shown.seq}


def _talks_too_much(sid: str, heard: pace.Bucket) -> bool:
    if not heard.overflows(sid):
        return False
    _strikes[sid] = _strikes.get(sid, 0) + 1
    if _strikes[sid] > STRIKES * heard.most:
        disconnect()
    return True


def _forget() -> None:
    sid = request.sid  # type: ignore[attr-defined]
    _signals.forget(sid)
    if _heard.forget(sid):
        db.session.rollback()
        lines.closed(sid)
    _strikes.pop(sid, None)
    _hears.pop(sid, None)
