"""On whose desk: the holders that the law of outgoing documents names, as seats."""

from collections.abc import Callable, Mapping
from typing import Any

from server.org.queries import head_position
from workflows.outgoing import Outgoing

Seats = list[str]


def clerks(paper: Any) -> Seats:
    return [f"a:{paper.agency_id}:CLERK"]


def auditors(_paper: Any) -> Seats:
    return ["r:AUDITOR"]


def head_of_agency(paper: Any) -> Seats:
    """The head answers for all documents of the agency and may read them (ORG-05)."""
    head = head_position(paper.agency_id)
    return [f"p:{head.id}"] if head else []


def drafter(paper: Any) -> Seats:
    return [f"p:{paper.drafter_post_id}"]


def drafting_head(paper: Any) -> Seats:
    return [f"u:{paper.unit_id}:UNIT_HEAD"] if paper.unit_id else []


def signer(paper: Any) -> Seats:
    return [f"p:{paper.signer_post_id}"]


def signer_in_turn(paper: Any) -> Seats:
    """Another signer was named while it lay with the first; of a mere draft nobody is told."""
    return signer(paper) if paper.state == Outgoing.SUBMITTED else []


def next_signer(paper: Any) -> Seats:
    """Whose turn it is to sign among the other agencies that issue it (§5.5)."""
    turn = paper.awaited
    return [f"p:{turn.post_id}"] if turn and paper.state == Outgoing.SIGNED else []


def next_clerks(paper: Any) -> Seats:
    """The clerks of the agency whose turn it is to seal (§5.5)."""
    turn = paper.awaited
    return [f"a:{turn.agency_id}:CLERK"] if turn and paper.state == Outgoing.SEALED else []


def content_checker(paper: Any) -> Seats:
    """The head of the drafting unit; without units the leader (DOMAIN §4.2)."""
    return drafting_head(paper) or [f"a:{paper.agency_id}:LEADER"]


def form_checker(paper: Any) -> Seats:
    return [f"a:{paper.agency_id}:FORM_CHECKER"]


def checkers(paper: Any) -> Seats:
    """Whoever checks it, and the office chief, who may."""
    chief = [f"a:{paper.agency_id}:OFFICE_CHIEF"]
    return [*content_checker(paper), *form_checker(paper), *chief]


def consulted(paper: Any) -> Seats:
    return list(paper.consulted_seats)


HOLDERS: Mapping[str, Callable[[Any], Seats]] = {
    hold.__name__: hold
    for hold in (
        clerks, auditors, head_of_agency, drafter, drafting_head, signer, signer_in_turn,
        next_signer, next_clerks, content_checker, form_checker, checkers, consulted,
    )
}  # fmt: skip
