"""Acts of a poll in writing (phiếu lấy ý kiến, DOMAIN §10.5): sent, answered, counted like a vote.

Nobody meets: each matter is a vote on all members, by name or in secret, open until a moment. Who
does not answer has no opinion, which is no agreement unless the agency's working rules say so
(`Agency.silence_agrees`, as it was when the poll was sent). A draft that changes is another one, to
be asked anew.
"""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from server import perform
from server.clock import now
from server.database import db, put
from server.meetings.acting import acting, decide
from server.meetings.models import AgendaItem, Meeting
from server.meetings.services import held, lay_out, step
from server.meetings.shapes import Answer
from server.meetings.tabled import as_they_lie
from server.meetings.vote_models import OpenBallot, Vote, Voter
from server.meetings.voting import cast_in, lay_in_secret, shut, standing
from server.org.actor import Actor, the_server
from server.papers.services import Ref
from server.rota import every
from workflows import Refused, ballot
from workflows.ballot import Question, VoteKind
from workflows.majority import ABSTAIN, PLAIN
from workflows.meeting import Meeting as State
from workflows.meeting import Sitting


def send_ballots(
    actor: Actor, ref: Ref, *, answer_by: dt.datetime, secret: bool = False
) -> Meeting:
    """The question goes to every member, with the papers as they are; who may answer is fixed."""
    question = Question(kind=VoteKind.SECRET if secret else VoteKind.OPEN)
    with held(actor, ref, "send_ballots") as meeting:
        left = int((answer_by - now()).total_seconds() // 60)
        meeting.opened_at, meeting.answer_by = now(), answer_by
        members = [one.person_id for one in meeting.people if one.seat.member]
        ballot.may_open(question, len(members))
        for item in meeting.agenda:
            item.began_at = meeting.opened_at
            item.pinned = as_they_lie(item)
            _ask(meeting, item, question, members)
        step(actor, "send_ballots", meeting, Sitting(minutes_left=left))
        lay_out(meeting)
    return meeting


def _ask(meeting: Meeting, item: AgendaItem, asked: Question, members: Sequence[int]) -> None:
    vote = Vote(
        item_id=item.id, kind=asked.kind, question=item.title, choices=list(PLAIN),
        threshold=meeting.rules.threshold, basis=meeting.rules.basis, base=len(members),
        opened_at=meeting.opened_at, pinned=item.pinned,
        silence_agrees=ballot.silence_counts(asked, meeting.agency.silence_agrees),
    )  # fmt: skip
    meeting.votes.append(vote)
    db.session.flush()
    put(Voter, *({"vote_id": vote.id, "person_id": one} for one in members))


def answer(actor: Actor, ref: Ref, *, answers: Sequence[Answer]) -> Meeting:
    """A member answers; by name anew until the time is over, and the last counts (VT-06)."""
    with acting(actor, ref, "answer") as meeting:
        decide(actor, "answer", meeting, Sitting())
        for said in answers:
            _lay_in(actor, meeting, said)
        db.session.flush()
        perform.refresh_desks(meeting, "answer")
    return meeting


def _lay_in(actor: Actor, meeting: Meeting, said: Answer) -> None:
    mine = actor.person_id or 0
    asked, stands = standing(meeting, said.vote, mine)
    if meeting.answer_by and now() > meeting.answer_by:
        raise Refused("vote_is_closed")
    ballot.may_cast(stands, mine, [said.choice])
    _is_still_the_draft(meeting, asked.item_id)
    if asked.kind == VoteKind.SECRET:
        _in_secret(asked, mine, said)
        return
    if said.choice == ABSTAIN and not said.text.strip():
        raise Refused("other_wants_words", "text")
    row = OpenBallot(vote_id=asked.id, person_id=mine, chosen=[said.choice], at=now())
    row.text = said.text.strip()
    db.session.merge(row)


def _in_secret(asked: Vote, mine: int, said: Answer) -> None:
    """Words would give their writer away, so none are taken (VT-12)."""
    if said.text.strip():
        raise Refused("a_secret_has_no_words", "text")
    lay_in_secret(asked, mine, [said.choice])


def _is_still_the_draft(meeting: Meeting, item_id: int) -> None:
    """Changing the draft ends the poll: what was answered was another text (§10.5)."""
    item = next(one for one in meeting.agenda if one.id == item_id)
    if as_they_lie(item) != item.pinned:
        raise Refused("draft_has_changed")


def end_poll(actor: Actor, ref: Ref) -> Meeting:
    """Counted once all have answered, or the time is over."""
    with held(actor, ref, "end_poll") as meeting:
        over = meeting.answer_by is not None and now() > meeting.answer_by
        step(actor, "end_poll", meeting, Sitting(answers_are_in=over or not meeting.owing))
        for item in meeting.agenda:
            _is_still_the_draft(meeting, item.id)
        for vote in [one for one in meeting.votes if one.closed_at is None]:
            _hides_its_voters(vote)
            shut(actor, meeting, vote.id)
        meeting.closed_at = now()
        for item in meeting.agenda:
            item.ended_at = meeting.closed_at
    return meeting


def _hides_its_voters(vote: Vote) -> None:
    """Of one or two answers everybody would know whose they are (VT-11)."""
    if vote.kind == VoteKind.SECRET:
        ballot.may_open(vote.asked, cast_in(vote)[0])


@every(1, "meetings:polls")
def count() -> None:
    """Polls whose time is over are counted by themselves; one whose draft changed waits for its
    secretary, who sees why."""
    due = select(Meeting.id, Meeting.agency_id).where(
        Meeting.state == State.POLLING, Meeting.answer_by < now()
    )
    for meeting_id, agency_id in db.session.execute(due).all():
        try:
            end_poll(the_server(agency_id), Ref(meeting_id))
        except Refused:
            db.session.rollback()
