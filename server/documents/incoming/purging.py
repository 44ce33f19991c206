"""A state secret is destroyed by two hands, and once more after a restore (SEC-03, SEC-04)."""

from collections.abc import Callable, Collection
from typing import Any

from server import perform
from server.clock import today
from server.database import transaction
from server.documents.copies.making import copies_of, lines_of, reword
from server.documents.delivery.services import post_status
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.shutting_away import empty_columns, scans_of
from server.documents.outgoing.queries import files_of_signatures
from server.org.actor import Actor, the_server
from server.pages import day
from server.papers.burying import as_before, buried_again, bury, hands_of, told
from server.papers.safe import safe_of
from server.papers.services import Ref, second_of, taking
from server.papers.tombstones import Tombstone
from server.papers.traces import digests_of, forget_books, wipe
from server.registers.lines import reword_lines
from server.registers.volumes import withdraw_volumes
from workflows.incoming import Arriving

PURGED = "Đã tiêu hủy (bí mật nhà nước)"
"""What the register says in its last column; official, so always Vietnamese."""
SECRET_CHANNEL = "SECRET_CHANNEL"

LET_GO: list[Callable[[IncomingDocument, Collection[str]], None]] = []
"""Who takes these files out of rows of another room, where they were before they lay here."""
_CODES = ("folded", "organ_id", "message_id", "verdict", "request", "file_sha256")
"""What was kept beside its words while it lay locked."""


def purge(actor: Actor, ref: Ref, *, reason: str = "") -> IncomingDocument | None:
    """It is a secret: the clerk proposes, the leader confirms within a quarter of an hour (A16).

    None where this was the first half. Everything it said goes; number, place and tombstone stay.
    """
    with taking(IncomingDocument, actor, ref, "purge") as paper:
        proposal = second_of(actor, paper, "purge")
        if proposal is None:
            perform.propose(actor, "purge", paper, Arriving(reason=reason))
            return None
        first, hands, reason = hands_of(actor, proposal)
        told(actor, first, paper, _destroyed(actor, "purge", paper, hands, reason))
        _destroy_scans(paper, hands, reason)
    return paper


def _destroy_scans(paper: IncomingDocument, hands: tuple[str, str], reason: str) -> None:
    """Its pages lie in the scan that it was taken out of as well, put aside with all it had."""
    for scan in scans_of(paper):
        _destroyed(the_server(scan.agency_id), "purge_with", scan, hands, reason)


def _destroyed(
    actor: Actor, step: str, paper: IncomingDocument, hands: tuple[str, str], reason: str
) -> Tombstone:
    """The rows of it; files and the database's own file follow the commit."""
    note = f"{PURGED} ngày {day(today())}"
    copied = {one.made_on.year for one in copies_of("incoming", paper.id)}
    reword(paper, subject="", note=note)
    organ, safe = paper.organ_id, safe_of("incoming", paper.id)
    first = filter(None, [paper.file_sha256])  # named here though it hangs at its entry (IN-05)
    digests = [*first, *digests_of("incoming", paper.id), *(safe.drawn if safe else [])]
    for hear in LET_GO:
        hear(paper, digests)
    wipe("incoming", paper.id)
    perform.perform(actor, step, paper, Arriving(reason=reason))
    post_status(paper, "02", SECRET_CHANNEL)
    if paper.in_register and paper.year:
        reword_lines("IN", paper.id, **empty_columns(), note=note)
        for year in {paper.year, *copied}:
            digests += forget_books(paper.agency_id, year)
        own = (paper.agency_id, "IN", paper.year, paper.arrival_no or 0)
        for volume_id, file in withdraw_volumes([own, *lines_of("incoming", paper)]):
            digests += [file, *files_of_signatures(f"volume/{volume_id}")]
    paper.informed = []
    return bury(
        paper, digests, _CODES, arrived_at=paper.arrived_at, organ_id=organ,
        proposed_by=hands[0], confirmed_by=hands[1], reason=reason,
    )  # fmt: skip


def purged_again(line: dict[str, Any]) -> bool:
    """What an older copy brought back goes as it went (SEC-04)."""
    with transaction():
        return buried_again(line, IncomingDocument, "arrived_at", _destroyed)


def destroyed_again(paper: IncomingDocument, line: dict[str, Any]) -> None:
    """What lies in it was taken out of another paper once more, by a line of the list. A step."""
    as_before(line, paper, _destroyed)
