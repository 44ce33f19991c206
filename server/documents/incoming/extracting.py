"""Trích sao of what others sent: its form made anew around the text that was taken (art. 25.3b)."""

from dataclasses import dataclass, replace

from server import perform, pool, press
from server.clock import today
from server.database import db
from server.documents.copies.making import Wanted, enter, places, signed_by, take_number
from server.documents.copies.sealing import Order, Page, begin, seal
from server.documents.incoming.copying import what
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.services import Ref, require_open, taking
from server.signatures.elsewhere import Asked
from server.signatures.keys import key_of
from server.typesetting import Sheet
from server.typesetting.extracts import Extract, parts_of
from server.typesetting.rows import PAGE_HEIGHT, PAGE_WIDTH
from workflows.capacity import SigningCapacity
from workflows.copies import CopyForm
from workflows.dates import written
from workflows.incoming import Arriving

TRS = CopyForm.TRS


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What the clerk takes from the paper before her, beside what stands in the register."""

    text: str
    place: str
    superior: str = ""
    authority: str
    signed_by: str
    sent_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Who signs the extract on paper, in which capacity, on how many sheets."""

    signer: str
    capacity: SigningCapacity
    copies: int


def extract(
    actor: Actor, ref: Ref, *, original: Original, block: Block, recipients: str
) -> IncomingDocument:
    """On paper: the extract, and under it the block; signed and sealed in ink (template 3.1)."""
    hoped = Arriving(text=original.text, copies=block.copies)
    ready = require_open(IncomingDocument, actor, ref, "extract", lambda _paper: hoped)
    name, lines = signed_by(ready, block.signer, block.capacity)
    page = store().keep(_page(ready, original))
    with taking(IncomingDocument, actor, ref, "extract") as paper:
        number = take_number(paper, TRS)
        perform.perform(actor, "extract", paper, replace(hoped, reason=number.code))
        wanted = Wanted(TRS, places(recipients), name, lines, page, sheets=block.copies)
        enter(paper, number, wanted, what(paper))
    return paper


def extract_electronically(  # noqa: PLR0913 - what is asked of an electronic extract
    actor: Actor,
    ref: Ref,
    *,
    original: Original,
    recipients: str,
    pin: str | None,
    answer: str = "",
) -> IncomingDocument:
    """With the agency's signature alone, and what it is in its corner (template 3.2)."""
    hoped, order = _ready(actor, ref, original, recipients)
    sealed = seal(order, pin, answer)
    with taking(IncomingDocument, actor, ref, "extract_electronically") as paper:
        sealed.record()
        number = take_number(paper, TRS)
        act = replace(hoped, seal_is_sound=sealed.is_sound, reason=number.code)
        perform.perform(actor, "extract_electronically", paper, act)
        seen = (sealed.source, sealed.sha256, sealed.level)
        wanted = Wanted(TRS, places(recipients), paper.agency.name, (), *seen)
        enter(paper, number, wanted, what(paper))
        sealed.write_down(actor, paper, f"Bản sao điện tử {number.code}")
    return paper


def begin_extract(
    actor: Actor, ref: Ref, mechanism: str, *, original: Original, recipients: str
) -> Asked:
    """The same for a key on the clerk's own machine: made ready, to be signed there."""
    _hoped, order = _ready(actor, ref, original, recipients)
    return begin(order, mechanism)


def _ready(actor: Actor, ref: Ref, original: Original, recipients: str) -> tuple[Arriving, Order]:
    hoped = Arriving(text=original.text, seal_is_sound=True)
    paper = require_open(
        IncomingDocument, actor, ref, "extract_electronically", lambda _paper: hoped
    )
    key = key_of(db.session.get_one(Agency, paper.agency_id))

    def page() -> Page:
        pdf = _page(paper, original)
        return Page(pdf, (PAGE_WIDTH, PAGE_HEIGHT), store().keep(pdf))

    return hoped, Order(actor, paper, TRS, key, (original, recipients), page)


def _page(paper: IncomingDocument, original: Original) -> bytes:
    sheet = _sheet(paper, original)
    every = frozenset(range(1, len(parts_of(sheet)) + 1))
    date = written(paper.issued_on or today())
    return pool.submit(press.extract, Extract(sheet, every, paper.number, date), office().cabinet)


def _sheet(paper: IncomingDocument, original: Original) -> Sheet:
    """Its head from the register, its words as they were typed from it."""
    return Sheet(
        doc_type=paper.doc_type,
        superior=original.superior,
        agency=paper.issuer,
        notation=paper.notation,
        place=original.place,
        subject=paper.subject,
        bases=(),
        body=tuple(original.text.splitlines()),
        to=(),
        recipients=places(original.sent_to),
        archive="VT",
        authority=places(original.authority),
        signer=original.signed_by,
        urgency="",
        qr=None,
    )
