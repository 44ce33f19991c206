"""/meetings: the list, and the room of one meeting as a page that works without script."""

from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from server import perform, repeats
from server.counted import counted
from server.database import db
from server.desks.queries import where_is_it
from server.documents import forms
from server.documents.counter import form_key
from server.documents.forms import FormWrong, in_words
from server.documents.outgoing.drafts import drafting
from server.documents.outgoing.models import OutgoingDocument
from server.documents.steps import take
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.meetings import list_pages
from server.meetings.before import note_pages, notes, question_pages, stance_pages
from server.meetings.calling import calendar_pages, called_off, off_letter
from server.meetings.calls import pages as call_pages
from server.meetings.fitting import fitting
from server.meetings.forms import KINDS, SHAPES, WORDS, asked, typed
from server.meetings.live import desk_pages, live, losing, offline, projector
from server.meetings.live.room import LIVE, room_of
from server.meetings.minutes import concluding, followed, notice_pages, recorded, unsigned
from server.meetings.minutes import pages as minutes_pages
from server.meetings.models import Meeting
from server.meetings.papers import sessions, tabled, view_only
from server.meetings.people import here, seat_pages, seating, succession, vacant, who_comes
from server.meetings.plan import asked_in_writing as plan_asking
from server.meetings.plan import clashes
from server.meetings.plan import pages as plan_pages
from server.meetings.services import seated
from server.meetings.steps import AFTER, STEPS
from server.meetings.views import thing
from server.meetings.votes import ballot_pages, poll_pages
from server.org.actor import Actor
from server.pages import fresh_op, when
from server.papers.actions import offered
from server.papers.read_log import log_read
from server.papers.services import Ref, find
from server.shapes import whole
from server.signatures import attempts
from server.words_of.law import state_word
from workflows import MEETING, Refused
from workflows.meeting import Meeting as State
from workflows.meeting_states import AHEAD

room = Blueprint("meetings", __name__, url_prefix="/meetings")
require_seat(room)
CALENDARS = (calendar_pages.room, calendar_pages.open_room)
ELSEWHERE = dict.fromkeys(AFTER, "meetings.minutes") | {seat_pages.MOVE: "meetings.seats"}
"""What is done on a page of its own, not on that of the room."""
AT = {"write_minutes": "line"}
"""Which field names the line that one comes back to: of forty a telephone shows five."""
PAGES = {"meetings.minutes": minutes_pages.page, "meetings.seats": seat_pages.page}
No = tuple[str, Any, str]
"""The act that was refused, the words for each of its fields, and those above them."""
FEW = 2
"""So many are named one by one on whose desk a meeting lies."""
ID = "<int(max=9223372036854775807):paper_id>"


def install(app: Flask) -> None:
    for one in (*CALENDARS, call_pages.room, plan_pages.room, room, here.room, projector.room):
        app.register_blueprint(one)
    live.install()
    app.after_request(losing.after)
    concluding.install()
    recorded.install()
    sessions.install()
    drafting.HEARING[:] = [tabled.hear_of_change]


@room.get(f"/{ID}")
def show(paper_id: int) -> ResponseReturnValue:
    actor = current_actor()
    meeting = find(Meeting, actor, paper_id)
    page = _page(actor, meeting)
    log_read(actor, "meetings", paper_id)
    return page


