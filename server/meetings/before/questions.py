"""Acts before the session: a rapporteur is asked about his matter, and answers (DOMAIN §10.4).

Until he has, who asked may take it back, and the chair may hand it on to somebody else.
Question and answer are read by whoever may hear the matter (MT-04); on the wall they do not stand.
"""

import hashlib
from typing import Any

from server import audit, perform
from server.clock import now
from server.database import db
from server.meetings.acting import acting, decide, heard, item_of, person_of
from server.meetings.before.question_models import MeetingQuestion, questions_of
from server.meetings.live import events
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.matters import hidden_from
from server.meetings.people.models import Delegate
from server.org.actor import Actor
from server.papers import telling
from server.papers.services import Ref
from workflows import Refused
from workflows.meeting import SPEAKS, Sitting


def ask_question(actor: Actor, ref: Ref, *, item: int, text: str) -> Meeting:
    """Somebody asks about a matter that was not taken up yet; it lies on its rapporteur's desk."""
    with acting(actor, ref, "ask_question") as meeting:
        matter = heard(actor, meeting, item)
        waits, presented = matter.began_at is None, matter.rapporteur_id is not None
        act = Sitting(
            has_text=bool(text.strip()), item_is_planned=waits, item_is_presented=presented
        )
        decide(actor, "ask_question", meeting, act)
        asked = MeetingQuestion(
            meeting_id=meeting.id, item_id=matter.id, person_id=actor.person_id, name=actor.name
        )
        asked.text = text.strip()
        db.session.add(asked)
        db.session.flush()
        _told(actor, meeting, matter, asked, asked.text)
    return meeting


def answer_question(actor: Actor, ref: Ref, *, question: int, text: str) -> Meeting:
    """Who presents the matter answers, or whom it was handed on to; he may word it anew, the last
    is what is read."""
    with acting(actor, ref, "answer_question") as meeting:
        asked = _that_stands(actor, meeting, question)
        matter = item_of(meeting, asked.item_id)
        act = Sitting(
            has_text=bool(text.strip()), person_id=actor.person_id or 0,
            for_id=asked.given_to_id or matter.rapporteur_id or 0,
        )  # fmt: skip
        decide(actor, "answer_question", meeting, act)
        asked.answer, asked.answered_by, asked.answered_at = text.strip(), actor.name, now()
        db.session.flush()
        about = {"kind": "meetings", "id": meeting.id, "seq": meeting.version}
        telling.tell_person(actor, about, asked.person_id, telling.ANSWERED)
        _told(actor, meeting, matter, asked, asked.answer)
    return meeting


def withdraw_question(actor: Actor, ref: Ref, *, question: int) -> Meeting:
    """Who asked takes it back before it is answered; its rapporteur owes nothing any more."""
    with acting(actor, ref, "withdraw_question") as meeting:
        asked = _that_stands(actor, meeting, question)
        act = Sitting(
            person_id=actor.person_id or 0, for_id=asked.person_id,
            is_answered=asked.answered_at is not None,
        )  # fmt: skip
        decide(actor, "withdraw_question", meeting, act)
        asked.withdrawn_at = now()
        db.session.flush()
        _told(actor, meeting, item_of(meeting, asked.item_id), asked)
    return meeting


def hand_on_question(actor: Actor, ref: Ref, *, question: int, person: str) -> Meeting:
    """The chair has somebody else answer who knows; it lies on his desk from then on, and no more
    on that of who presents the matter."""
    with acting(actor, ref, "hand_on_question") as meeting:
        asked = _that_stands(actor, meeting, question)
        matter, row = item_of(meeting, asked.item_id), person_of(meeting, person)
        act = Sitting(
            hears_the_matter=row in may_answer(meeting, matter),
            is_answered=asked.answered_at is not None,
        )  # fmt: skip
        decide(actor, "hand_on_question", meeting, act)
        asked.given_to_id = row.person_id if row.person_id != matter.rapporteur_id else None
        db.session.flush()
        _told(actor, meeting, matter, asked, given_to=row.account)
    return meeting


def may_answer(meeting: Meeting, matter: AgendaItem) -> list[Delegate]:
    """Who has a voice there and may hear the matter."""
    voices = (one for one in meeting.people if SPEAKS & meeting.parts_of(one.person_id))
    return [one for one in voices if matter.id not in hidden_from(meeting, one.person_id)]


def _that_stands(actor: Actor, meeting: Meeting, question: int) -> MeetingQuestion:
    """A question of a matter that one may hear, if it was not taken back."""
    known = {one.id: one for one in questions_of(meeting.id)}
    asked = known.get(question)
    if asked is None or asked.item_id in hidden_from(meeting, actor.person_id):
        raise Refused("no_such_question", "question")
    return asked


def _told(
    actor: Actor, meeting: Meeting, matter: AgendaItem, asked: MeetingQuestion, words: str = "",
    **more: str,
) -> None:  # fmt: skip
    """Into the log, what was said by its digest; onto the desk of who owes the answer or off it;
    and to the room, which lets go of what was taken back."""
    about = {"question": asked.id, "item": matter.id}
    digest = {"sha256": hashlib.sha256(words.encode()).hexdigest()} if words else {}
    kind = "question_handed_on" if more else _became_of(asked)
    audit.append(kind, f"meetings/{meeting.id}", **about, **digest, **more, **actor.by)
    perform.refresh_desks(meeting, kind)
    said: dict[str, Any] = {"name": asked.name, "text": asked.text, "answer": asked.answer}
    if asked.withdrawn_at:
        said = {"text": "", "withdrawn": True}
    said |= about | events.of_closed(matter)
    events.happened(meeting, "question.changed", actor.person_id, **said)


def _became_of(asked: MeetingQuestion) -> str:
    if asked.withdrawn_at:
        return "question_withdrawn"
    return "question_answered" if asked.answered_at else "question_asked"
