"""What is put to the vote, in a session or in writing: one question, by one rule (§10.5, §10.8)."""

from collections.abc import Sequence
from typing import Any

from server.clock import now
from server.database import db, put
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.tabled import as_they_lie
from server.meetings.votes.models import Vote, Voter
from workflows.ballot import Question, VoteKind
from workflows.majority import PLAIN
from workflows.meeting_kinds import Rules


def put_question(
    meeting: Meeting, matter: AgendaItem, asked: Question, eligible: Sequence[int], **said: Any
) -> Vote:
    """A vote on a matter, on the papers as they lie there, open to these members of the body; what
    carries it is what is said here, else what the kind of the session asks. A step."""
    rules = rules_of(meeting, matter)
    vote = Vote(
        item_id=matter.id,
        kind=asked.kind,
        question=said.pop("text", None) or matter.title,
        choices=list(asked.choices),
        up_to=asked.up_to,
        threshold=said.pop("threshold", None) or rules.threshold,
        basis=said.pop("basis", None) or rules.basis,
        base=sum(one.seat.member for one in meeting.people),
        opened_at=now(),
        pinned=as_they_lie(matter),
        **said,
    )
    meeting.votes.append(vote)
    db.session.flush()
    put(Voter, *({"vote_id": vote.id, "person_id": one} for one in eligible))
    return vote


def rules_of(meeting: Meeting, matter: AgendaItem) -> Rules:
    """Those of the session that it is decided for, where it is asked in writing before one."""
    session = session_of(matter)
    return session.rules if session and session.may_vote else meeting.rules


def session_of(matter: AgendaItem) -> Meeting | None:
    """The session that a matter of a poll belongs to."""
    there = matter.of_item
    return db.session.get(Meeting, there.meeting_id) if there else None


def question_of(matter: AgendaItem, kind: VoteKind) -> Question:
    """The question as its plan has it: for, against, abstain where no names are."""
    return Question(kind=kind, choices=tuple(matter.choices) or PLAIN, up_to=matter.up_to)
