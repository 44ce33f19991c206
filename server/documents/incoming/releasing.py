"""The clerk shuts away what may be a state secret, the leader gives it back (SEC-02, SEC-03a)."""

from collections.abc import Callable

from sqlalchemy import select

from server import perform
from server.database import db
from server.documents.copies.making import lines_of, reword
from server.documents.incoming.copying import what
from server.documents.incoming.fields import columns_of
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.reading import ask_again
from server.documents.incoming.shutting_away import scans_of, shut_away
from server.org.actor import Actor
from server.papers.burying import forget_proposals
from server.papers.safe import noted_of, take_out
from server.papers.services import Ref, taking
from server.papers.shutting import finish_later
from server.papers.traces import bound_with
from server.registers.lines import reword_lines, tell_again
from server.registers.volumes import bind_what_waited
from workflows.incoming import Arriving, Incoming

LET_OUT: list[Callable[[IncomingDocument], None]] = []
"""Who puts a file back that was taken out of a paper of another room."""


def quarantine(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """Nobody but the clerk who holds it sees it until a leader decides (SEC-02)."""
    with taking(IncomingDocument, actor, ref, "quarantine") as paper:
        shut_away(actor, paper, reason)
    return paper


def release(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """The leader finds that it is no secret (SEC-03a)."""
    with taking(IncomingDocument, actor, ref, "release") as paper:
        _give_back(actor, "release", paper, reason)
        for hear in LET_OUT:
            hear(paper)
    return paper


def release_entered(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """The same for one that has its số đến: its line is written anew, and it is presented
    anew; a volume that waited for that line is printed."""
    with taking(IncomingDocument, actor, ref, "release_entered") as paper:
        noted = noted_of(paper)
        _give_back(actor, "release_entered", paper, reason)
        reword_lines("IN", paper.id, **columns_of(paper), note="")
        tell_again(noted)
        reword(paper, subject=what(paper), note="")
        own = (paper.agency_id, "IN", paper.year or 0, paper.arrival_no or 0)
        bind_what_waited([own, *lines_of("incoming", paper)], actor)
    return paper


def _give_back(actor: Actor, step: str, paper: IncomingDocument, reason: str) -> None:
    """Its words first: the step lets others read it and find it by them."""
    forget_proposals(paper)
    for one in (paper, *(scan for scan in scans_of(paper) if _is_free(scan, paper))):
        safe = take_out(one)
        if safe is not None:
            finish_later(safe)
    perform.perform(actor, step, paper, Arriving(reason=reason))
    ask_again(paper.id)


def _is_free(scan: IncomingDocument, released: IncomingDocument) -> bool:
    """Whether nothing else that was taken out of the scan is still shut away."""
    others = bound_with(scan.id) - {released.id}
    shut = select(IncomingDocument.id).where(
        IncomingDocument.id.in_(others), IncomingDocument.state == Incoming.QUARANTINED
    )
    return db.session.scalar(shut.limit(1)) is None
