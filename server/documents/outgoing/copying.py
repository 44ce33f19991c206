"""Sao y: the clerk makes a copy on paper, numbered in the copies' own series (article 25)."""

from sqlalchemy import select

from server import perform, pool, press, registers
from server.clock import today
from server.database import db
from server.documents.outgoing import capacity
from server.documents.outgoing.capacity import Signs, block_lines
from server.documents.outgoing.models import Copy, OutgoingDocument
from server.files import store
from server.office import office
from server.org import queries
from server.org.actor import Actor
from server.papers.services import Ref, taking
from server.registers.services import open_row
from server.typesetting.copying import CopyBlock
from workflows import Refused
from workflows.capacity import SigningCapacity
from workflows.copies import HEADINGS, CopyForm, Medium, may_be_made
from workflows.dates import written
from workflows.kinds import COPIES, COPY_SERIES
from workflows.numbering import code
from workflows.outgoing import Going


def copy(  # noqa: PLR0913 - what the block of a copy says
    actor: Actor,
    ref: Ref,
    *,
    form: CopyForm,
    medium: Medium,
    signer: str,
    capacity: SigningCapacity,
    recipients: str,
    copies: int,
) -> OutgoingDocument:
    """Numbered and entered in the book; the signer signs the printed sheet, Lan seals it."""
    with taking(OutgoingDocument, actor, ref, "copy") as paper:
        signs, name = _signs(paper, signer, capacity)
        allowed = may_be_made(form, Medium.ELECTRONIC, medium, of_a_copy=False)
        number = registers.take_number(paper.agency_id, f"OUT:{COPY_SERIES}")
        said = code(number, f"{form}-{paper.agency.abbreviation}")
        act = Going(copies=copies, may_be_copied_so=allowed, reason=said)
        perform.perform(actor, "copy", paper, act)
        made = Copy(
            outgoing_id=paper.id,
            form=str(form),
            code=said,
            made_on=today(),
            agency=paper.agency.name,
            place=paper.agency.place_name,
            authority=list(block_lines(signs)),
            signer=name,
            recipients=[line.strip() for line in recipients.splitlines() if line.strip()],
            file_sha256=paper.file_sha256,
        )
        db.session.add(made)
        _enter(paper, made, number, copies)
    return paper


def _signs(paper: OutgoingDocument, account: str, how: SigningCapacity) -> tuple[Signs, str]:
    """Whoever may sign such a document may sign its copy (article 27: the head decides who)."""
    person, post = queries.colleague(paper.agency_id, account, "signer")
    signs = Signs(paper.agency, post, person.id, how, paper.doc_type, paper.personal)
    why = capacity.refused(signs)
    if why:
        raise Refused(why, "capacity")
    return signs, person.full_name


def _enter(paper: OutgoingDocument, made: Copy, number: int, copies: int) -> None:
    """The line of the copy in the outgoing book, beside that of the document (NUM-07)."""
    names = {one.abbreviation: one.name for one in COPIES}
    open_row(
        agency_id=paper.agency_id,
        direction="OUT",
        book=f"OUT:{COPY_SERIES}",
        year=made.made_on.year,
        number=number,
        paper_id=paper.id,
        unit_id=paper.unit_id,
        entered_on=made.made_on,
        code=made.code,
        issued_on=made.made_on,
        doc_type=names[made.form],
        subject=f"{paper.doc_type} {paper.code}: {paper.subject}",
        signer=made.signer,
        recipients="; ".join(made.recipients),
        kept_by="VT",
        copies=copies,
    )


def copies_of(paper_id: int) -> list[Copy]:
    """The copies that were made of a document, the first one first."""
    mine = select(Copy).where(Copy.outgoing_id == paper_id).order_by(Copy.id)
    return list(db.session.scalars(mine))


def printed(paper_id: int, n: int) -> bytes:
    """The n-th copy for the printer, from the file as it was then and the block as of its day."""
    every = copies_of(paper_id)
    if not 1 <= n <= len(every):
        raise Refused("not_found")
    made = every[n - 1]
    block = CopyBlock(
        heading=HEADINGS[CopyForm(made.form)],
        agency=made.agency,
        code=made.code,
        place=made.place,
        day=written(made.made_on),
        authority=tuple(made.authority),
        signer=made.signer,
        recipients=tuple(made.recipients),
    )
    return pool.submit(
        press.copy_on_paper, store().fetch(made.file_sha256), block, office().cabinet
    )
