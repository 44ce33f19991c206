"""Trích sao of what the agency issued: its form and the chosen paragraphs (article 25.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server import perform, pool, press
from server.clock import now
from server.database import db
from server.documents.copies.making import Wanted, enter, places, signed_by, take_number
from server.documents.copies.sealing import Order, Page, begin, seal
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.printing import sheet_of
from server.files import store
from server.moment import asked_once
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.services import Ref, require_open, taking
from server.signatures.elsewhere import Asked
from server.signatures.keys import key_of
from server.typesetting.extracts import Extract, has_parts_beside, parts_of
from server.typesetting.rows import PAGE_HEIGHT, PAGE_WIDTH
from workflows.capacity import SigningCapacity
from workflows.copies import CopyForm
from workflows.dates import written
from workflows.numbering import printed_number
from workflows.outgoing import Going

TRS = CopyForm.TRS


@dataclass(frozen=True, slots=True)
class Taken:
    """Paragraphs of our own text by their number; of a file that was handed in, its words."""

    parts: Sequence[int]
    text: str

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())

    def part_of(self, paper: OutgoingDocument) -> Going:
        """How many paragraphs of how many; annexes are of the whole too, and are never chosen.

        How many a file has is not known: that something was left out the clerk answers for.
        """
        if paper.file_of() is not None:
            return Going(parts=len(self.lines), whole=len(self.lines) + 1)
        every = paragraphs(paper)
        chosen = {n for n in self.parts if 1 <= n <= len(every)}
        return Going(parts=len(chosen), whole=len(every) + has_parts_beside(sheet_of(paper)))


def extract(  # noqa: PLR0913 - what the block of a copy says
    actor: Actor,
    ref: Ref,
    *,
    parts: list[int],
    text: str = "",
    signer: str,
    capacity: SigningCapacity,
    recipients: str,
    copies: int,
) -> OutgoingDocument:
    """On paper: the extract, and under it the block; signed and sealed in ink (template 3.1)."""
    taken = Taken(parts, text)
    ready = _ready(actor, ref, "extract", taken)
    name, lines = signed_by(ready, signer, capacity, personal=ready.personal)
    page = store().keep(_page(ready, taken))
    with taking(OutgoingDocument, actor, ref, "extract") as paper:
        number = take_number(paper, TRS)
        act = replace(taken.part_of(paper), copies=copies, reason=number.code)
        perform.perform(actor, "extract", paper, act)
        wanted = Wanted(TRS, places(recipients), name, lines, page, sheets=copies)
        enter(paper, number, wanted, what(paper))
    return paper


def extract_electronically(  # noqa: PLR0913 - what is asked of an electronic extract
    actor: Actor,
    ref: Ref,
    *,
    parts: list[int],
    text: str = "",
    recipients: str,
    pin: str | None,
    answer: str = "",
) -> OutgoingDocument:
    """With the agency's signature alone, and what it is in its corner (template 3.2)."""
    taken = Taken(parts, text)
    sealed = seal(_order(actor, ref, taken, recipients), pin, answer)
    with taking(OutgoingDocument, actor, ref, "extract_electronically") as paper:
        sealed.record()
        number = take_number(paper, TRS)
        act = replace(taken.part_of(paper), seal_is_sound=sealed.is_sound, reason=number.code)
        perform.perform(actor, "extract_electronically", paper, act)
        seen = (sealed.source, sealed.sha256, sealed.level)
        wanted = Wanted(TRS, places(recipients), paper.agency.name, (), *seen)
        enter(paper, number, wanted, what(paper))
        sealed.write_down(actor, paper, f"Bản sao điện tử {number.code}")
    return paper


def begin_extract(  # noqa: PLR0913 - the same
    actor: Actor, ref: Ref, mechanism: str, *, parts: list[int], text: str = "", recipients: str
) -> Asked:
    """The same for a key on the clerk's own machine: made ready, to be signed there."""
    return begin(_order(actor, ref, Taken(parts, text), recipients), mechanism)


def _order(actor: Actor, ref: Ref, taken: Taken, recipients: str) -> Order:
    paper = _ready(actor, ref, "extract_electronically", taken)
    key = key_of(db.session.get_one(Agency, paper.agency_id))

    def page() -> Page:
        pdf = _page(paper, taken)
        return Page(pdf, (PAGE_WIDTH, PAGE_HEIGHT), store().keep(pdf))

    asked = (sorted(set(taken.parts)), taken.text, recipients)
    return Order(actor, paper, TRS, key, asked, page)


def _ready(actor: Actor, ref: Ref, name: str, taken: Taken) -> OutgoingDocument:
    def hoped(paper: OutgoingDocument) -> Going:
        return replace(taken.part_of(paper), copies=1, seal_is_sound=True)

    return require_open(OutgoingDocument, actor, ref, name, hoped)


@asked_once
def paragraphs(paper: OutgoingDocument) -> tuple[str, ...]:
    """What may be chosen of it; nothing of one that came as a file, of which words are typed."""
    return () if paper.file_of() is not None else parts_of(sheet_of(paper))


def _page(paper: OutgoingDocument, taken: Taken) -> bytes:
    date = written(paper.issued_on or now().date())
    sheet, parts = sheet_of(paper), frozenset(taken.parts)
    if paper.file_of() is not None:
        sheet = replace(sheet, bases=(), body=taken.lines)
        parts = frozenset(range(1, len(parts_of(sheet)) + 1))
    one = Extract(sheet, parts, printed_number(paper.number or 0), date)
    return pool.submit(press.extract, one, office().cabinet)


def what(paper: OutgoingDocument) -> str:
    return f"{paper.doc_type} {paper.code}: {paper.subject}"
