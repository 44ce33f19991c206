"""The page of what members think beforehand: the agenda folded in two, and a member's own form."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from server import perform, repeats
from server.clock import local
from server.database import db
from server.documents import forms
from server.documents.counter import ID, form_key
from server.documents.forms import FormWrong, in_words
from server.door.visitor import current_actor
from server.meetings.agenda_views import ItemThing
from server.meetings.before import folding, stances
from server.meetings.models import Meeting
from server.meetings.services import seated
from server.meetings.shapes import Marked
from server.meetings.views import MeetingThing, thing
from server.org.actor import Actor
from server.pages import fresh_op, when
from server.papers.actions import offered
from server.papers.read_log import log_read
from server.papers.services import Ref, find
from server.words_of.meetings import STANCES
from workflows import Refused
from workflows.meeting_states import YET_TO_END
from workflows.stances import Stance

ALL = "agree_rest"
"""The button that agrees to whatever one has not marked."""


def open_stances(room: Blueprint) -> None:
    """Give the room of meetings the page of its stances."""

    @room.get(f"/{ID}/stances")
    def stances_page(paper_id: int) -> ResponseReturnValue:
        actor = current_actor()
        page = _page(actor, _voting(actor, paper_id))
        log_read(actor, "meetings", paper_id)
        return page

    @room.post(f"/{ID}/stances")
    def mark(paper_id: int) -> ResponseReturnValue:
        """All that was chosen is marked at once; what was typed comes back after a no."""
        meeting = _voting(current_actor(), paper_id)
        actor = seated(current_actor(), meeting)
        perform.require(actor, "mark_stances", meeting)
        try:
            _mark(actor, meeting)
        except (FormWrong, Refused) as no:
            return _again(paper_id, *in_words(no))
        flash(_("Đã ghi ý kiến. Đổi được cho đến khi nội dung được đưa ra bàn."), "ok")
        return redirect(url_for("meetings.stances_page", paper_id=paper_id))


def _voting(actor: Actor, paper_id: int) -> Meeting:
    """A meeting whose body votes: of another there is no such page."""
    meeting = find(Meeting, actor, paper_id)
    if not meeting.may_vote or meeting.in_writing:
        raise Refused("not_found")
    return meeting


def _mark(actor: Actor, meeting: Meeting) -> None:
    said = [forms.read(Marked, row) for row in _rows(meeting, request.form)]
    if not said:
        raise Refused("nothing_marked")
    with repeats.under(form_key(actor)):
        stances.mark_stances(actor, Ref(meeting.id, None), stances=said)


def _rows(meeting: Meeting, typed: MultiDict[str, str]) -> list[MultiDict[str, str]]:
    """The matters that something was chosen for, as far as they still wait. Whoever agrees now does
    not see what he wrote before, and says it no more."""
    rest = Stance.AGREE.value if ALL in typed else ""
    found = []
    for item in (one for one in meeting.agenda if one.began_at is None):
        if stance := typed.get(f"stance.{item.id}", "") or rest:
            words = "" if stance == Stance.AGREE else typed.get(f"text.{item.id}", "")
            found.append(MultiDict({"item": str(item.id), "stance": stance, "text": words}))
    return found


def _again(paper_id: int, error: str, status: int) -> ResponseReturnValue:
    db.session.rollback()
    actor = current_actor()
    return _page(actor, find(Meeting, actor, paper_id), error, request.form), status


def _page(
    actor: Actor, meeting: Meeting, error: str = "", typed: MultiDict[str, str] | None = None
) -> str:
    shown = thing(meeting, actor)
    waiting = [one for one in shown.agenda if one.state == "PLANNED"]
    body = folding.body_of(meeting)
    return render_template(
        "meetings/stances.html",
        meeting=shown,
        at=when(meeting.starts_at),
        ends=f"{local(shown.ends_at):%H:%M}" if shown.ends_at else "",
        together=[one for one in waiting if one.together],
        discussed=[one for one in waiting if not one.together],
        minds=meeting.minds(actor.person_id),
        members=len(body.members),
        needed=body.needed,
        over=meeting.state not in YET_TO_END,
        may_mark="mark_stances" in offered(seated(actor, meeting), meeting, ("mark_stances",)),
        rows=[_row(one, typed) for one in waiting],
        owes=sum(one.mine is None for one in waiting),
        words=STANCES,
        error=error,
        op_id=fresh_op(),
    )


def _row(item: ItemThing, typed: MultiDict[str, str] | None) -> dict[str, Any]:
    """A matter with what was chosen: just now, or before; and whether that is what was refused."""
    stance, text = (item.mine.stance, item.mine.text) if item.mine else ("", "")
    if typed is not None:
        stance, text = typed.get(f"stance.{item.id}", ""), typed.get(f"text.{item.id}", "")
    unsaid = typed is not None and stance == Stance.OTHER and not text.strip()
    return {"item": item, "stance": stance, "text": text, "unsaid": unsaid}


def invites_to(shown: MeetingThing, may_mark: bool) -> dict[str, Any]:
    """What the meeting's page says of stances: how many one still owes, and how the agenda folds
    while it lies ahead: of one that is over nothing will be adopted or discussed any more."""
    waiting = [it for it in shown.agenda if it.state == "PLANNED" and shown.state in YET_TO_END]
    together = sum(one.together for one in waiting)
    return {
        "owes": sum(one.mine is None for one in waiting) if may_mark else 0,
        "together": together,
        "discussed": len(waiting) - together,
        "ends": f"{local(shown.ends_at):%H:%M}" if shown.ends_at else "",
        "saved": shown.saved_minutes,
    }
