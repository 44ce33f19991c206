"""The clerk posts a document on paper, and lends its kept original (Annex IV, III and IV)."""

from server import perform
from server.clock import today
from server.documents.casefiles.laying import files_of
from server.documents.copies.making import places
from server.documents.outgoing.models import OutgoingDocument
from server.org import queries
from server.org.actor import Actor
from server.papers.services import Ref, taking
from server.registers import beside as books
from server.registers.beside import KEPT, POST, name_of
from server.registers.models import RegisterRow
from workflows import Refused
from workflows.beside import ALLOWS
from workflows.outgoing import Going


def send_by_post(actor: Actor, ref: Ref, *, to: str, envelopes: int, note: str) -> OutgoingDocument:
    """A line of the postal book for each place, `name; address`; the post signs for it later."""
    with taking(OutgoingDocument, actor, ref, "send_by_post") as paper:
        named = places(to)
        said = "; ".join(map(name_of, named))
        act = Going(recipients=len(named), copies=envelopes, reason=said)
        perform.perform(actor, "send_by_post", paper, act)
        for place in named:
            books.enter(POST, paper, recipients=place, copies=envelopes, note=note)
    return paper


def postmark(actor: Actor, ref: Ref, *, lines: list[int], receipt: str) -> OutgoingDocument:
    """The post signed and stamped for these lines: its number or date stands in column 5."""
    with taking(OutgoingDocument, actor, ref, "postmark") as paper:
        chosen = _awaiting(paper, lines)
        said = "; ".join(name_of(row.recipients) for row in chosen)
        act = Going(text=receipt, reason=f"{receipt}: {said}")
        perform.perform(actor, "postmark", paper, act)
        for row in chosen:
            books.fill_in(row, receipt=receipt)
    return paper


def _awaiting(paper: OutgoingDocument, lines: list[int]) -> list[RegisterRow]:
    waiting = {row.id: row for row in books.open_lines(POST, paper.id)}
    if waiting and not set(lines) <= set(waiting):
        raise Refused("unknown_posting", "lines")
    return [row for row in waiting.values() if row.id in lines]


def giver_of_leave(actor: Actor, account: str) -> tuple[str, bool]:
    """As column 8 names a colleague, and whether he may let others use what is kept."""
    person, post = queries.colleague(actor.agency_id, account, "allowed_by")
    return f"{person.full_name}, {post.title}", bool(ALLOWS & set(post.roles))


def lend_kept_copy(
    actor: Actor, ref: Ref, *, borrower: str, allowed_by: str, **columns: str
) -> OutgoingDocument:
    """A line of the book of kept copies: who has it, by whose leave, from which case file;
    `columns` as they are typed: where he signed for it (column 6), and the note."""
    with taking(OutgoingDocument, actor, ref, "lend_kept_copy") as paper:
        leave, may = giver_of_leave(actor, allowed_by)
        said = f"{borrower} ({leave.partition(',')[0]} cho phép)"
        act = Going(text=borrower, allowed=may, reason=said)
        perform.perform(actor, "lend_kept_copy", paper, act)
        books.enter(
            KEPT,
            paper,
            issued_on=paper.issued_on,
            doc_type=paper.doc_type,
            subject=paper.subject,
            recipients=borrower,
            kept_by="; ".join(case.code for case in files_of(paper)),
            signer=leave,
            **columns,
        )
    return paper


def take_back_kept_copy(actor: Actor, ref: Ref, *, note: str) -> OutgoingDocument:
    """It was brought back today; in which condition, where that is to be said."""
    with taking(OutgoingDocument, actor, ref, "take_back_kept_copy") as paper:
        lent = books.open_lines(KEPT, paper.id)
        said = " ".join(one for one in (*(row.recipients for row in lent), note) if one)
        perform.perform(actor, "take_back_kept_copy", paper, Going(reason=said))
        for row in lent:
            words = "; ".join(one for one in (row.note, note) if one)
            books.fill_in(row, handed_on=today(), note=words)
    return paper
