"""What may be a state secret is shut away, given back, or destroyed by two hands (SEC-02 to 04)."""

import datetime as dt
from functools import partial
from typing import Any

from sqlalchemy import delete, select

from server import audit, perform
from server.clock import now, today
from server.database import after_commit, db, transaction
from server.desks.models import Proposal
from server.documents.copies.making import copies_of, lines_of, reword
from server.documents.delivery.services import post_status
from server.documents.incoming.copying import what
from server.documents.incoming.fields import columns_of
from server.documents.incoming.models import IncomingDocument
from server.org.actor import Actor, the_server
from server.org.models import Person
from server.pages import day
from server.papers.destroying import destroy_files, finish, finish_all
from server.papers.services import Ref, second_of, taking
from server.papers.tombstones import Tombstone, lay, listed
from server.papers.traces import bound_with, digests_of, forget_books, forget_files, wipe
from server.registers.services import amend_row
from server.registers.volumes import withdraw_volumes
from workflows import Refused
from workflows.incoming import Arriving, Incoming

SHUT_AWAY, PURGED = "Cách ly (nghi mật)", "Đã tiêu hủy (bí mật nhà nước)"
"""What the register says in its last column; official, so always Vietnamese."""
SECRET_CHANNEL = "SECRET_CHANNEL"

_WORDS = ("number", "notation", "issuer", "organ_id", "message_id", "doc_type", "subject", "folded",
          "verdict", "extension_reason", "reply_code", "no_reply_reason", "request", "note",
          "file_sha256")  # fmt: skip
"""The paper's own columns that say something of what it said."""


def shut_away(actor: Actor, paper: IncomingDocument, reason: str) -> None:
    """Into quarantine; a line that stands in the register keeps its number and says no more.

    A step of an act.
    """
    perform.perform(actor, "quarantine", paper, Arriving(reason=reason))
    if paper.in_register:
        amend_row("IN", paper.id, **_empty_columns(), note=SHUT_AWAY)
    reword(paper, subject="", note=SHUT_AWAY)


def quarantine(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """Nobody but the clerk who holds it sees it until a leader decides (SEC-02)."""
    with taking(IncomingDocument, actor, ref, "quarantine") as paper:
        shut_away(actor, paper, reason)
    return paper


def release(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """The leader finds that it is no secret (SEC-03a)."""
    with taking(IncomingDocument, actor, ref, "release") as paper:
        _forget_proposal(paper)
        perform.perform(actor, "release", paper, Arriving(reason=reason))
    return paper


def release_entered(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """The same for one that has its số đến: its line is written anew, and it is presented anew."""
    with taking(IncomingDocument, actor, ref, "release_entered") as paper:
        _forget_proposal(paper)
        perform.perform(actor, "release_entered", paper, Arriving(reason=reason))
        amend_row("IN", paper.id, **columns_of(paper), note="")
        reword(paper, subject=what(paper), note="")
    return paper


def purge(actor: Actor, ref: Ref, *, reason: str = "") -> IncomingDocument | None:
    """It is a secret: the clerk proposes, the leader confirms within a quarter of an hour (A16).

    None where this was the first half. Everything it said goes; number, place and tombstone stay.
    """
    with taking(IncomingDocument, actor, ref, "purge") as paper:
        proposal = second_of(actor, paper, "purge")
        if proposal is None:
            _propose(actor, paper, reason)
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
    aside = select(IncomingDocument).where(
        IncomingDocument.id.in_(bound_with(paper.id)), IncomingDocument.state == Incoming.REARRANGED
    )
    for scan in db.session.scalars(aside).all():
        _destroyed(the_server(scan.agency_id), "purge_with", scan, hands, reason)


def _propose(actor: Actor, paper: IncomingDocument, reason: str) -> None:
    if not reason.strip():
        raise Refused("has_reason", "reason")
    perform.propose(actor, "purge", paper, Arriving(reason=reason))


def _destroyed(
    actor: Actor, step: str, paper: IncomingDocument, hands: tuple[str, str], reason: str
) -> Tombstone:
    """The rows of it; files and the database's own file follow the commit."""
    digests, organ = digests_of("incoming", paper.id), paper.organ_id
    note = f"{PURGED} ngày {day(today())}"
    copied = {one.made_on.year for one in copies_of("incoming", paper.id)}
    reword(paper, subject="", note=note)
    wipe("incoming", paper.id)
    perform.perform(actor, step, paper, Arriving(reason=reason))
    post_status(paper, "02", SECRET_CHANNEL)
    if paper.in_register and paper.year:
        amend_row("IN", paper.id, **_empty_columns(), note=note)
        for year in {paper.year, *copied}:
            digests += forget_books(paper.agency_id, year)
        own = (paper.agency_id, "IN", paper.year, paper.arrival_no or 0)
        digests += withdraw_volumes([own, *lines_of("incoming", paper)])
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


def _forget_proposal(paper: IncomingDocument) -> None:
    """Whoever proposed to destroy it is answered; shut away again, it is proposed again."""
    key = {"paper_kind": "incoming", "paper_id": paper.id}
    db.session.execute(delete(Proposal).filter_by(**key))


def _empty_columns() -> dict[str, str | None]:
    return {**dict.fromkeys(("issuer", "code", "doc_type", "subject"), ""), "issued_on": None}


def _blank(paper: IncomingDocument) -> None:
    for name in _WORDS:
        setattr(paper, name, "")
    paper.issued_on = paper.printed_due = None
    paper.proposals, paper.verification, paper.request_data = {}, {}, {}
    paper.informed = []
