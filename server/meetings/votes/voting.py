"""Acts of voting: opened, cast, counted by cards, closed and written to the log (DOMAIN §10.8)."""

import random
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Column, Select, Table, bindparam, delete, func, select, update
from sqlalchemy.sql.dml import ReturningDelete

from server import audit, repeats
from server.clock import now
from server.database import Base, db, put, run, table
from server.meetings.acting import acting, decide, has_come, item_of, own_row
from server.meetings.live import events
from server.meetings.live.pace import refuse_haste
from server.meetings.models import Meeting
from server.meetings.votes.models import OpenBallot, Participation, SecretBallot, Vote, Voter
from server.meetings.votes.putting import put_question
from server.meetings.votes.results import digest_of, facts_of, published, result_of
from server.org.actor import Actor
from server.papers.services import Ref, taking
from workflows import Refused, ballot
from workflows.attendance import is_here
from workflows.ballot import Question, VoteKind
from workflows.meeting import Sitting

FEW = 8
"""With fewer voters in secret, the count as it grows would tell who voted when (LIVE §3.1): the
room, its chair too, hears only that all have."""

_secret, _open, _voted = table(SecretBallot), table(OpenBallot), table(Participation)
_HELD = {
    shared: select(Vote)
    .where(Vote.id == bindparam("vote_id"), Vote.meeting_id == bindparam("meeting_id"))
    .with_for_update(read=shared)
    .execution_options(populate_existing=True)
    for shared in (False, True)
}


def _mine(rows: Table) -> Select[tuple[int]]:
    ours = (rows.c.vote_id == bindparam("vote_id"), rows.c.person_id == bindparam("person_id"))
    return select(rows.c.person_id).where(*ours)


_MINE: dict[type[Base], Any] = {
    kind: (_mine(table(Voter)).with_for_update(), _mine(table(kind)))
    for kind in (OpenBallot, Participation)
}
"""Asked at each ballot, five hundred times in two seconds, so kept: building them costs as much."""

_shuffle = random.SystemRandom().shuffle


def open_vote(actor: Actor, ref: Ref, *, question: Question, item: int, **said: Any) -> Meeting:
    """A question is put; who is there may vote on it, of all members it must carry (VT-01)."""
    with acting(actor, ref, "open_vote") as meeting:
        decide(actor, "open_vote", meeting, Sitting())
        matter = item_of(meeting, item)
        here = [one.person_id for one in meeting.people if one.seat.member and is_here(one.seat)]
        ballot.may_open(question, len(here))
        vote = put_question(
            meeting, matter, question, here, text=said["text"], threshold=said.get("threshold"),
            basis=said.get("basis"), repeats_id=_repeated(meeting, said),
            reason=said.get("reason") or "",
        )  # fmt: skip
        events.happened(
            meeting, "vote.opened", actor.person_id, vote=vote.id, item=matter.id, mode=vote.kind,
            question=vote.question, options=vote.choices, up_to=vote.up_to, present=len(here),
            basis=vote.basis,
            **events.of_closed(matter),
        )  # fmt: skip
    return meeting


def _repeated(meeting: Meeting, said: dict[str, Any]) -> int | None:
    """The vote that this one repeats, with a reason; the old result stays (VT-09)."""
    if said.get("repeats") is None:
        return None
    old = _vote_of(meeting, said["repeats"])
    ballot.may_repeat(_whole(old), said.get("reason") or "")
    return old.id


class Receipt(BaseModel):
    """That a ballot was taken; of a secret one nothing else is ever said (VT-12)."""

    id: int
    state: str
    version: int
    receipt: str = "đã bỏ phiếu"


def cast(actor: Actor, ref: Ref, *, vote: int, choice: Sequence[str]) -> Receipt:
    """One ballot. It takes no number and holds no meeting, so that five hundred may vote at once.

    Of a secret one two rows are written that nothing joins; nothing else is written of it. The
    voter's other devices hear that he has voted.
    """
    refuse_haste(actor)
    with taking(Meeting, actor, ref, "cast") as meeting:
        mine = actor.person_id or 0
        decide(actor, "cast", meeting, Sitting(is_in_the_room=has_come(own_row(meeting, actor))))
        asked, stands = standing(meeting, vote, mine)
        ballot.may_cast(stands, mine, choice)
        if asked.kind == VoteKind.SECRET:
            lay_in_secret(asked, mine, choice)
        else:
            _by_name(asked.id, mine, choice, again=mine in stands.cast_by)
        events.told_to(mine, meeting.id, vote=vote)
        told = Receipt(id=meeting.id, state=str(meeting.state), version=meeting.version)
        repeats.remember(meeting.workflow.name, meeting.id, told.model_dump_json())
    return told


def _by_name(vote_id: int, person_id: int, choice: Sequence[str], *, again: bool) -> None:
    """The last one counts (VT-06)."""
    said = {"vote_id": vote_id, "person_id": person_id, "chosen": list(choice), "at": now()}
    if again:
        mine = (_open.c.vote_id == vote_id, _open.c.person_id == person_id)
        run(update(_open).where(*mine).values(said))
    else:
        put(OpenBallot, said)


def lay_in_secret(vote: Vote, person_id: int, choice: Sequence[str]) -> None:
    """Two rows that nothing joins: who voted, and what was voted (VT-12); a step."""
    put(Participation, {"vote_id": vote.id, "person_id": person_id})
    put(SecretBallot, _anonymous(vote.id, choice))


