"""Acts of what members think beforehand: marked, and what nobody opposes adopted in one act.

What is adopted is voted on like anything else: each matter has its vote by name, on all members,
with the ballots of those who are there and agreed, so that anyone may count it again (VT-10).
"""

from collections.abc import Sequence

from server import audit, perform
from server.clock import now
from server.database import db, put
from server.meetings.acting import acting, decide, item_of
from server.meetings.before import speeches
from server.meetings.before.folding import body_of, matters_of, stands
from server.meetings.before.stance_models import MarkedStance
from server.meetings.live import events
from server.meetings.models import AgendaItem, Meeting
from server.meetings.shapes import Marked
from server.meetings.votes.models import OpenBallot, Vote
from server.meetings.votes.putting import put_question
from server.meetings.votes.results import digest_of, facts_of, published, result_of
from server.org.actor import Actor
from server.papers.services import Ref
from workflows import stances
from workflows.ballot import TOGETHER, Question, VoteKind
from workflows.majority import FOR
from workflows.meeting import Sitting
from workflows.stances import Body, Matter, Stance

UNOPPOSED = "Thông qua cùng một lượt: không có ý kiến khác."
"""The conclusion of a matter that was adopted so; official words."""


def mark_stances(actor: Actor, ref: Ref, *, stances: Sequence[Marked]) -> Meeting:
    """A member says of matters what he thinks; until the matter begins he may change it."""
    with acting(actor, ref, "mark_stances") as meeting:
        decide(actor, "mark_stances", meeting, Sitting())
        known = {one.id: one for one in matters_of(meeting)}
        for said in stances:
            _mark(actor, known[item_of(meeting, said.item).id], said)
            wishes = said.stance == Stance.SPEAK
            speeches.follow(meeting, actor.person_id or 0, said.item, wishes=wishes)
        db.session.flush()
        perform.refresh_desks(meeting, "mark_stances")
        events.told_to(actor.person_id or 0, meeting.id, stances=len(stances))
        _told(actor, meeting)
    return meeting


def _mark(actor: Actor, matter: Matter, said: Marked) -> None:
    stances.may_mark(matter, said.stance, said.text)
    row = MarkedStance(item_id=matter.id, person_id=actor.person_id, at=now())
    row.stance, row.text = said.stance.value, said.text.strip()
    db.session.merge(row)


def _told(actor: Actor, meeting: Meeting) -> None:
    events.happened(meeting, "stances.changed", actor.person_id, **stands(meeting))


def adopt_unopposed(
    actor: Actor, ref: Ref, *, items: Sequence[int] = (), basis: str = ""
) -> Meeting:
    """What nobody opposes is adopted in one act, with the quorum and majority of the law, by the
    article that is in force for such an act, or that the chair names (VT-04)."""
    with acting(actor, ref, "adopt_unopposed") as meeting:
        decide(actor, "adopt_unopposed", meeting, Sitting())
        known = {one.id: one for one in matters_of(meeting)}
        body = body_of(meeting)
        chosen = stances.chosen([*known.values()], body, items)
        votes = [_put(meeting, item_of(meeting, one), body, basis.strip()) for one in chosen]
        for one, vote in zip(chosen, votes, strict=True):
            _adopt(actor, meeting, vote, (item_of(meeting, one), known[one], body))
        saved = stances.saved(known[one] for one in chosen)
        events.happened(meeting, "items.adopted", actor.person_id, items=[*chosen], saved=saved)
        for vote in votes:
            closed = events.of_closed(item_of(meeting, vote.item_id))
            told = {"vote": vote.id} | (vote.result or {}) | closed
            events.happened(meeting, "vote.result", actor.person_id, **told)
        _told(actor, meeting)
    return meeting


def _put(meeting: Meeting, item: AgendaItem, body: Body, basis: str) -> Vote:
    """The vote on one matter, opened and closed in the act."""
    here, asked = [*sorted(body.here or ())], Question(kind=VoteKind.OPEN)
    return put_question(
        meeting, item, asked, here, way=TOGETHER, basis=basis, closed_at=now()
    )  # fmt: skip


def _adopt(actor: Actor, meeting: Meeting, vote: Vote, of: tuple[AgendaItem, Matter, Body]) -> None:
    """The ballots of one matter, its result, and its conclusion."""
    item, matter, body = of
    moment, here = vote.closed_at or now(), body.here or ()
    row = {"vote_id": vote.id, "chosen": [FOR], "at": moment}
    put(OpenBallot, *(row | {"person_id": one} for one in sorted(stances.agreeing(matter, body))))
    vote.digest = digest_of(published(vote))
    vote.result = result_of(meeting, vote, len(here))
    audit.append("vote", f"meetings/{meeting.id}", **actor.by, **facts_of(vote))
    item.pinned, item.began_at, item.ended_at = vote.pinned, moment, moment
    item.adopted, item.conclusion = True, UNOPPOSED
