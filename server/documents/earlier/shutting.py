"""What an older system kept and may be a secret: shut away, let out, destroyed by two hands (§3.5).

As what arrived is, by the same boxes, tables and tombstones; its line in the older book keeps its
number and says no more.
"""

from typing import Any

from server import perform
from server.clock import today
from server.database import transaction
from server.documents.earlier.models import EarlierDocument
from server.org.actor import Actor
from server.org.ended import living
from server.pages import day
from server.papers.burying import Hands, buried_again, bury, forget_proposals, hands_of, told
from server.papers.safe import put_away, safe_of, take_out
from server.papers.services import Ref, second_of, taking
from server.papers.shutting import finish_later
from server.papers.tombstones import Tombstone
from server.papers.traces import digests_of, wipe
from workflows.earlier import Taking

KIND = "earlier"
SHUT_AWAY = "Cách ly (nghi mật)"
PURGED = "Đã tiêu hủy (bí mật nhà nước)"
"""What its line says in the last column; official, so always Vietnamese."""


def shut_away(actor: Actor, paper: EarlierDocument, reason: str) -> None:
    """Every word of it into the box, its files locked after the commit; a step."""
    paper.kept_by_id = living(actor.agency_id or paper.kept_by_id)
    perform.perform(actor, "quarantine", paper, Taking(reason))
    finish_later(put_away(paper))
    paper.note = SHUT_AWAY


def quarantine(actor: Actor, ref: Ref, *, reason: str) -> EarlierDocument:
    """The clerk sees it, and nobody else until a leader decides (SEC-02)."""
    with taking(EarlierDocument, actor, ref, "quarantine") as paper:
        shut_away(actor, paper, reason)
    return paper


def release(actor: Actor, ref: Ref, *, reason: str) -> EarlierDocument:
    """The leader finds that it is no secret: its words first, then whoever read it may again."""
    with taking(EarlierDocument, actor, ref, "release") as paper:
        forget_proposals(paper)
        paper.note = ""
        safe = take_out(paper)
        if safe is not None:
            finish_later(safe)
        perform.perform(actor, "release", paper, Taking(reason))
    return paper


def purge(actor: Actor, ref: Ref, *, reason: str = "") -> EarlierDocument | None:
    """It is a secret: the clerk proposes, the leader confirms within a quarter of an hour. None
    where this was the first half."""
    with taking(EarlierDocument, actor, ref, "purge") as paper:
        proposal = second_of(actor, paper, "purge")
        if proposal is None:
            perform.propose(actor, "purge", paper, Taking(reason))
            return None
        first, hands, reason = hands_of(actor, proposal)
        told(actor, first, paper, _destroyed(actor, "purge", paper, hands, reason))
    return paper


def _destroyed(
    actor: Actor, step: str, paper: EarlierDocument, hands: Hands, reason: str
) -> Tombstone:
    """The rows of it; files and the database's own file follow the commit."""
    safe = safe_of(KIND, paper.id)
    digests = [*digests_of(KIND, paper.id), *(safe.drawn if safe else [])]
    wipe(KIND, paper.id)
    perform.perform(actor, step, paper, Taking(reason))
    stone = bury(
        paper, digests, ("folded", "file_sha256"), arrived_at=paper.created_at, organ_id="",
        proposed_by=hands[0], confirmed_by=hands[1], reason=reason,
    )  # fmt: skip
    paper.note = f"{PURGED} ngày {day(today())}"
    return stone


def purged_again(line: dict[str, Any]) -> bool:
    """What an older copy brought back goes as it went (SEC-04)."""
    with transaction():
        return buried_again(line, EarlierDocument, "created_at", _destroyed)
