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
        if digest_of(published(vote)) != vote.digest:
            yield f"{words}: các phiếu không khớp với mã băm đã ghi"
    for id in sorted(said):
        yield f"biểu quyết {id}: kết quả ghi trong nhật ký không còn trong cơ sở dữ liệu"


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
