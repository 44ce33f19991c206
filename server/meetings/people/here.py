"""/meetings/…/here: where the code on the wall leads a telephone, and the one button there."""

from flask import (
    Blueprint,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.answers import ANSWERS, words_of
from server.clock import now
from server.door.gate import seated as signed_in
from server.door.visitor import current_actor
from server.meetings.acting import has_come
from server.meetings.live import cookies
from server.meetings.live.guessing import guessed_wrong, refuse_guessing
from server.meetings.models import Meeting
from server.meetings.people import attending, devices, seating, tickets
from server.meetings.people.models import Delegate
from server.meetings.services import seated
from server.org.actor import Actor
from server.pages import fresh_op, when
from server.papers.services import Ref, find
from server.signatures import attempts
from workflows import Refused
from workflows.meeting_states import GATHERED

room = Blueprint("here", __name__, url_prefix="/meetings")
ID = "<int(max=9223372036854775807):paper_id>"
COOKIE = "congso_here"
WAY = "here"


@room.get(f"/{ID}/here/<code>")
def scan(paper_id: int, code: str) -> ResponseReturnValue:
    """The code is taken at once, for it turns; who must sign in first comes to the button then."""
    answer = make_response(redirect(url_for("here.button", paper_id=paper_id)))
    if tickets.fits(paper_id, code, now()):
        life = int(tickets.KEPT.total_seconds())
        cookies.keep(answer, COOKIE, tickets.keepsake(paper_id, now()), life)
    elif g.actor is not None:
        guessed_wrong(g.actor, WAY)
    return answer


@room.get(f"/{ID}/here")
@signed_in
def button(paper_id: int) -> ResponseReturnValue:
    """One button: I am here."""
    actor = current_actor()
    meeting = find(Meeting, actor, paper_id)
    row = meeting.person(actor.person_id)
    came = row is not None and has_come(row)
    if not came and (no := _refusal(actor, paper_id)):
        return _other_ways(meeting, row, no)
    seat = seating.seat_of(meeting, actor.person_id) if came else ""
    return render_template(
        "meetings/here.html", meeting=meeting, came=_since(meeting, row) if came else "", seat=seat,
        op_id=fresh_op(),
    )  # fmt: skip


def _since(meeting: Meeting, row: Delegate | None) -> str:
    """That he is signed in, since when, and whether it was by another device than this."""
    if row is None or row.came_at is None:
        return ""
    at = when(row.came_at)
    if devices.is_own(meeting, row):
        return _("Anh/chị đã điểm danh từ %(at)s.", at=at)
    return _("Anh/chị đã điểm danh từ %(at)s, không phải trên máy này.", at=at)


@room.post(f"/{ID}/here")
@signed_in
def come(paper_id: int) -> ResponseReturnValue:
    """Somebody is there; once is enough, and a second device is told so."""
    actor = current_actor()
    meeting = find(Meeting, actor, paper_id)
    row = meeting.person(actor.person_id)
    if no := _refusal(actor, paper_id):
        return _other_ways(meeting, row, no)
    if row is not None and has_come(row):
        return redirect(url_for("here.button", paper_id=paper_id))
    with attempts.watched(actor, "check_in", meeting):
        attending.check_in(seated(actor, meeting), Ref(paper_id))
    flash(seating.welcome(meeting, actor.person_id), "ok")
    answer = make_response(redirect(url_for("meetings.show", paper_id=paper_id)))
    answer.delete_cookie(COOKIE)
    return answer


def _refusal(actor: Actor, meeting_id: int) -> Refused | None:
    """Why this telephone's code signs nobody in: guessed too often, old, or another meeting's."""
    try:
        refuse_guessing(actor, WAY)
    except Refused as no:
        return no
    is_carried = tickets.carries(meeting_id, request.cookies.get(COOKIE, ""), now())
    return None if is_carried else Refused("no_such_ticket")


def _other_ways(meeting: Meeting, row: Delegate | None, no: Refused) -> ResponseReturnValue:
    """Whoever stands in the door with a code that is over signs in on the meeting's own page, or by
    the secretary."""
    page = render_template(
        "meetings/here.html",
        meeting=meeting,
        words=words_of(no.reason, no.said),
        code=no.reason,
        secretary=meeting.secretary.full_name if row and meeting.state in GATHERED else "",
    )
    return page, ANSWERS[no.reason].status