@room.post(f"/{ID}/<name>")
def act(paper_id: int, name: str) -> ResponseReturnValue:
    """One act by a form; a no shows the page again, with what was typed."""
    if name not in STEPS:
        raise Refused("no_such_step")
    meeting = find(Meeting, current_actor(), paper_id)
    actor = seated(current_actor(), meeting)
    perform.require(actor, name, meeting)
    where = ELSEWHERE.get(name, "meetings.show")
    place = request.form.get(AT.get(name, ""), "")[:20] or None
    here, key = url_for(where, paper_id=paper_id, _anchor=place), form_key(actor)
    if key and repeats.known(key):
        return redirect(here)
    try:
        wanted = asked(actor, meeting, name) if name in _open(actor, meeting) else []
        shape = SHAPES.get(name, STEPS[name].shape)
        given = forms.read(shape, typed(name, request.form), wanted)
        with attempts.watched(actor, name, meeting), repeats.under(key):
            take(STEPS[name], actor, Ref(paper_id, _seen(name)), given=given)
    except FormWrong as wrong:
        return _again(paper_id, name, dict(wrong.errors), ""), 422
    except (Refused, StaleDataError) as no:
        refused = no if isinstance(no, Refused) else Refused("stale")
        words, status = in_words(refused)
        return _again(paper_id, name, {}, words), 429 if status == 429 else 409
    flash(_done(actor, meeting, name), "ok")
    return redirect(here)


def _done(actor: Actor, meeting: Meeting, name: str) -> str:
    if name == "check_in" and not request.form.get("person"):
        return seating.welcome(meeting, actor.person_id)
    return _("Đã ghi: %(step)s.", step=STEPS[name].label)


def _seen(name: str) -> int | None:
    """The version that a form for a step of the meeting's life was made for; a vote asks for none,
    or a page that is turned meanwhile would refuse it."""
    moves = any(step.source != step.target for step in MEETING.transitions if step.name == name)
    if not moves and not STEPS[name].needs_version and name != "hand_over_chair":
        return None
    return whole(request.form.get("version", ""))


def _again(paper_id: int, name: str, errors: dict[str, str], above: str) -> str:
    db.session.rollback()
    actor = current_actor()
    shown = PAGES.get(ELSEWHERE.get(name, ""), _page)
    return shown(actor, find(Meeting, actor, paper_id), name, errors, above)


list_pages.open_list(room)
minutes_pages.open_minutes(room)
notice_pages.open_notice(room)
off_letter.open_off_letter(room)
offline.open_offline(room)
stance_pages.open_stances(room)
poll_pages.open_poll(room)
note_pages.open_notes(room)
view_only.open_copies(room)
question_pages.open_questions(room)
seat_pages.open_seats(room)
desk_pages.open_desk(room)
ballot_pages.open_ballots(room)


def _open(actor: Actor, meeting: Meeting) -> list[str]:
    names = offered(actor, meeting, STEPS)
    return fitting(actor, meeting, [one for one in names if one not in ELSEWHERE])


def _page(
    actor: Actor, meeting: Meeting, wrong: str = "", errors: Any = None, above: str = ""
) -> str:
    me = seated(actor, meeting)
    names = _open(me, meeting)
    if above and wrong not in names:
        flash(above, "bad")
    actions = [_action(me, meeting, one, (wrong, errors or {}, above)) for one in names]
    shown, seat = thing(meeting, actor), seating.seat_of(meeting, actor.person_id)
    primary = _primary(meeting, actions, wrong)
    return render_template(
        "meetings/show.html",
        meeting=shown,
        room=room_of(meeting, actor, shown, seat),
        word=state_word("meetings", str(meeting.state)),
        kind=meeting.rules.name,
        at=when(meeting.starts_at),
        when=when,
        stuck=_stuck(meeting),
        primary=primary,
        others=[one for one in actions if one is not primary],
        op_id=fresh_op(),
        invitation=_invitation(actor, meeting),
        lay_here=meeting.state not in offline.NEVER,
        has_body=meeting.may_vote and not meeting.in_writing,
        notes=note_pages.own(meeting, actor) if notes.may_note(meeting, actor) else None,
        before=stance_pages.invites_to(shown, bool(offered(me, meeting, ("mark_stances",)))),
        asked=question_pages.waiting_for(shown, meeting, actor),
        in_writing=meeting.in_writing,
        seat=seat,
        **(_unsettled(actor, meeting) if _arranges(actor, meeting) else {}),
        answer_by=when(meeting.answer_by or meeting.starts_at) if meeting.in_writing else "",
        **_around(actor, meeting),
        **who_comes.told(meeting, shown),
        may_edit=bool(offered(me, meeting, ("edit",))),
        choices=WORDS,
        vote_kinds={kind.value: word for kind, word in KINDS.items()},
    )


