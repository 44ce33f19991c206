"""Rules set aside by name; those of layout (OUT-T03) only while they stay broken."""

from collections.abc import Set

from server import audit
from server.clock import now
from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.queries import exceptions_of
from server.documents.outgoing.signed import ExceptionRecord
from server.org.actor import Actor
from workflows.layout import BY_ID


def standing(paper: OutgoingDocument) -> dict[str, ExceptionRecord]:
    """The waivers that hold now, by their rule."""
    return {
        one.rule_id: one
        for one in exceptions_of(paper.id)
        if one.rule_id in BY_ID and one.ended_at is None
    }


def record(actor: Actor, paper: OutgoingDocument, rules: Set[str], reason: str) -> None:
    """One exception for each rule that the act sets aside; a step of that act (DOMAIN §3.4)."""
    for rule in sorted(rules):
        db.session.add(
            ExceptionRecord(
                rule_id=rule,
                outgoing_id=paper.id,
                person_id=actor.person_id,
                name=actor.name,
                reason=reason,
                at=now(),
            )
        )
        audit.append("rule_waived", f"outgoing/{paper.id}", rule=rule, **actor.by)


def end(paper: OutgoingDocument, still_broken: frozenset[str] = frozenset()) -> None:
    """What was mended is set aside no longer: broken again, it needs a reason again."""
    for rule, one in standing(paper).items():
        if rule not in still_broken:
            one.ended_at = now()
            audit.append("waiver_ended", f"outgoing/{paper.id}", rule=rule)
