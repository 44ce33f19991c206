"""A state secret is destroyed by two hands, and once more after a restore (SEC-03, SEC-04)."""

import datetime as dt
from functools import partial
from typing import Any

from server import audit, perform
from server.clock import now, today
from server.database import after_commit, db, transaction
from server.documents.copies.making import copies_of, lines_of, reword
from server.documents.delivery.services import post_status
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.shutting_away import empty_columns, scans_of
from server.documents.outgoing.queries import files_of_signatures
from server.org.actor import Actor, the_server
from server.org.models import Person
from server.pages import day
from server.papers.destroying import destroy_files, finish, finish_all
from server.papers.lasting import let_go
from server.papers.safe import safe_of
from server.papers.services import Ref, second_of, taking
from server.papers.tombstones import Tombstone, lay, listed
from server.papers.traces import digests_of, forget_books, forget_files, wipe
from server.registers.lines import reword_lines
from server.registers.volumes import withdraw_volumes
from workflows.incoming import Arriving, Incoming

PURGED = "Đã tiêu hủy (bí mật nhà nước)"
"""What the register says in its last column; official, so always Vietnamese."""
SECRET_CHANNEL = "SECRET_CHANNEL"

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
        first, reason = db.session.get_one(Person, proposal.person_id), proposal.reason
        hands = (f"{first.full_name} ({first.account})", f"{actor.name} ({actor.account})")
        db.session.expunge(proposal)
        stone = _destroyed(actor, "purge", paper, hands, reason)
        audit.append(
            "tombstone",
            f"incoming/{paper.id}",
            proposer=first.id,
            confirmer=actor.person_id,
            files=",".join(stone.digests),
        )
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
    digests = [*dict.fromkeys([*digests, *let_go(digests)])]
    _blank(paper)
    db.session.flush()
    forget_files(digests)
    stone = lay(
        digests,
        agency_id=paper.agency_id,
        paper_kind="incoming",
        paper_id=paper.id,
        arrived_at=paper.arrived_at,
        at=now(),
        organ_id=organ,
        proposed_by=hands[0],
        confirmed_by=hands[1],
        reason=reason,
    )
    after_commit(partial(finish, stone.id))
    return stone


def purge_again() -> int:
    """After a restore: what the purge list names is destroyed once more (SEC-04); how many.

    A paper is known by its id and the moment it came: an older copy may have given the id anew.
    """
    done = 0
    for line in listed():
        done += _purged_again(line)
        destroy_files(line["digests"])
    finish_all()
    return done


def _purged_again(line: dict[str, Any]) -> bool:
    arrived = dt.datetime.fromisoformat(line["arrived_at"])
    with transaction() as session:
        paper = session.get(IncomingDocument, line["paper_id"])
        if paper is None or paper.arrived_at != arrived or paper.state == Incoming.PURGED:
            return False
        hands = (line["proposed_by"], line["confirmed_by"])
        stone = _destroyed(the_server(paper.agency_id), "purge_again", paper, hands, line["reason"])
        stone.at = dt.datetime.fromisoformat(line["at"])
    return True


def _blank(paper: IncomingDocument) -> None:
    for name in (*IncomingDocument.words, *_CODES):
        value = getattr(paper, name)
        setattr(paper, name, type(value)() if isinstance(value, str | dict | list) else None)
    paper.informed = []
