"""The paper of what came electronically, or the other way round, goes to its entry (IN-05).

One document has one số đến. What came second is laid into the entry of what came first: its files
hang there, no number is taken, and whoever leads is told that it is on its way (art. 23.4).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select, update

from server import finding, perform
from server.clock import local
from server.database import db
from server.desks.models import History
from server.documents.delivery.services import post_status
from server.documents.incoming import enveloped
from server.documents.incoming.fields import add_note, fill, twins
from server.documents.incoming.holders import assignee, directing, lead_head
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.reading import ask_again
from server.org.actor import Actor
from server.pages import day
from server.papers import telling
from server.papers.intake import hung
from server.papers.models import PaperFile
from server.papers.services import Ref, taking
from server.registers.lines import remark
from workflows import Role
from workflows.incoming import ENTERED, Arriving, Incoming

PAPER, ELECTRONIC = "Bản giấy", "Bản điện tử"
"""What came second, in the register and in the names of its files; official, so Vietnamese."""

_HEARD = (
    ("03", Incoming.REGISTERED),
    ("04", Incoming.DIRECTED),
    ("05", Incoming.IN_PROGRESS),
    ("06", Incoming.DONE),
)
"""What a sender is told once the entry has come so far (DOMAIN §8.4)."""


def same_document(
    actor: Actor, ref: Ref, *, fields: Mapping[str, Any], reason: str = ""
) -> IncomingDocument:
    """What lies before the clerk is what stands in the register already, in the other form.

    `reason` where the electronic one bears no sound signature, as for registering it (IN-T07).
    """
    with taking(IncomingDocument, actor, ref, "same_document") as paper:
        fill(paper, fields)
        entry, found_so = entry_for(paper), enveloped.brought(paper, fields)
        act = Arriving(
            reason=reason,
            entry_state=str(entry.state) if entry else "",
            is_other_form=entry is None or entry.electronic != paper.electronic,
            **found_so,
        )
        perform.perform(actor, "same_document", paper, act, lambda: _lay_in(actor, paper, entry))
        odd = enveloped.keep(actor, entry, found_so) if entry and not paper.electronic else ""
        if entry and odd:
            remark("IN", entry.id, odd)
    return paper


def entry_for(
    paper: IncomingDocument, typed: Mapping[str, Any] | None = None
) -> IncomingDocument | None:
    """Of the same documents in the register the one that can take this, else the first."""
    found = [db.session.get_one(IncomingDocument, row.id) for row in twins(paper, typed or {})]
    fits = [one for one in found if takes(one, paper)]
    return next(iter([*fits, *found]), None)


def takes(entry: IncomingDocument, paper: IncomingDocument) -> bool:
    """Whether it is without this form still."""
    is_other = entry.electronic != paper.electronic
    return entry.state in ENTERED and is_other and not entry.in_both_forms


def form_of(paper: IncomingDocument) -> str:
    return ELECTRONIC if paper.electronic else PAPER


def _lay_in(actor: Actor, paper: IncomingDocument, entry: IncomingDocument | None) -> None:
    """The step of the entry, by the same hand; the law has said that there is one."""
    if entry is None:
        return
    came = f"{form_of(paper)} đến ngày {day(local(paper.arrived_at).date())}"
    hand = replace(actor, roles=frozenset({Role.SYSTEM}))
    perform.perform(
        hand, "take_other_form", entry, Arriving(reason=came), lambda: _hang(paper, entry, came)
    )
    paper.entry_id = entry.id
    remark("IN", entry.id, came)
    finding.keep_text("incoming", entry.id, entry.scanned_text())
    ask_again(entry.id)
    _tell(actor, paper, entry)


def _hang(paper: IncomingDocument, entry: IncomingDocument, came: str) -> None:
    """Its files behind those that are there, under the name of their form; an electronic one
    brings its signatures and its sender, who is answered through the entry from now on."""
    mine = (PaperFile.paper_kind == "incoming", PaperFile.paper_id == entry.id)
    last = db.session.scalar(select(func.max(PaperFile.n)).where(*mine)) or 0
    theirs = (PaperFile.paper_kind == "incoming", PaperFile.paper_id == paper.id)
    files = {row.n: row.sha256 for row in db.session.scalars(select(PaperFile).where(*theirs))}
    moved = {
        "paper_id": entry.id,
        "n": PaperFile.n + last,
        "name": f"{form_of(paper)} – " + PaperFile.name,
    }
    db.session.execute(update(PaperFile).where(*theirs).values(moved))
    hung("incoming", paper.id, dict.fromkeys(files))
    hung("incoming", entry.id, {n + last: sha256 for n, sha256 in files.items()})
    add_note(entry, f"{came}.")
    if paper.electronic:
        entry.organ_id, entry.message_id = paper.organ_id, paper.message_id
        looked_at = entry.verification or {}  # how its envelope was found goes on
        entry.verification = {**looked_at, **(paper.verification or {})}
        entry.weak = paper.weak
        paper.message_id = ""


def _leading(entry: IncomingDocument) -> list[str]:
    """Who works on it, else whose unit leads, else the leader it lies with."""
    if entry.assignee_id:
        return assignee(entry)
    if entry.lead_unit_id:
        return lead_head(entry)
    return directing(entry) if entry.presented_to_id else []


def _gone_through(entry: IncomingDocument) -> set[str]:
    """The states that it has had."""
    mine = select(History.target).filter_by(paper_kind="incoming", paper_id=entry.id)
    return set(db.session.scalars(mine.distinct()))


def _tell(actor: Actor, paper: IncomingDocument, entry: IncomingDocument) -> None:
    """Whoever leads gets the paper; the sender hears how far its document has come."""
    what = telling.ELECTRONIC_CAME if paper.electronic else telling.PAPER_CAME
    telling.tell(actor, entry, _leading(entry), what)
    if paper.electronic:
        gone = _gone_through(entry)
        for code, state in _HEARD:
            if state in gone:
                post_status(entry, code)
