"""The clerk makes a copy on paper of what the agency issued (article 25)."""

from server import perform
from server.documents.copies.making import Wanted, enter, places, signed_by, take_number
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending.extracting import what
from server.org.actor import Actor
from server.papers.services import Ref, taking
from workflows.capacity import SigningCapacity
from workflows.copies import CopyForm, Medium, may_be_made
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
        name, lines = signed_by(paper, signer, capacity, personal=paper.personal)
        allowed = may_be_made(form, Medium.ELECTRONIC, medium, of_a_copy=False)
        number = take_number(paper, form)
        act = Going(copies=copies, may_be_copied_so=allowed, reason=number.code)
        perform.perform(actor, "copy", paper, act)
        wanted = Wanted(form, places(recipients), name, lines, paper.file_sha256, sheets=copies)
        enter(paper, number, wanted, what(paper))
    return paper
