"""A device signs in one person of a meeting: no neighbour's tablet three absent friends (§10.6).

The device is known by a cookie that says nothing: random letters, kept by the browser alone. Here
lies a digest of them with the meeting's number, so that no two meetings can be joined by it. A
program with a token of its own has no device.
"""

import hashlib
import secrets

from flask import Response, after_this_request, has_request_context, request

from server import audit
from server.clock import now
from server.database import db
from server.meetings.live import cookies
from server.meetings.models import Meeting
from server.meetings.people.device_models import MeetingDevice
from server.meetings.people.models import Delegate
from server.org.actor import Actor

COOKIE = "congso_device"
YEAR = 365 * 24 * 3600


def mark_here(meeting_id: int) -> str:
    """How this browser is called in this meeting; "" where none asks."""
    if not has_request_context() or "Authorization" in request.headers:
        return ""
    return hashlib.sha256(f"{meeting_id} {_device()}".encode()).hexdigest()


def _device() -> str:
    """What this browser carries along; one that carries nothing is given something."""
    known = request.environ.get(COOKIE) or request.cookies.get(COOKIE, "")
    if known:
        return str(known)
    made = secrets.token_urlsafe(16)
    request.environ[COOKIE] = made
    after_this_request(lambda answer: _keep(answer, made))
    return made


def _keep(answer: Response, made: str) -> Response:
    cookies.keep(answer, COOKIE, made, YEAR)
    return answer


def is_anothers(meeting: Meeting, row: Delegate) -> bool:
    """Whether somebody else was signed in by this device."""
    known = _known(meeting) if _is_an_act() else None
    return known is not None and known.person_id != row.person_id


def _is_an_act() -> bool:
    """Nobody signs in by looking at a page; what the server does by itself has no device."""
    return has_request_context() and request.method == "POST"


def is_own(meeting: Meeting, row: Delegate) -> bool:
    """Whether he was signed in by this very device."""
    known = _known(meeting)
    return known is not None and known.person_id == row.person_id


def _known(meeting: Meeting) -> MeetingDevice | None:
    mark = mark_here(meeting.id)
    return db.session.get(MeetingDevice, (meeting.id, mark)) if mark else None


def bind(actor: Actor, meeting: Meeting, row: Delegate) -> None:
    """From now on it is his in this meeting; in the log, once; a step."""
    mark = mark_here(meeting.id) if _is_an_act() else ""
    if not mark or is_own(meeting, row):
        return
    keys = {"meeting_id": meeting.id, "mark": mark, "person_id": row.person_id}
    db.session.add(MeetingDevice(**keys, at=now()))
    audit.append(
        "came_by_device", f"meetings/{meeting.id}", person=row.person_id, device=mark[:12],
        **actor.by,
    )  # fmt: skip
