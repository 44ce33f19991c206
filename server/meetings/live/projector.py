"""/projector: the screen on the wall, without anybody's account (DOMAIN §10.9).

It shows a code until somebody of a meeting types it in, and then that meeting; of papers it may
fetch the one that is being shown, and no other.
"""

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    jsonify,
    make_response,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.clock import now
from server.database import db
from server.documents.files_sent import send_file_or_page
from server.meetings.live import cookies
from server.meetings.live.line_models import Screen
from server.meetings.live.live import COOKIE
from server.meetings.live.said import words
from server.meetings.live.screens import CODE_LIVES, put_up, screen_by
from server.meetings.models import Meeting
from server.meetings.papers.marked_copies import first_pdf, send_marked
from server.meetings.papers.matters import shown_to
from server.meetings.papers.tabled import KINDS, limited
from server.meetings.people import tickets
from server.meetings.views import wall
from server.meetings.votes import voting
from workflows import Refused
from workflows.meeting_states import GATHERED, YET_TO_END

room = Blueprint("projector", __name__, url_prefix="/projector")
LIFE = 14 * 3600
"""Seconds that a screen keeps its cookie: a long day."""


@room.get("")
def show() -> ResponseReturnValue:
    """The meeting that it hangs for; a new screen, one that was taken down, and one whose meeting
    is over show a code: the next who meet in that room need nobody of the last."""
    screen = _screen()
    meeting = db.session.get(Meeting, screen.meeting_id) if screen and screen.meeting_id else None
    if meeting is not None and meeting.state in YET_TO_END:
        picture = {
            "snapshot": wall(meeting).model_dump(mode="json"),
            "words": words(),
            "view": "wall",
            "few": voting.FEW,
        }
        return render_template("meetings/wall.html", meeting=meeting, room=picture)
    if screen is not None and meeting is None:
        return _waiting(screen)
    screen, secret = put_up(request.remote_addr or "")
    answer = make_response(_waiting(screen))
    cookies.keep(answer, COOKIE, secret, LIFE)
    return answer


def _waiting(screen: Screen) -> str:
    minutes = int(CODE_LIVES.total_seconds()) // 60
    return render_template("meetings/pairing.html", code=screen.code, minutes=minutes)


@room.get("/state")
def state() -> Response:
    """Asked every two seconds by a screen that waits: its code still, a meeting, or neither."""
    screen = _screen()
    said = (
        {"code": screen.code, "meeting": screen.meeting_id}
        if screen
        else {"code": "", "meeting": None}
    )
    return _unkept(said)


@room.get("/qr")
def qr() -> Response:
    """The code of these twenty seconds; there is one while people come and meet."""
    meeting = _meeting()
    if meeting.state not in GATHERED:
        raise Refused("not_found")
    moment = now()
    code = tickets.code(meeting.id, moment)
    link = _outside(url_for("here.scan", paper_id=meeting.id, code=code))
    left = tickets.STEP - int(moment.timestamp()) % tickets.STEP
    return _unkept({"picture": tickets.picture(link), "left": left})


@room.get("/files/<any(incoming, outgoing):kind>/<int(max=9223372036854775807):paper_id>")
def file(kind: str, paper_id: int) -> Response:
    """The paper that everybody is shown just now; none of a closed matter, as its picture."""
    shown = shown_to(_meeting(), None) or {}
    if shown.get("document") != f"{kind}/{paper_id}":
        raise Refused("not_found")
    if db.session.get_one(KINDS[kind], paper_id).is_veiled_for(frozenset()):
        raise Refused("not_found")
    first = first_pdf(kind, paper_id)
    if first is None:
        raise Refused("not_found")
    if f"{kind}/{paper_id}" in limited(_meeting().agenda):
        return send_marked(first, _("Màn chiếu phòng họp"))
    return send_file_or_page(kind, paper_id, first.n)


def _screen() -> Screen | None:
    secret = request.cookies.get(COOKIE, "")
    return screen_by(secret) if secret else None


def _meeting() -> Meeting:
    screen = _screen()
    if screen is None or screen.meeting_id is None:
        raise Refused("not_found")
    return db.session.get_one(Meeting, screen.meeting_id)


def _outside(path: str) -> str:
    """An address that a telephone can go to: the office's own, or the one the screen came by."""
    return (current_app.config["SETTINGS"].base_url or request.host_url).rstrip("/") + path


def _unkept(said: dict[str, Any]) -> Response:
    answer = jsonify(said)
    answer.headers["Cache-Control"] = "no-store"
    return answer
