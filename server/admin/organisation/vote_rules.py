"""What carries a vote in an agency's bodies, as an administrator writes it down (VT-04)."""

import datetime as dt
from dataclasses import asdict, dataclass

from server.admin.changes import found, require_admin, require_end, require_span, said_day, span
from server.audit.changes import changed
from server.clock import today
from server.database import transaction
from server.org.actor import Actor
from server.org.queries import agency_by_code
from server.org.vote_rules import VoteRule
from workflows import Refused
from workflows.ballot import WAYS
from workflows.meeting_kinds import RULES, MeetingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A body's threshold for a way of voting, or any, its article, and from when to when."""

    body: str
    way: str
    threshold: str
    basis: str
    valid_from: dt.date
    valid_to: dt.date | None = None


def settle(actor: Actor, agency_code: str, new: Carried) -> VoteRule:
    """From a day on, today at the earliest: what was voted on before stays as it was judged."""
    require_admin(actor)
    agency = agency_by_code(agency_code, "agency")
    if new.body not in {*MeetingKind} or not RULES[MeetingKind(new.body)].may_vote:
        raise Refused("body_votes", "body")
    if new.way and new.way not in WAYS:
        raise Refused("no_such_choice", "way")
    if new.valid_from < today():
        raise Refused("end_is_backdated", "valid_from")
    require_span(new.valid_from, new.valid_to)
    with transaction() as session:
        row = VoteRule(agency_id=agency.id, **asdict(new))
        session.add(row)
        session.flush()
        _keep(actor, row, span(row.valid_from, row.valid_to))
    return row


def end(actor: Actor, row_id: int, *, on: dt.date) -> None:
    """From that day on what counted before it counts again, or the law's own."""
    require_admin(actor)
    with transaction():
        row = found(VoteRule, row_id, held=True)
        require_end(row.valid_from, row.valid_to, on)
        row.valid_to = on
        _keep(actor, row, f"thôi áp dụng từ {said_day(on)}")


def _keep(actor: Actor, row: VoteRule, when: str) -> None:
    body = RULES[MeetingKind(row.body)].name
    words = f"{body}, {row.agency.short_name}: {row.basis}, {when}"
    facts = {"body": row.body, "way": row.way or None, "threshold": row.threshold}
    subject = f"vote_rules/{row.id}"
    changed(actor, "vote_rule_settled", subject, words, ({}, facts), **facts)
