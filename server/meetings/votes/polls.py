"""Acts of a poll in writing (phiếu lấy ý kiến, DOMAIN §10.5): sent, answered, counted like a vote.

Nobody meets: each matter is a vote on all members, by name or in secret, open until a moment, put
and judged as one in a session is; where it is asked for a matter of a session, by that one's rules.
Who does not answer has no opinion, which is no agreement unless the agency's working rules say so
(`Agency.silence_agrees`, as it was when the poll was sent). A draft that changes is another one, to
be asked anew.
"""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from server import perform
from server.clock import now
from server.database import db
from server.meetings.acting import acting, decide, own_row
from server.meetings.live import events
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.tabled import as_they_lie
from server.meetings.services import held, lay_out, step
from server.meetings.votes.models import OpenBallot, Vote
from server.meetings.votes.putting import put_question, question_of
from server.meetings.votes.rules import session_of
from server.meetings.votes.shapes import Answer
from server.meetings.votes.voters import holds_the_post
from server.meetings.votes.voting import cast_in, lay_in_secret, shut, standing
from server.org.actor import Actor, the_server
from server.papers.services import Ref
from server.rota import every
from workflows import Refused, ballot
from workflows.ballot import Question, VoteKind
from workflows.majority import ABSTAIN
from workflows.meeting import Meeting as State
from workflows.meeting import Sitting


def send_ballots(
    actor: Actor, ref: Ref, *, answer_by: dt.datetime, secret: bool = False
) -> Meeting:
    """The question goes to every member, with the papers as they are; who may answer is fixed."""
    kind = VoteKind.SECRET if secret else VoteKind.OPEN
    with held(actor, ref, "send_ballots") as meeting:
        left = int((answer_by - now()).total_seconds() // 60)
        meeting.opened_at, meeting.answer_by = now(), answer_by
        members = [one.person_id for one in meeting.people if one.seat.member]
        for item in meeting.agenda:
            _ask(meeting, item, question_of(item, kind), members)
        step(actor, "send_ballots", meeting, Sitting(minutes_left=left))
        lay_out(meeting)
    return meeting


def _ask(meeting: Meeting, item: AgendaItem, asked: Question, members: Sequence[int]) -> None:
    ballot.may_open(asked, len(members))
    vote = put_question(
        meeting, item, asked, members, threshold=item.threshold, basis=item.basis,
        silence_agrees=ballot.silence_counts(asked, meeting.agency.silence_agrees),
    )  # fmt: skip
    item.began_at, item.pinned = vote.opened_at, vote.pinned
    _tell_the_session(item)


def _tell_the_session(item: AgendaItem) -> None:
    """Whoever sits in the session that it is asked for sees it there at once."""
    if (session := session_of(item)) is not None:
        events.happened(session, "poll.changed", None, item=item.of_item_id)


def answer(actor: Actor, ref: Ref, *, answers: Sequence[Answer]) -> Meeting:
    """A member answers; by name anew until the time is over, and the last counts (VT-06)."""
    with acting(actor, ref, "answer") as meeting:
        holds = holds_the_post(actor, own_row(meeting, actor))
        decide(actor, "answer", meeting, Sitting(holds_the_post=holds))
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
    chosen = [said.choice] if isinstance(said.choice, str) else said.choice
    ballot.may_cast(stands, mine, chosen)
    _is_still_the_draft(meeting, asked.item_id)
    if asked.kind == VoteKind.SECRET:
        _in_secret(asked, mine, chosen, said.text)
        return
    if chosen == [ABSTAIN] and not said.text.strip():
        raise Refused("other_wants_words", "text")
    row = OpenBallot(vote_id=asked.id, person_id=mine, chosen=chosen, at=now())
    row.text = said.text.strip()
    db.session.merge(row)


def _in_secret(asked: Vote, mine: int, chosen: Sequence[str], text: str) -> None:
    """Words would give their writer away, so none are taken (VT-12)."""
    if text.strip():
        raise Refused("a_secret_has_no_words", "text")
    lay_in_secret(asked, mine, chosen)


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
            _tell_the_session(item)
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
