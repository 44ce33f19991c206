"""/meetings/…/questions: what is asked beforehand of whoever presents a matter, and his answers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import perform, repeats
from server.database import db
from server.documents import forms
from server.documents.counter import ID, form_key
from server.documents.forms import FormWrong, in_words
from server.door.visitor import current_actor
from server.meetings.before import questions
from server.meetings.before.shapes import Answered, Question
from server.meetings.models import Meeting
from server.meetings.papers.matters import hidden_from
from server.meetings.services import seated
from server.meetings.views import thing
from server.org.actor import Actor
from server.pages import fresh_op
from server.papers.actions import offered
from server.papers.read_log import log_read
from server.papers.services import Ref, find
from server.repeats import Key
from workflows import Refused


def open_questions(room: Blueprint) -> None:
    """Give the room of meetings the page of questions."""

    @room.get(f"/{ID}/questions")
    def questions_page(paper_id: int) -> ResponseReturnValue:
        actor = current_actor()
        page = _page(actor, find(Meeting, actor, paper_id))
        log_read(actor, "meetings", paper_id)
        return page

    @room.post(f"/{ID}/questions")
    def ask(paper_id: int) -> ResponseReturnValue:
        """A question, or the answer to one; what was typed comes back after a no."""
        meeting = find(Meeting, current_actor(), paper_id)
        actor = seated(current_actor(), meeting)
        perform.require(actor, _step(), meeting)
        here, key = url_for("meetings.questions_page", paper_id=paper_id), form_key(actor)
        if key and repeats.known(key):
            return redirect(here)
        try:
            _take(actor, paper_id, key)
        except (FormWrong, Refused) as no:
            return _again(paper_id, *in_words(no))
        flash(_("Đã gửi."), "ok")
        return redirect(here)


def _step() -> str:
    return "answer_question" if "question" in request.form else "ask_question"


def _take(actor: Actor, paper_id: int, key: Key | None) -> None:
    with repeats.under(key):
        if _step() == "answer_question":
            answer = forms.read(Answered, request.form)
            questions.answer_question(actor, Ref(paper_id), **answer.model_dump())
        else:
            asked = forms.read(Question, request.form)
            questions.ask_question(actor, Ref(paper_id), **asked.model_dump())


def _again(paper_id: int, error: str, status: int) -> ResponseReturnValue:
    db.session.rollback()
    actor = current_actor()
    return _page(actor, find(Meeting, actor, paper_id), error), status


def _page(actor: Actor, meeting: Meeting, error: str = "") -> str:
    shown, hidden = thing(meeting, actor), hidden_from(meeting, actor.person_id)
    may = offered(seated(actor, meeting), meeting, ("ask_question", "answer_question"))
    names = {one.account: one.name for one in meeting.people}
    rows = [
        {
            "item": one,
            "by": names.get(one.rapporteur or "", ""),
            "mine": "answer_question" in may and one.rapporteur == actor.account,
            "ask": "ask_question" in may and one.state == "PLANNED" and one.rapporteur,
        }
        for one in shown.agenda
        if one.id not in hidden
    ]
    return render_template(
        "meetings/questions.html",
        meeting=shown,
        rows=rows,
        typed=request.form if error else {},
        error=error,
        op_id=fresh_op(),
    )
