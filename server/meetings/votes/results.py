"""What a closed vote came to: its ballots, their digest, its figures, its line in the log."""

import hashlib
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from server.database import db
from server.meetings.models import AgendaItem, Meeting
from server.meetings.votes.models import OpenBallot, SecretBallot, Vote
from server.meetings.votes.rules import rules_of
from workflows import ballot
from workflows.ballot import VoteKind
from workflows.majority import PLAIN, Count, Threshold, judge


def published(vote: Vote) -> list[dict[str, Any]]:
    """The ballots of a closed vote, so that anyone may count them again: by name, or by none."""
    if vote.kind == VoteKind.SECRET:
        rows = db.session.scalars(
            select(SecretBallot).filter_by(vote_id=vote.id).order_by(SecretBallot.id)
        )
        return [{"id": one.id, "choice": one.chosen} for one in rows]
    named = db.session.scalars(
        select(OpenBallot).filter_by(vote_id=vote.id).order_by(OpenBallot.person_id)
    )
    return [{"id": str(one.person_id), "choice": one.chosen, "text": one.text} for one in named]


def lines_of(ballots: list[dict[str, Any]]) -> bytes:
    """What the digest in the log is of: a line a ballot, in their order."""
    return "\n".join(sorted(f"{o['id']} {','.join(o['choice'])}" for o in ballots)).encode()


def digest_of(ballots: list[dict[str, Any]]) -> str:
    return hashlib.sha256(lines_of(ballots)).hexdigest()


def result_of(meeting: Meeting, vote: Vote, present: int) -> dict[str, Any]:
    """What a closed vote came to, as its row keeps it (VT-10)."""
    ballots = published(vote)
    counts = vote.counted or ballot.tally(vote.asked, [one["choice"] for one in ballots])
    cast_by = sum(counts.values()) if vote.kind == VoteKind.CARD else len(ballots)
    silent = present - cast_by if vote.silence_agrees else 0
    count = Count(
        base=vote.base,
        present=present,
        cast=cast_by,
        counts=counts,
        threshold=Threshold(vote.threshold),
        chair=_chairs_side(meeting, vote),
        up_to=vote.up_to,
        silent=silent,
    )
    facts = {"base": vote.base, "present": present, "cast": cast_by, "counts": counts}
    facts |= {"silent": silent} if vote.silence_agrees else {}
    return facts | {"threshold": vote.threshold} | asdict(judge(count, tuple(vote.choices)))


def _chairs_side(meeting: Meeting, vote: Vote) -> str:
    """Where the kind lets it decide a tie, and it is known by name (VT-04)."""
    item = db.session.get_one(AgendaItem, vote.item_id)
    if (
        not rules_of(meeting, item).casting
        or vote.kind != VoteKind.OPEN
        or vote.choices != list(PLAIN)
    ):
        return ""
    mine = db.session.get(OpenBallot, (vote.id, vote.tie_of_id or meeting.chair_id))
    return mine.chosen[0] if mine else ""


def facts_of(vote: Vote) -> dict[str, Any]:
    """What the log keeps of a result: figures, the digest of all ballots (VT-10), and that of each
    paper as it was voted on (MT-02)."""
    result: dict[str, Any] = vote.result or {}
    facts = {name: result[name] for name in ("base", "present", "cast", "threshold")}
    counts = " ".join(f"{place}:{n}" for place, n in enumerate(result["counts"].values()))
    papers = " ".join(f"{name}:{digest}" for name, digest in sorted(vote.pinned.items()))
    return facts | {
        "papers": papers or None, "vote": vote.id, "kind": vote.kind, "counts": counts,
        "passed": int(result["passed"]), "ballots_sha256": vote.digest,
        "silent": result.get("silent"),
    }  # fmt: skip
