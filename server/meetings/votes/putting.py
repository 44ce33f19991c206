"""What is put to the vote, in a session or in writing: one question, by one rule (§10.5, §10.8)."""

from collections.abc import Sequence
from typing import Any

from server.clock import now
from server.database import db, put
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.tabled import as_they_lie
from server.meetings.votes.models import Vote, Voter
from server.meetings.votes.rules import carried_by
from workflows.ballot import Question, VoteKind
from workflows.majority import PLAIN


def put_question(
    meeting: Meeting, matter: AgendaItem, asked: Question, eligible: Sequence[int], **said: Any
) -> Vote:
    """A vote on a matter, on the papers as they lie there, open to these members of the body; what
    carries it is what is said here, else what is in force today for its `way`, which is its kind
    where nothing else is said (VT-04). A step."""
    threshold, basis = carried_by(meeting, said.pop("way", str(asked.kind)), matter)
    vote = Vote(
        item_id=matter.id,
        kind=asked.kind,
        question=said.pop("text", None) or matter.title,
        choices=list(asked.choices),
        up_to=asked.up_to,
        threshold=said.pop("threshold", None) or threshold,
        basis=said.pop("basis", None) or basis,
        base=sum(one.seat.member for one in meeting.people),
        opened_at=now(),
        pinned=as_they_lie(matter),
        **said,
    )
    meeting.votes.append(vote)
    db.session.flush()
    put(Voter, *({"vote_id": vote.id, "person_id": one} for one in eligible))
    return vote


def question_of(matter: AgendaItem, kind: VoteKind) -> Question:
    """The question as its plan has it: for, against, abstain where no names are."""
    return Question(kind=kind, choices=tuple(matter.choices) or PLAIN, up_to=matter.up_to)
