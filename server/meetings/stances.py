"""Acts of what members think beforehand: marked, and what nobody opposes adopted in one act.

What is adopted is voted on like anything else: each matter has its vote by name, on all members,
with the ballots of those who are there and agreed, so that anyone may count it again (VT-10).
"""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from server import audit, perform
from server.clock import local, now
from server.database import db, put
from server.meetings import events, speeches
from server.meetings.acting import acting, decide, item_of
from server.meetings.models import AgendaItem, Meeting
from server.meetings.people_models import Delegate
from server.meetings.putting import put_question
from server.meetings.results import digest_of, facts_of, published, result_of
from server.meetings.shapes import Marked
from server.meetings.stance_models import MarkedStance
from server.meetings.vote_models import OpenBallot, Vote
from server.org.actor import Actor
from server.papers.services import Ref
from workflows import stances
from workflows.attendance import is_here
from workflows.ballot import Question, VoteKind
from workflows.majority import FOR, Threshold, needed
from workflows.meeting import Meeting as State
from workflows.meeting import Sitting
from workflows.stances import Body, Matter, Stance

EXPECTED = frozenset({
    State.DRAFT, State.SCHEDULED, State.INVITED, State.CHECK_IN, State.IN_SESSION, State.PAUSED,
})  # fmt: skip
"""While a meeting stands so, its end is still ahead."""
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
        _told(actor, meeting)
    return meeting


def _mark(actor: Actor, matter: Matter, said: Marked) -> None:
    stances.may_mark(matter, said.stance, said.text)
    row = MarkedStance(item_id=matter.id, person_id=actor.person_id, at=now())
    row.stance, row.text = said.stance.value, said.text.strip()
    db.session.merge(row)


def _told(actor: Actor, meeting: Meeting) -> None:
    """Which matters go together now, and when it will be over: not who thinks what."""
    ends = expected_end(meeting)
    said = {"together": together(meeting), "ends_at": local(ends).isoformat() if ends else None}
    events.happened(meeting, "stances.changed", actor.person_id, **said)


def adopt_unopposed(actor: Actor, ref: Ref, *, items: Sequence[int] = ()) -> Meeting:
    """What nobody opposes is adopted in one act, with the quorum and majority of the law."""
    with acting(actor, ref, "adopt_unopposed") as meeting:
        decide(actor, "adopt_unopposed", meeting, Sitting())
        known = {one.id: one for one in matters_of(meeting)}
        body = body_of(meeting)
        chosen = stances.chosen([*known.values()], body, items)
        votes = [_adopt(actor, meeting, item_of(meeting, one), known[one], body) for one in chosen]
        saved = stances.saved(known[one] for one in chosen)
        events.happened(meeting, "items.adopted", actor.person_id, items=[*chosen], saved=saved)
        for vote in votes:
            closed = events.of_closed(item_of(meeting, vote.item_id))
            told = {"vote": vote.id} | (vote.result or {}) | closed
            events.happened(meeting, "vote.result", actor.person_id, **told)
        _told(actor, meeting)
    return meeting


def _adopt(actor: Actor, meeting: Meeting, item: AgendaItem, matter: Matter, body: Body) -> Vote:
    """One matter: its vote, opened and closed in the act, and its conclusion."""
    moment, here = now(), [*sorted(body.here or ())]
    vote = put_question(meeting, item, Question(kind=VoteKind.OPEN), here, closed_at=moment)
    row = {"vote_id": vote.id, "chosen": [FOR], "at": moment}
    put(OpenBallot, *(row | {"person_id": one} for one in sorted(stances.agreeing(matter, body))))
    vote.digest = digest_of(published(vote))
    vote.result = result_of(meeting, vote, len(here))
    audit.append("vote", f"meetings/{meeting.id}", **actor.by, **facts_of(vote))
    item.pinned, item.began_at, item.ended_at = vote.pinned, moment, moment
    item.adopted, item.conclusion = True, UNOPPOSED
    return vote


# what is asked of them


def stances_of(meeting: Meeting) -> dict[int, list[MarkedStance]]:
    """Of each matter, what was said of it by whoever sits there still, in one statement: whoever
    comes into a post takes over nothing of what another thought."""
    mine = select(AgendaItem.id).filter_by(meeting_id=meeting.id)
    here = select(Delegate.person_id).filter_by(meeting_id=meeting.id)
    found = select(MarkedStance).where(MarkedStance.item_id.in_(mine))
    found = found.where(MarkedStance.person_id.in_(here))
    rows: dict[int, list[MarkedStance]] = {one.id: [] for one in meeting.agenda}
    for row in db.session.scalars(found.order_by(MarkedStance.at, MarkedStance.person_id)):
        rows[row.item_id].append(row)
    return rows


def matters_of(
    meeting: Meeting, marked: dict[int, list[MarkedStance]] | None = None
) -> list[Matter]:
    """The agenda as the law of stances looks at it."""
    known = stances_of(meeting) if marked is None else marked
    return [_matter(one, known[one.id], meeting.clock) for one in meeting.agenda]


def _matter(item: AgendaItem, rows: Sequence[MarkedStance], at: dt.datetime) -> Matter:
    given = {one.person_id: Stance(one.stance) for one in rows}
    left = _left(item, at)
    waits = item.began_at is None
    return Matter(id=item.id, waits=waits, minutes=item.minutes, left=left, stances=given)


def _left(item: AgendaItem, at: dt.datetime) -> int:
    """Planned minutes that are still ahead of a matter; a pause uses none of them up."""
    if item.ended_at is not None:
        return 0
    if item.began_at is None:
        return item.minutes
    gone = (at - item.began_at).total_seconds() - item.rested
    return max(0, item.minutes - int(gone // 60))


def body_of(meeting: Meeting) -> Body:
    """All members; once it sits, those who are there (VT-01)."""
    seats = {one.person_id: one.seat for one in meeting.people if one.seat.member}
    least = needed(Threshold(meeting.rules.threshold or Threshold.HALF), len(seats))
    here = {one for one, seat in seats.items() if is_here(seat)} if meeting.opened_at else None
    return Body(frozenset(seats), least, here)


def together(meeting: Meeting, marked: dict[int, list[MarkedStance]] | None = None) -> list[int]:
    """The matters that may be adopted at once; none where no body votes."""
    if not meeting.may_vote or meeting.in_writing:
        return []
    return list(stances.together(matters_of(meeting, marked), body_of(meeting)))


def expected_end(
    meeting: Meeting, marked: dict[int, list[MarkedStance]] | None = None
) -> dt.datetime | None:
    """When it will be over as it now stands; nothing is said of what is over, or was put off."""
    if meeting.state not in EXPECTED:
        return None
    left = stances.minutes_left(matters_of(meeting, marked), body_of(meeting))
    if left is None:
        return None
    begins = now() if meeting.opened_at else max(meeting.starts_at, now())
    return begins + dt.timedelta(minutes=left)


def saved_minutes(meeting: Meeting) -> int:
    """Minutes that adopting at once has saved, against the plan."""
    return stances.saved(_matter(one, (), meeting.clock) for one in meeting.agenda if one.adopted)
