"""Who may answer a poll in writing, where posts change hands meanwhile (§10.5, VT-01).

In the room whoever is there when a vote is opened casts in it: people are frozen, for minutes. In
writing the list that is frozen at sending (§10.5) is of posts, for who is invited is the post
(§10.3), and it lasts for days: so many were asked, and so many are counted on. What a post has
answered stays its answer, under the name of who gave it, and nobody changes it any more; what it
owes yet is owed by whoever holds it.
"""

from collections.abc import Mapping

from sqlalchemy import select, update

from server.database import db
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.meetings.votes.models import Vote, Voter
from server.meetings.votes.voting import voters_of
from server.org import queries
from server.org.actor import Actor
from server.org.models import Person


def holds_the_post(actor: Actor, row: Delegate) -> bool:
    """Whether he holds the post today in which he was called."""
    posts = queries.posts_of(actor.person_id or 0)
    return row.position_id in {*actor.positions, *(one.position_id for one in posts)}


def has_answered(meeting: Meeting, person_id: int) -> bool:
    """Whether nothing of his is open any more. A chair has his office to hand on, whatever he has
    answered: somebody chairs the poll and signs its minutes (§10.10)."""
    answered = [person_id in voters_of(one) for one in meeting.votes]
    is_done = bool(answered) and all(answered)
    return meeting.in_writing and is_done and person_id != meeting.chair_id


def hand_on(meeting: Meeting, before: int, after: int) -> None:
    """What one has not answered is the next one's to answer, unless he answers it for his own post
    already; what a chair has answered stays his side of a tie (VT-04). A step."""
    open_votes = [one for one in meeting.votes if one.closed_at is None]
    owed = [one for one in open_votes if before not in voters_of(one)]
    free = [one.id for one in owed if not _may_answer(one, after)]
    whose = (Voter.vote_id.in_(free), Voter.person_id == before)
    db.session.execute(update(Voter).where(*whose).values(person_id=after))
    if before == meeting.chair_id:
        for one in open_votes:
            one.tie_of_id = one.tie_of_id or (None if one in owed else before)


def _may_answer(vote: Vote, person_id: int) -> bool:
    return db.session.get(Voter, (vote.id, person_id)) is not None


def names_of(meeting: Meeting, vote: Vote) -> Mapping[str, tuple[str, str]]:
    """Account and name of who sits there or may vote, by id: a voter may have left his place."""
    voters = select(Voter.person_id).filter_by(vote_id=vote.id)
    asked = select(Person.id, Person.account, Person.full_name).where(Person.id.in_(voters))
    found = {str(id): (account, name) for id, account, name in db.session.execute(asked)}
    return found | {str(one.person_id): (one.account, one.name) for one in meeting.people}
