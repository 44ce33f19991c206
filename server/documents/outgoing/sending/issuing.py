"""The clerk's acts: number, register, dispatch, void, recall, print (art. 14–18; OUT-T12–T20)."""

import uuid
from collections.abc import Callable, Container

from server import perform, registers
from server.clock import now, today
from server.database import db
from server.documents.casefiles import laying
from server.documents.delivery.on_paper import is_reached
from server.documents.delivery.services import post_document, recall_deliveries
from server.documents.outgoing import in_name_of
from server.documents.outgoing.drafts import inside
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.references import is_of_content
from server.documents.outgoing.sending import ordering
from server.documents.tasks import giving
from server.org.actor import Actor, the_server
from server.org.ended import in_force_or_heir
from server.org.holdings import speaks_for
from server.org.kind_rules import series_table
from server.org.models import Agency
from server.papers.services import Ref, second_of, taking
from server.registers.lines import amend_row, remark
from server.registers.services import open_row
from workflows import Refused
from workflows.kinds import OFFICIAL_LETTER, equal_form, kind, series_of
from workflows.lines import voided
from workflows.numbering import code
from workflows.outgoing import Going

HEARING: list[Callable[[Actor, OutgoingDocument], None]] = []
"""Rooms above that hear, in the act itself, that a document was dispatched: a meeting is concluded
by its notice."""


def number(actor: Actor, ref: Ref) -> OutgoingDocument:
    """Number and date together, today, next in its series; the register's line opens (NUM-10)."""
    with taking(OutgoingDocument, actor, ref, "number") as paper:
        series, day = _series(paper), today()
        paper.issued_on, paper.year, paper.series = day, day.year, series
        paper.number = registers.take_number(paper.agency_id, f"OUT:{paper.series}", day)
        paper.code = code(paper.number, paper.notation)
        perform.perform(actor, "number", paper, Going())
        _open_line(paper)
    return paper


def _series(paper: OutgoingDocument) -> str:
    """An advisory body's own for all it issues, else what the agency settled for the type."""
    if paper.issuing_body is not None:
        return paper.issuing_body.abbreviation
    return series_of(kind(paper.doc_type), series_table(paper.agency_id))


def _open_line(paper: OutgoingDocument) -> None:
    """The line as it is known at numbering; `register` completes it (Annex IV I)."""
    open_row(
        agency_id=paper.agency_id,
        direction="OUT",
        book=f"OUT:{paper.series}",
        year=paper.year,
        number=paper.number,
        paper_id=paper.id,
        unit_id=paper.unit_id,
        entered_on=paper.issued_on,
        code=paper.code,
        issued_on=paper.issued_on,
        doc_type=paper.doc_type,
        subject=paper.subject,
    )


def register(actor: Actor, ref: Ref) -> OutgoingDocument:
    """The ten columns of the register are complete (OUT-T13)."""
    with taking(OutgoingDocument, actor, ref, "register") as paper:
        perform.perform(actor, "register", paper, Going())
        amend_row(
            "OUT",
            paper.id,
            signer=in_name_of.name_of_signer(paper),
            recipients="; ".join(one.name for one in paper.recipients),
            kept_by="VT" + (f", {paper.unit.abbreviation}" if paper.unit else ""),
            copies=len(paper.recipients),
        )
    return paper


def dispatch(actor: Actor, ref: Ref) -> OutgoingDocument:
    """Released: one delivery for each recipient the directory has today (OUT-T15); for one that
    ended since it was named, its successor's, and history and register say so (ORG-16)."""
    with taking(OutgoingDocument, actor, ref, "dispatch") as paper:
        own = inside.parties(paper)
        found, gone = _resolved(paper, own)
        paper.internal = not found and (paper.internal or bool(own))
        act = Going(recipients=len(found) or int(paper.internal), reason="; ".join(gone))
        perform.perform(actor, "dispatch", paper, act)
        paper.dispatched_at, paper.document_id = now(), str(uuid.uuid4())
        post_document(paper, found, paper.document_id)
        inside.bring(actor, paper, own.values())
        amend_row("OUT", paper.id, handed_on=today())
        for words in gone:
            remark("OUT", paper.id, words)
        _mend_older(paper)
        giving.give_out(paper.id)
        laying.beside_question(paper)
        laying.by_rule(paper)
        for hear in HEARING:
            hear(actor, paper)
    return paper


def to_go_on_paper(paper: OutgoingDocument) -> list[str]:
    """Whom no line reaches as it would be sent now: for whoever presses the button (OUT-T15)."""
    try:
        found, _gone = _resolved(paper, inside.parties(paper))
    except Refused:
        return []
    return [agency.name for agency, _kind in found if not is_reached(agency)]


