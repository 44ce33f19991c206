"""Rules set aside by name; those of layout (OUT-T03) only while they stay broken."""

from collections.abc import Set

from server import audit
from server.clock import now
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.papers import exceptions
from server.papers.exceptions import ExceptionRecord
from workflows.layout import BY_ID


def standing(paper: OutgoingDocument) -> dict[str, ExceptionRecord]:
    """The waivers that hold now, by their rule."""
    return {
        one.rule_id: one
        for one in exceptions.exceptions_of("outgoing", paper.id)
        if one.rule_id in BY_ID and one.ended_at is None
    }


def record(actor: Actor, paper: OutgoingDocument, rules: Set[str], reason: str) -> None:
    """One exception for each rule that the act sets aside; a step of that act (DOMAIN §3.4)."""
    for rule in sorted(rules):
        of = ("outgoing", paper.id)
        exceptions.record(actor, rule, reason, of=of, agency_id=paper.agency_id)


def end(paper: OutgoingDocument, still_broken: frozenset[str] = frozenset()) -> None:
    """What was mended is set aside no longer: broken again, it needs a reason again."""
    for rule, one in standing(paper).items():
        if rule not in still_broken:
            one.ended_at = now()
            audit.append("waiver_ended", f"outgoing/{paper.id}", rule=rule)
