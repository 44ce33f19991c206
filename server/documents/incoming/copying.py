"""The clerk makes copies of what others sent, on paper or electronic (article 25; B18)."""

from dataclasses import replace
from functools import partial

from server import perform
from server.database import db
from server.documents.copies.making import Wanted, enter, places, signed_by, take_number
from server.documents.copies.printing import sheets
from server.documents.copies.sealing import Order, Page, begin, seal
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.stamping import STAMPABLE
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.services import Ref, files_of, find, require_open, taking
from server.signatures.elsewhere import Asked
from server.signatures.keys import key_of
from workflows import Refused
from workflows.capacity import SigningCapacity
from workflows.copies import CopyForm, Leaf, Medium, may_be_made, require_fit_scan
from workflows.incoming import Arriving


def copy(  # noqa: PLR0913 - what the block of a copy says
    actor: Actor,
    ref: Ref,
    *,
    form: CopyForm,
    of_a_copy: bool,
    signer: str,
    capacity: SigningCapacity,
    recipients: str,
    copies: int,
) -> IncomingDocument:
    """On paper: what came is printed with the block; signed and sealed in ink (template 3.1)."""
    with taking(IncomingDocument, actor, ref, "copy") as paper:
        source = _source(paper)
        name, lines = signed_by(paper, signer, capacity)
        number = take_number(paper, form)
        allowed = _is_allowed(paper, form, Medium.PAPER, of_a_copy)
        act = Arriving(copies=copies, may_be_copied_so=allowed, reason=number.code)
        perform.perform(actor, "copy", paper, act)
        wanted = Wanted(form, places(recipients), name, lines, source, sheets=copies)
        enter(paper, number, wanted, what(paper))
    return paper


def copy_electronically(  # noqa: PLR0913 - what is asked of an electronic copy
    actor: Actor,
    ref: Ref,
    *,
    form: CopyForm,
    of_a_copy: bool,
    recipients: str,
    pin: str | None,
    answer: str = "",
) -> IncomingDocument:
    """The scan with the agency's signature alone, and what it is in its corner (template 3.2)."""
    hoped, order = _ready(actor, ref, form, of_a_copy, recipients)
    sealed = seal(order, pin, answer)
    with taking(IncomingDocument, actor, ref, "copy_electronically") as fresh:
        sealed.record()
        number = take_number(fresh, form)
        act = replace(hoped, seal_is_sound=sealed.is_sound, reason=number.code)
        perform.perform(actor, "copy_electronically", fresh, act)
        seen = (sealed.source, sealed.sha256, sealed.level)
        wanted = Wanted(form, places(recipients), fresh.agency.name, (), *seen)
        enter(fresh, number, wanted, what(fresh))
        sealed.write_down(actor, fresh, f"Bản sao điện tử {number.code}")
    return fresh


def begin_copy(  # noqa: PLR0913 - what is asked of an electronic copy
    actor: Actor,
    ref: Ref,
    mechanism: str,
    *,
    form: CopyForm,
    of_a_copy: bool,
    recipients: str,
) -> Asked:
    """The same for a key on the clerk's own machine: made ready, to be signed there."""
    _hoped, order = _ready(actor, ref, form, of_a_copy, recipients)
    return begin(order, mechanism)


def _ready(
    actor: Actor, ref: Ref, form: CopyForm, of_a_copy: bool, recipients: str
) -> tuple[Arriving, Order]:
    """Rights, state and law before any key is asked; the pages are made after its word."""
    paper = find(IncomingDocument, actor, ref.id)
    allowed = _is_allowed(paper, form, Medium.ELECTRONIC, of_a_copy)
    hoped = Arriving(may_be_copied_so=allowed, seal_is_sound=True)
    require_open(IncomingDocument, actor, ref, "copy_electronically", lambda _paper: hoped)
    key = key_of(db.session.get_one(Agency, paper.agency_id))
    page = partial(_page, _source(paper))
    return hoped, Order(actor, paper, form, key, (of_a_copy, recipients), page)


def _page(source: str) -> Page:
    scan = sheets(source)
    require_fit_scan([Leaf(*one) for one in scan["leaves"]])
    return Page(scan["files"][0], tuple(scan["size"]), source)


def _is_allowed(paper: IncomingDocument, form: CopyForm, medium: Medium, of_a_copy: bool) -> bool:
    original = Medium.ELECTRONIC if paper.electronic else Medium.PAPER
    return may_be_made(form, original, medium, of_a_copy=of_a_copy)


def _source(paper: IncomingDocument) -> str:
    """The document itself as it came, without what was sent with it."""
    file = next(iter(files_of("incoming", paper.id)), None)
    if file is None or file.media_type not in STAMPABLE:
        raise Refused("nothing_to_copy")
    return file.sha256


def what(paper: IncomingDocument) -> str:
    """What was copied, as the copies' line in the book names it."""
    return f"{paper.doc_type} {paper.code} của {paper.issuer}: {paper.subject}"
