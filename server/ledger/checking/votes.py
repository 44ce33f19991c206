"""Votes against the log: result and ballots are those whose figures and digest were written down.

Of secret ballots too: they bear nobody's name, and whoever sat there may count them again (VT-12).
"""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.meetings.votes.models import Vote
from server.meetings.votes.results import digest_of, facts_of, published
from workflows import ballot
from workflows.ballot import VoteKind

BLOCK = 200
_OF_THE_LOG = {"event", "doc", "time", "by", "position"}

Results = dict[int, dict[str, Any]]


def vote_findings() -> Iterator[str]:
    """Results that were changed, put in or taken out, and ballots that are not those counted."""
    said = _said()
    closed = select(Vote).where(Vote.closed_at.is_not(None)).order_by(Vote.id)
    for vote in db.session.scalars(closed.execution_options(yield_per=BLOCK)):
        words = f"meetings/{vote.meeting_id}, biểu quyết {vote.id}"
        told = said.pop(vote.id, None)
        if told is None:
            yield f"{words}: kết quả không có trong nhật ký"
        elif told != _facts(vote):
            yield f"{words}: kết quả không khớp với nhật ký"
        yield from (f"{words}: {wrong}" for wrong in _of_the_ballots(vote))
    for id in sorted(said):
        yield f"biểu quyết {id}: kết quả ghi trong nhật ký không còn trong cơ sở dữ liệu"


def _of_the_ballots(vote: Vote) -> Iterator[str]:
    ballots = published(vote)
    if digest_of(ballots) != vote.digest:
        yield "các phiếu không khớp với mã băm đã ghi"
    if not _is_their_count(vote, ballots):
        yield "đếm lại các phiếu không ra kết quả đã ghi"


def _is_their_count(vote: Vote, ballots: list[dict[str, Any]]) -> bool:
    """Whoever counts the stored ballots again comes to the same figures (SOD-06); cards lie
    nowhere: the secretary counted them, and the chair closed on that."""
    if vote.kind == VoteKind.CARD or vote.result is None:
        return True
    again = ballot.tally(vote.asked, [one["choice"] for one in ballots])
    told = (vote.result["counts"], vote.result["cast"])
    return told == (again, len(ballots))


def _facts(vote: Vote) -> dict[str, Any]:
    return {name: fact for name, fact in facts_of(vote).items() if fact is not None}


def _said() -> Results:
    """What was written down of each; an event that was spoilt its own part of the check names."""
    rows = select(LedgerEvent.content).where(LedgerEvent.content.like('%"event":"vote"%'))
    found: Results = {}
    for content in db.session.scalars(rows.order_by(LedgerEvent.id)):
        try:
            said = json.loads(content)
            found[int(said["vote"])] = {n: said[n] for n in said.keys() - _OF_THE_LOG}
        except (ValueError, TypeError, KeyError):
            continue
    return found
