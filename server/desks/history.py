"""The history of a paper, a line a step, and what the log keeps of each line's words (DOMAIN §3.6).

Who, in which post, from where and why are words, and the log keeps nobody's words: the step's event
has their digest, under a salt that lies in the line and goes with its reason when a paper is shut
away or purged (SEC-02, SEC-03).
"""

import hmac
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Label, func, select

from server.audit.bound import fresh_salt
from server.audit.services import canonical
from server.clock import now
from server.database import put
from server.desks.models import History
from server.org.actor import Actor

PROPOSED = "proposed"
"""The event of an act's first half: it moves nothing, and waits for a second person."""

PASSED_ON = "pass_on"
_INTO = " bàn giao cho "

SAID = ("account", "name", "position", "address", "reason")
"""The columns of a line whose words its event binds."""


def write(actor: Actor, paper: Any, name: str, moved: tuple[str, str], law_id: str = "") -> str:
    """A line: from which state to the one that the paper has now, and the words.

    Gives the digest that the event of this step carries as `said_sha256`.
    """
    source, reason = moved
    row = {
        "paper_kind": paper.workflow.name,
        "paper_id": paper.id,
        "at": now(),
        "transition": name,
        "law_id": law_id,
        "person_id": actor.person_id,
        "account": actor.account,
        "name": actor.name,
        "position": actor.post,
        "address": actor.address,
        "source": source,
        "target": paper.state,
        "reason": reason,
        "salt": fresh_salt(),
    }
    put(History, row)
    return digest_of(row)


def passing(says: str, before: str, into: str) -> str:
    """Why it is with another agency now; official, so Vietnamese (ORG-12)."""
    return f"{says}: {before}{_INTO}{into}"


def first_passed(kind: Any, paper_id: Any) -> Label[Any]:
    """Of each paper of a list why it was handed over, the first time; none where it never was."""
    its = (History.paper_kind == kind, History.paper_id == paper_id)
    first = select(History.reason).where(*its, History.transition == PASSED_ON)
    found = first.order_by(History.id).limit(1).correlate_except(History).scalar_subquery()
    return func.coalesce(found, "").label("passed")


def passed_by(reason: str) -> str:
    """From whom, by that reason: two communes had the same letter, and whoever came after them has
    it twice."""
    return reason.rpartition(_INTO)[0].rpartition(": ")[2]


def digest_of(row: Mapping[str, Any]) -> str:
    """HMAC-SHA256 of a line's words, as JSON with sorted keys, with its salt."""
    said = canonical({name: row[name] for name in SAID})
    return hmac.new((row["salt"] or "").encode(), said.encode(), "sha256").hexdigest()
