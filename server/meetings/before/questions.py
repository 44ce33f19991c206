"""Acts before the session: a rapporteur is asked about his matter, and answers (DOMAIN §10.4).

Question and answer are read by whoever may hear the matter (MT-04); on the wall they do not stand.
"""

import hashlib

from sqlalchemy import select

from server import audit, perform
from server.clock import now
from server.database import db
from server.meetings.acting import acting, decide, heard
from server.meetings.before.question_models import MeetingQuestion
from server.meetings.live import events
from server.meetings.models import AgendaItem, Meeting
from server.org.actor import Actor
from server.papers.services import Ref
from workflows import Refused
from workflows.meeting import Sitting


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
    """Who presents the matter answers; he may word it anew, the last is what is read."""
    with acting(actor, ref, "answer_question") as meeting:
        asked = db.session.scalar(
            select(MeetingQuestion).filter_by(id=question, meeting_id=meeting.id)
        )
        if asked is None:
            raise Refused("no_such_question", "question")
        matter = heard(actor, meeting, asked.item_id)
        act = Sitting(
            has_text=bool(text.strip()), person_id=actor.person_id or 0,
            for_id=matter.rapporteur_id or 0,
        )  # fmt: skip
        decide(actor, "answer_question", meeting, act)
        asked.answer, asked.answered_by, asked.answered_at = text.strip(), actor.name, now()
        db.session.flush()
        _told(actor, meeting, matter, asked, asked.answer)
    return meeting


def _told(
    actor: Actor, meeting: Meeting, matter: AgendaItem, asked: MeetingQuestion, words: str
) -> None:
    """Into the log by its digest, onto the rapporteur's desk or off it, and to the room."""
    kind = "question_answered" if asked.answered_at else "question_asked"
    digest = hashlib.sha256(words.encode()).hexdigest()
    audit.append(
        kind, f"meetings/{meeting.id}", question=asked.id, item=matter.id, sha256=digest,
        **actor.by,
    )  # fmt: skip
    perform.refresh_desks(meeting, kind)
    events.happened(
        meeting, "question.changed", actor.person_id, item=matter.id, question=asked.id,
        name=asked.name, text=asked.text, answer=asked.answer, **events.of_closed(matter),
    )  # fmt: skip
