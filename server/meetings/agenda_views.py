"""What the API says of a meeting's agenda, and of the papers that lie before it (CONTRACT §3)."""

import datetime as dt
from typing import Any

from pydantic import BaseModel

from server.api.parts import moment
from server.meetings.before import folding, speeches
from server.meetings.before.question_models import MeetingQuestion, questions_of
from server.meetings.before.stance_models import MarkedStance
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.matters import CLOSED, hidden_from
from server.meetings.papers.views import Doc, Papers
from server.meetings.people.models import Delegate
from server.meetings.plan.asking import Asked, asked_before
from server.meetings.votes.rules import session_of
from server.meetings.votes.voting import cast_in

Marked = dict[int, list[MarkedStance]]


class StanceThing(BaseModel):
    """What a member thinks of a matter before the session."""

    person: str
    name: str
    stance: str
    text: str


class QuestionThing(BaseModel):
    """What was asked beforehand, and its answer, once there is one; `given_to`: whom the chair
    handed it on to, empty where it is its rapporteur's."""

    id: int
    name: str
    text: str
    at: dt.datetime | None
    answer: str
    answered_by: str
    answered_at: dt.datetime | None
    given_to: str


class PollThing(BaseModel):
    """What was asked in writing about a matter before its session (§10.5), as its vote stands.

    `open`: whether the caller may open the poll `meeting`; `result` is null until it is counted.
    """

    meeting: int
    vote: int
    question: str
    kind: str
    state: str
    answer_by: dt.datetime | None
    cast: int
    present: int
    result: dict[str, Any] | None
    open: bool


class OfSession(BaseModel):
    """The matter of a session that a poll asks about; `open`: whether the caller may open it."""

    meeting: int
    title: str
    item: int
    order: int
    open: bool


class ItemThing(BaseModel):
    """A matter of the agenda (MT-01).

    `together`: as it stands nobody opposes it, so that it may be adopted with others; `stances`
    are told to chair and secretary, `mine` is the caller's own; `questions` were asked beforehand,
    `speeches` registered: by whom, to chair and secretary; `i_speak`: whether by the caller;
    `guests` are called to it by name, `sites` part of it, all where none is named (MT-04);
    `rested`: seconds of pauses since it began; `polls`: what was asked in writing about it; of a
    poll, `session` is the matter it belongs to, and `choices`, `up_to`, `threshold`, `basis` how it
    asks.
    """

    id: int
    order: int
    title: str
    state: str
    rapporteur: str | None
    minutes: int
    needs_vote: bool
    closed: bool
    documents: list[Doc]
    guests: list[str]
    sites: list[str]
    conclusion: str
    together: bool
    adopted: bool
    mine: StanceThing | None
    stances: list[StanceThing]
    questions: list[QuestionThing]
    speeches: list[str]
    i_speak: bool
    polls: list[PollThing]
    session: OfSession | None
    choices: list[str]
    up_to: int
    threshold: str
    basis: str
    began_at: dt.datetime | None
    ended_at: dt.datetime | None
    rested: float


def agenda_of(
    meeting: Meeting, person_id: int | None, marked: Marked, papers: Papers
) -> list[ItemThing]:
    """The agenda as somebody may see it; `marked`: what members said of each matter."""
    hidden = hidden_from(meeting, person_id)
    group = {*folding.together(meeting, marked)}
    minds = meeting.minds(person_id)
    people = {one.person_id: one for one in meeting.people}
    asked = [] if person_id is None else questions_of(meeting.id)
    polls = {} if person_id is None else asked_before(meeting)
    rows = []
    for item in meeting.agenda:
        said = {one.person_id: _stance(people[one.person_id], one) for one in marked[item.id]}
        own: dict[str, Any] = {
            "mine": said.get(person_id or 0),
            "stances": [*said.values()] if minds else [],
        }
        heard = [_question(one, people) for one in asked if one.item_id == item.id]
        own |= _speeches(meeting, item, person_id, people if minds else {})
        own["polls"] = [_poll(one, person_id) for one in polls.get(item.id, ())]
        own["session"] = _session(item, person_id)
        own |= {"guests": [people[o].account for o in item.guests if o in people],
                "sites": [o.name for o in meeting.at_sites if o.n in item.at_sites]}  # fmt: skip
        row = _item(item, papers, together=item.id in group, questions=heard, **own)
        rows.append(row.model_copy(update=_nothing()) if item.id in hidden else row)
    return rows


def _speeches(
    meeting: Meeting, item: AgendaItem, person_id: int | None, told: dict[int, Delegate]
) -> dict[str, Any]:
    ids = [one.person_id for one in speeches.waiting(meeting, item.id)]
    names = [told[one].name for one in ids if one in told]
    return {"speeches": names, "i_speak": person_id in ids}


def _nothing() -> dict[str, Any]:
    """A closed matter, for who was not called to it: that there is one, and no word of it."""
    return {
        "title": str(CLOSED),
        "documents": [],
        "conclusion": "",
        "rapporteur": None,
        "guests": [],
        "sites": [],
        "questions": [],
        "speeches": [],
        "polls": [],
    }


def _stance(who: Delegate, one: MarkedStance) -> StanceThing:
    return StanceThing(person=who.account, name=who.name, stance=one.stance, text=one.text)


def _poll(one: Asked, person_id: int | None) -> PollThing:
    """How many have answered is told while it runs, in secret too (VT-08): it runs for days."""
    cast, present = cast_in(one.vote)
    return PollThing(
        meeting=one.poll.id, vote=one.vote.id, question=one.vote.question, kind=one.vote.kind,
        state=str(one.poll.state), answer_by=moment(one.poll.answer_by), cast=cast,
        present=present, result=one.vote.result, open=one.poll.person(person_id) is not None,
    )  # fmt: skip


def _session(item: AgendaItem, person_id: int | None) -> OfSession | None:
    meeting, matter = session_of(item), item.of_item
    if meeting is None or matter is None:
        return None
    return OfSession(
        meeting=meeting.id, title=meeting.subject, item=matter.id, order=matter.n,
        open=meeting.person(person_id) is not None,
    )  # fmt: skip


def _question(one: MeetingQuestion, people: dict[int, Delegate]) -> QuestionThing:
    given = people.get(one.given_to_id or 0)
    return QuestionThing(
        id=one.id, name=one.name, text=one.text, at=moment(one.at), answer=one.answer,
        answered_by=one.answered_by, answered_at=moment(one.answered_at),
        given_to=given.account if given else "",
    )  # fmt: skip


def _item(item: AgendaItem, papers: Papers, **told: Any) -> ItemThing:
    return ItemThing(
        id=item.id,
        order=item.n,
        title=item.title,
        state=item.stage,
        rapporteur=item.rapporteur.account if item.rapporteur else None,
        minutes=item.minutes,
        needs_vote=item.needs_vote,
        closed=item.closed,
        documents=[
            papers.doc(one).model_copy(update={"late": (item.id, one) in papers.late})
            for one in item.documents
            if item.id not in papers.unread
        ],
        conclusion=item.conclusion,
        adopted=item.adopted,
        choices=item.choices,
        up_to=item.up_to,
        threshold=item.threshold,
        basis=item.basis,
        **told,
        rested=item.rested,
        began_at=moment(item.began_at),
        ended_at=moment(item.ended_at),
    )
