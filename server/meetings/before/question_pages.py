"""/meetings/…/questions: what is asked beforehand of whoever presents a matter, and his answers."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import perform, repeats
from server.database import db
from server.documents import forms
from server.documents.counter import ID, form_key
from server.documents.forms import FormWrong, in_words
from server.door.visitor import current_actor
from server.meetings.acting import item_of, person_of
from server.meetings.agenda_views import ItemThing
from server.meetings.before import questions
from server.meetings.before.question_models import questions_of
from server.meetings.before.shapes import Answered, HandingOn, OfQuestion, Question
from server.meetings.models import Meeting
from server.meetings.papers.matters import hidden_from
from server.meetings.services import seated
from server.meetings.views import MeetingThing, thing
from server.org.actor import Actor
from server.pages import fresh_op
from server.papers.actions import offered
from server.papers.read_log import log_read
from server.papers.services import Ref, find
from server.repeats import Key
from server.shapes import Asked
from workflows import Refused
from workflows.meeting_states import YET_TO_END

ACTS: dict[str, tuple[type[Asked], Callable[..., Meeting]]] = {
    "ask_question": (Question, questions.ask_question),
    "answer_question": (Answered, questions.answer_question),
    "withdraw_question": (OfQuestion, questions.withdraw_question),
    "hand_on_question": (HandingOn, questions.hand_on_question),
}
"""What is done on that page, each in a form of its own."""


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
        """One of those acts; what was typed comes back after a no."""
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
        flash(_sent(meeting), "ok")
        return redirect(here)


def _step() -> str:
    if "question" not in request.form:
        return "ask_question"
    if "person" in request.form:
        return "hand_on_question"
    return "withdraw_question" if "withdrawn" in request.form else "answer_question"


def _sent(meeting: Meeting) -> str:
    """What was sent, and to whom: a page of many boxes comes back without it."""
    if _step() == "answer_question":
        return _("Đã gửi câu trả lời.")
    if _step() == "withdraw_question":
        return _("Đã rút câu hỏi.")
    if _step() == "hand_on_question":
        return _(
            "Đã chuyển câu hỏi cho %(name)s.", name=person_of(meeting, request.form["person"]).name
        )
    asked = int(request.form["item"])
    by = next(one.rapporteur_id for one in meeting.agenda if one.id == asked)
    name = next((one.name for one in meeting.people if one.person_id == by), "")
    return _("Đã gửi câu hỏi cho %(name)s.", name=name)


def _take(actor: Actor, paper_id: int, key: Key | None) -> None:
    shape, service = ACTS[_step()]
    with repeats.under(key):
        service(actor, Ref(paper_id), **forms.read(shape, request.form).model_dump())


def _again(paper_id: int, error: str, status: int) -> ResponseReturnValue:
    db.session.rollback()
    actor = current_actor()
    return _page(actor, find(Meeting, actor, paper_id), error), status


def _page(actor: Actor, meeting: Meeting, error: str = "") -> str:
    shown, hidden = thing(meeting, actor), hidden_from(meeting, actor.person_id)
    may = offered(seated(actor, meeting), meeting, tuple(ACTS))
    names = {one.account: one.name for one in meeting.people}
    rows = [
        {
            "item": one,
            "by": names.get(one.rapporteur or "", ""),
            "mine": "answer_question" in may and one.rapporteur == actor.account,
            "owed": _owed(one, actor) if "answer_question" in may else set(),
            "others": _others(meeting, one.id) if "hand_on_question" in may else [],
            "ask": "ask_question" in may and one.state == "PLANNED" and one.rapporteur,
        }
        for one in shown.agenda
        if one.id not in hidden
    ]
    return render_template(
        "meetings/questions.html",
        meeting=shown,
        rows=rows,
        names=names,
        own=_to_take_back(actor, meeting) if "withdraw_question" in may else (),
        typed=request.form if error else {},
        wrong_at=_box() if error else "",
        over=meeting.state not in YET_TO_END,
        error=error,
        op_id=fresh_op(),
    )


def _owed(item: ItemThing, actor: Actor) -> set[int]:
    """The questions of a matter that this one answers, as its rapporteur or handed on to him."""
    return {one.id for one in item.questions if (one.given_to or item.rapporteur) == actor.account}


def _others(meeting: Meeting, item: int) -> list[tuple[str, str]]:
    """Whom the chair may hand a question of this matter on to."""
    there = questions.may_answer(meeting, item_of(meeting, item))
    return [(one.account, f"{one.name} – {one.post}") for one in there]


def _to_take_back(actor: Actor, meeting: Meeting) -> set[int]:
    """One's own questions that wait for their answer."""
    asked = (one for one in questions_of(meeting.id) if one.answered_at is None)
    return {one.id for one in asked if one.person_id == actor.person_id}


def _box() -> str:
    """The box that was refused, among all those of the page."""
    asked, answered = (request.form.get(name, "") for name in ("item", "question"))
    return f"answer-{answered}" if answered else f"ask-{asked}"


def waiting_for(shown: MeetingThing, meeting: Meeting, actor: Actor) -> int:
    """How many questions wait for the answer of this one."""
    if not offered(seated(actor, meeting), meeting, ("answer_question",)):
        return 0
    mine = {asked for one in shown.agenda for asked in _owed(one, actor)}
    return sum(not one.answer for item in shown.agenda for one in item.questions if one.id in mine)
