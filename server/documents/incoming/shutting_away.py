"""What may be a state secret is shut away: no word of it in any row, nor in the store (SEC-02)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from server import perform
from server.database import db
from server.documents.copies.making import copies_of, reword
from server.documents.incoming.models import IncomingDocument
from server.org.actor import Actor
from server.papers.safe import put_away
from server.papers.shutting import finish_later
from server.papers.traces import bound_with, forget_books
from server.registers.lines import reword_lines, told_of
from workflows.incoming import Arriving, Incoming

SHUT_AWAY = "Cách ly (nghi mật)"
"""What the register says in its last column; official, so always Vietnamese."""


def shut_away(actor: Actor, paper: IncomingDocument, reason: str) -> None:
    """Into quarantine; a line that stands in the register keeps its number and says no more.

    A step of an act.
    """
    perform.perform(actor, "quarantine", paper, Arriving(reason=reason))
    told = told_of("IN", paper.id) if paper.in_register else []
    if paper.in_register:
        reword_lines("IN", paper.id, **empty_columns(), note=SHUT_AWAY)
    reword(paper, subject="", note=SHUT_AWAY)
    keep_shut(paper, told)


def keep_shut(paper: IncomingDocument, told: Iterable[dict[str, Any]] = ()) -> None:
    """Its words, and those of the scan that it was taken out of and of its other form; again when
    some are added.

    A step.
    """
    safe = put_away(paper, told)
    if paper.in_register and paper.year:
        copied = {one.made_on.year for one in copies_of("incoming", paper.id)}
        for year in {paper.year, *copied}:
            safe.drawn = [*safe.drawn, *forget_books(paper.agency_id, year)]
    finish_later(safe)
    for scan in scans_of(paper):
        finish_later(put_away(scan))


def scans_of(paper: IncomingDocument) -> list[IncomingDocument]:
    """Scans that were put aside and have pages of it; what shares its entry has its words."""
    sharing = [one.id for one in paper.other_forms]
    bound = set().union(*(bound_with(one) for one in (paper.id, *sharing)))
    is_aside = IncomingDocument.id.in_(bound) & (IncomingDocument.state == Incoming.REARRANGED)
    aside = select(IncomingDocument).where(is_aside | IncomingDocument.id.in_(sharing))
    return list(db.session.scalars(aside))


def empty_columns() -> dict[str, str | None]:
    return {**dict.fromkeys(("issuer", "code", "doc_type", "subject"), ""), "issued_on": None}