def _anonymous(vote_id: int, choice: Sequence[str]) -> dict[str, Any]:
    return {"id": secrets.token_hex(16), "vote_id": vote_id, "chosen": list(choice)}


def rows_of(vote: Vote) -> type[Participation] | type[OpenBallot]:
    """Where it stands who has voted."""
    return Participation if vote.kind == VoteKind.SECRET else OpenBallot


def voters_of(vote: Vote) -> set[int]:
    """Who has voted, by name or in secret; never what."""
    return set(db.session.scalars(select(rows_of(vote).person_id).filter_by(vote_id=vote.id)))


def cast_in(vote: Vote) -> tuple[int, int]:
    """How many have voted, of how many who may; never what (VT-08)."""
    cast, present = (
        db.session.scalar(select(func.count()).select_from(rows).filter_by(vote_id=vote.id))
        for rows in (rows_of(vote), Voter)
    )
    return cast or 0, present or 0


def told_in(vote: Vote) -> tuple[int, int]:
    """The same as it may be told while it is open: of few who vote in secret nothing before all
    have, for the count as it grows would tell who voted when (LIVE §3.1)."""
    cast, present = cast_in(vote)
    waits = vote.closed_at is None and is_hushed(vote, present) and cast < present
    return 0 if waits else cast, present


def is_hushed(vote: Vote, present: int) -> bool:
    """Whether the count of a secret vote is not told as it grows, for so few may cast in it."""
    return vote.kind == VoteKind.SECRET and present < FEW


def standing(meeting: Meeting, vote: int, person_id: int) -> tuple[Vote, ballot.Vote]:
    """A vote, held open until the act is over, and how it stands for one person."""
    asked = _vote_of(meeting, vote, shared=True)
    return asked, _as_it_stands(asked, person_id)


def _as_it_stands(vote: Vote, person_id: int) -> ballot.Vote:
    """The vote as far as it concerns one person: whether he may cast, whether he has.

    His own line among the voters is held meanwhile: two devices of one person take turns.
    """
    key = {"vote_id": vote.id, "person_id": person_id}
    eligible, cast_by = (set(run(asked, key).scalars()) for asked in _MINE[rows_of(vote)])
    return ballot.Vote(question=vote.asked, eligible=eligible, cast_by=cast_by, state=vote.stage)


def record_card_vote(actor: Actor, ref: Ref, *, vote: int, counts: Mapping[str, int]) -> Meeting:
    """The secretary writes down what he counted; the chair confirms it by closing (SOD-06)."""
    with acting(actor, ref, "record_card_vote") as meeting:
        decide(actor, "record_card_vote", meeting, Sitting())
        asked = _vote_of(meeting, vote)
        ballot.may_record(_whole(asked), counts)
        asked.counted = dict(counts)
        events.happened(meeting, "vote.progress", actor.person_id, vote=asked.id, counted=True)
    return meeting


def close_vote(actor: Actor, ref: Ref, *, vote: int) -> Meeting:
    """Nothing is taken any more; counted, judged on all members, and written to the log (VT-10)."""
    with acting(actor, ref, "close_vote") as meeting:
        decide(actor, "close_vote", meeting, Sitting())
        shut(actor, meeting, vote)
    return meeting


def shut(actor: Actor, meeting: Meeting, vote: int) -> None:
    """Count a vote, judge it and write it down; a step."""
    asked = _vote_of(meeting, vote)
    whole = _whole(asked)
    ballot.may_close(whole)
    asked.closed_at = now()
    if asked.kind == VoteKind.SECRET:
        _mix(asked)
    asked.digest = digest_of(published(asked))
    asked.result = result_of(meeting, asked, len(whole.eligible))
    audit.append("vote", f"meetings/{meeting.id}", **actor.by, **facts_of(asked))
    said = {"vote": asked.id} | events.of_closed(item_of(meeting, asked.item_id))
    events.happened(meeting, "vote.closed", actor.person_id, **said)
    events.happened(meeting, "vote.result", actor.person_id, **said, **asked.result)


def _vote_of(meeting: Meeting, vote_id: int, *, shared: bool = False) -> Vote:
    """The vote, so that it is not closed while a ballot is laid in, nor the other way round."""
    vote = db.session.scalar(_HELD[shared], {"vote_id": vote_id, "meeting_id": meeting.id})
    if vote is None:
        raise Refused("no_such_vote", "vote")
    return vote


def _whole(vote: Vote) -> ballot.Vote:
    eligible = db.session.scalars(select(Voter.person_id).filter_by(vote_id=vote.id))
    return ballot.Vote(
        question=vote.asked, eligible=set(eligible), counted=vote.counted, state=vote.stage
    )


def _mix(vote: Vote) -> None:
    """Write the secret ballots anew, under new keys and in another order; none came or went. And
    who voted, by name and not as they came: no row is left that an act of casting wrote."""
    ballots = [row.chosen for row in run(_taken_out(_secret, vote, _secret.c.chosen))]
    voters = [row.person_id for row in run(_taken_out(_voted, vote, _voted.c.person_id))]
    if len(voters) != len(ballots):
        raise RuntimeError(f"vote {vote.id}: as many ballots as voters, or none is counted")
    _shuffle(ballots)
    put(SecretBallot, *(_anonymous(vote.id, one) for one in ballots))
    put(Participation, *({"vote_id": vote.id, "person_id": one} for one in sorted(voters)))


def _taken_out(rows: Table, vote: Vote, what: Column[Any]) -> ReturningDelete[tuple[Any]]:
    return delete(rows).where(rows.c.vote_id == vote.id).returning(what)