def _resolved(
    paper: OutgoingDocument, own: Container[str]
) -> tuple[list[tuple[Agency, str]], list[str]]:
    """Kính gửi and nơi nhận together, each agency once by its organ_id, never the own (§5.5); and
    of each that has ended who has it now."""
    found: dict[str, tuple[Agency, str]] = {}
    gone: list[str] = []
    for one in paper.recipients:
        if one.code in own:
            continue
        agency, word = in_force_or_heir(one.code, f"{paper.subject}. {one.name}", one.kind)
        if agency.code != one.code:
            by = f" theo địa bàn, lĩnh vực “{word}”" if word else ""
            gone.append(f"{one.name} đã kết thúc hoạt động, gửi {agency.name}{by}")
        if agency.id != paper.agency_id:
            found.setdefault(agency.organ_id, (agency, one.kind))
    return list(found.values()), gone


def _mend_older(paper: OutgoingDocument) -> None:
    """What this one replaces or corrects learns of it in the same act (OUT-T18, T19)."""
    server = the_server(paper.agency_id)
    if paper.replaces_id:
        old = db.session.get_one(OutgoingDocument, paper.replaces_id)
        same = equal_form(kind(old.doc_type), kind(paper.doc_type))
        act = Going(
            same_agency=_is_ours(paper, old), equal_form=same,
            content_error=is_of_content(paper.error_kind), reason=paper.code,
        )  # fmt: skip
        perform.perform(server, "replace", old, act)
        remark("OUT", old.id, f"Được thay thế bởi {paper.code}")
    if paper.corrects_id:
        old = db.session.get_one(OutgoingDocument, paper.corrects_id)
        letter = kind(paper.doc_type) is OFFICIAL_LETTER
        form = paper.error_kind == "form"
        ours = _is_ours(paper, old)
        act = Going(same_agency=ours, is_letter=letter, form_error=form, reason=paper.code)
        perform.perform(server, "correct", old, act)
        remark("OUT", old.id, f"Được đính chính bởi {paper.code}")


def _is_ours(paper: OutgoingDocument, old: OutgoingDocument) -> bool:
    """Asked again in the act: the server, who takes the step, may do so in any agency."""
    return speaks_for(paper.agency_id, old.agency_id)


def void_number(actor: Actor, ref: Ref, *, reason: str = "") -> OutgoingDocument | None:
    """Clerk and leader void a number before dispatch; it stays in the book as "hủy" (OUT-T16).

    None where this was the first half: proposed, and waiting for the second person.
    """
    with taking(OutgoingDocument, actor, ref, "void_number") as paper:
        proposal = second_of(actor, paper, "void_number")
        if proposal is None:
            perform.propose(actor, "void_number", paper, Going(reason=reason))
            return None
        act = Going(reason=proposal.reason)
        perform.perform(actor, "void_number", paper, act)
        giving.drop_planned(paper.id)
        db.session.delete(proposal)
        remark("OUT", paper.id, voided(proposal.reason))
    return paper


def recall(
    actor: Actor, ref: Ref, *, reason: str = "", order: str = "", order_code: str = ""
) -> OutgoingDocument | None:
    """The leader orders it in writing, the clerk executes it; every recipient is told (OUT-T17).

    `order`: the paper of our registers that orders it, else `order_code` names another agency's.
    """
    with taking(OutgoingDocument, actor, ref, "recall") as paper:
        proposal = second_of(actor, paper, "recall")
        if proposal is None:
            by = ordering.named(actor, paper, order, order_code)
            perform.propose(actor, "recall", paper, Going(reason=reason, order_code=by.code))
            ordering.keep(paper, by)
            return None
        act = Going(reason=proposal.reason, order_code=proposal.order_code)
        perform.perform(actor, "recall", paper, act)
        db.session.delete(proposal)
        giving.cancel_given(paper.id, f"Thu hồi {paper.code} theo {proposal.order_code}")
        recall_deliveries(paper, f"{proposal.order_code}: {proposal.reason}")
        remark("OUT", paper.id, f"Thu hồi theo {proposal.order_code}")
    return paper


def paper_issue(actor: Actor, ref: Ref, *, copies: int) -> OutgoingDocument:
    """Printed and sealed in ink: a paper original (art. 18.5; OUT-T20)."""
    with taking(OutgoingDocument, actor, ref, "paper_issue") as paper:
        perform.perform(actor, "paper_issue", paper, Going(copies=copies))
        paper.copies += copies
    return paper
