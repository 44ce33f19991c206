"""Refused tries that are kept: what was tried, by whom, on which paper, and why it was refused.

A refusal undoes its act and leaves no trace; of these few an auditor must read afterwards (RP-04).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from server import audit
from server.clock import now
from server.database import put, transaction
from server.org.actor import Actor
from server.signatures.models import Attempt
from workflows import Refused

PINS = frozenset({"wrong_pin", "pin_locked"})
BACKDATED = frozenset({"number_would_be_backdated"})
ONE_HAND = frozenset(
    {"sealer_did_not_sign", "signer_did_not_check", "checker_did_not_draft", "is_not_own_checker",
     "same_person"}
)  # fmt: skip
OTHER_BYTES = frozenset({"is_what_was_approved", "is_what_others_signed"})
EARLY = frozenset({"wrong_state", "is_signed"})
"""To seal or send what its person has not signed, or what has no number yet (SIG-01)."""

ONE_DEVICE = frozenset({"comes_by_own_device"})
"""To sign in two people of a meeting by one device (§10.6)."""

OTHERS_KEY = frozenset({"seal_is_kept_by_another"})
"""To seal with what another keeps by signed minutes (SIG-03)."""

WATCHED = BACKDATED | ONE_HAND | OTHER_BYTES | ONE_DEVICE | OTHERS_KEY
LATE_STEPS = frozenset({"seal", "dispatch"})
BEFORE_THE_SEAL = frozenset({"READY_TO_SIGN", "SIGNED", "NUMBERED", "REGISTERED"})


@contextmanager
def watched(actor: Actor, step: str, paper: Any) -> Iterator[None]:
    """Around the service of a step, outside any act: a no of these kinds is written down."""
    about, state = (paper.workflow.name, paper.id), str(paper.state)
    try:
        yield
    except Refused as no:
        keep(actor, no.reason, step, about, state)
        raise


def keep(actor: Actor, reason: str, step: str, paper: tuple[str, int], state: str | None) -> None:
    """Write a no of these kinds down, in an act of its own; `state` is where the paper stands."""
    early = reason in EARLY and step in LATE_STEPS and state in BEFORE_THE_SEAL
    if early or reason in WATCHED:
        with transaction():
            write(actor, reason, step, paper)


def write(
    actor: Actor, reason: str, step: str = "", paper: tuple[str, int | None] = ("", None)
) -> None:
    """Keep a refused try, here and in the log; a step of an act that is open."""
    kind, paper_id = paper
    put(
        Attempt,
        {
            "at": now(),
            "reason": reason,
            "step": step,
            "paper_kind": kind,
            "paper_id": paper_id,
            "agency_id": actor.agency_id,
            "person_id": actor.person_id,
            "name": actor.name,
            "position": actor.post,
        },
    )
    subject = f"{kind}/{paper_id}" if kind else f"person/{actor.person_id}"
    audit.append(
        "attempt_refused",
        subject,
        reason=reason,
        step=step or None,
        **actor.by,
        agency=actor.agency_id,
    )