def _primary(meeting: Meeting, actions: list[dict[str, Any]], wrong: str) -> Any:
    """What was refused just now, or what comes next: an urgent meeting waits for no invitation."""
    if meeting.urgent:
        actions = sorted(actions, key=lambda one: bool(one["name"] != "open_check_in"))
    refused = (one for one in actions if one["name"] == wrong)
    return next(refused, next((one for one in actions if one["main"]), None))


def _around(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    """What is asked in writing for it, and what follows it."""
    return {
        "poll_words": poll_pages.words_for(meeting),
        "poll": poll_pages.about(meeting, actor),
        "tasks": followed.by_conclusion(followed.tasks_of(actor, meeting)),
        "may_ask": plan_asking.may_ask(actor, meeting),
        "why_off": called_off.why(meeting),
        "off_letter": off_letter.told(actor, meeting),
    }


def _unsettled(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    """What whoever arranges it must know: who and what is wanted elsewhere then (MT-T02), until
    people gather; why somebody stays away; which office nobody holds, and whose place nobody comes
    into (ORG-12)."""
    lies_ahead = meeting.state in AHEAD
    slot = clashes.slot_of(meeting) if lies_ahead and not meeting.in_writing else None
    places = vacant.places(meeting)
    offices = [one for one in places if meeting.minds(one.person_id)]
    others = [one for one in places if lies_ahead and one not in offices]
    empty = [one for one in others if not succession.is_passed_on(meeting, one)]
    return {
        "twice": clashes.words_for(actor, slot) if slot else [],
        "excuses": {one.account: one.excuse for one in meeting.people if one.excuse},
        "vacant": [vacant.words_for(meeting, one) for one in offices]
        + vacant.without_writer(meeting)
        + unsigned.words_for(meeting),
        "empty": [f"{one.name}, {one.post}" for one in empty],
    }


def _arranges(actor: Actor, meeting: Meeting) -> bool:
    """Whether he plans it, keeps its minutes, chairs it or comes after who did, or may schedule it
    or call it off."""
    if meeting.minds(actor.person_id) or actor.person_id == meeting.planner_id:
        return True
    return bool(offered(seated(actor, meeting), meeting, ("schedule", "cancel", "take_chair")))


def _stuck(meeting: Meeting) -> str:
    """On whose desk it lies; where many owe an answer, how many."""
    owing = len(meeting.owing) if meeting.state in (State.INVITED, State.POLLING) else 0
    if owing > FEW:
        return counted("Còn %(n)s thành viên chưa cho ý kiến.", owing)
    return where_is_it("meetings", meeting.id)


def _invitation(actor: Actor, meeting: Meeting) -> dict[str, str]:
    """The way to the invitation, for who may read it: its drafter, the clerks, the leaders."""
    if meeting.invitation_id is None:
        return {}
    try:
        out = find(OutgoingDocument, actor, meeting.invitation_id)
    except Refused:
        return {}
    where = state_word("outgoing", str(out.state))
    named = " ".join(filter(None, (out.doc_type, out.code)))
    return {"href": f"/outgoing/{out.id}", "words": f"{named} · {where}"}


def _action(actor: Actor, meeting: Meeting, name: str, no: No) -> dict[str, Any]:
    wrong, errors, above = no
    fields = asked(actor, meeting, name)
    is_wrong = name == wrong
    if is_wrong:
        fields = forms.kept(fields, request.form, errors)
    return {
        "name": name,
        "label": STEPS[name].label,
        "href": url_for("meetings.act", paper_id=meeting.id, name=name),
        "tone": "main" if STEPS[name].tone == "primary" else "",
        "live": name in LIVE and not is_wrong,
        "main": STEPS[name].tone == "primary",
        "explain": "",
        "form": fields,
        "error": above if is_wrong else "",
    }
