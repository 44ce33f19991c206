"""Answers that whoever they are for did not take: the clerk sees them and says them once more.

Without a line to the outside no answer can go, whatever a clerk does: those are the doctor's.
"""

from sqlalchemy import ColumnElement, Select, func, select

from server import audit, repeats
from server.database import db, transaction
from server.documents.delivery.models import Letter
from server.documents.delivery.services import queue_again
from server.documents.incoming.models import IncomingDocument
from server.exchange.following import PAGE, sought
from server.exchange.lines import NO_LINE
from server.org.actor import Actor
from server.papers.listing import newest
from workflows import Refused, Role


def unsaid(actor: Actor, said: str = "", page: int = 1) -> list[Letter]:
    """Statuses of the clerk's agencies that were refused for good, the newest first (§8.5): a page
    of them and one more where there is another. `said`: words of the paper, or of an organ id."""
    shown = _unsaid(actor, said).order_by(Letter.id.desc())
    return list(db.session.scalars(shown.offset((page - 1) * PAGE).limit(PAGE + 1)))


def unsaid_before(actor: Actor, said: str, before: int | None) -> tuple[list[Letter], int | None]:
    """The same for a program, and where the list goes on: what it has said once more meanwhile
    makes it miss none."""
    rows, after = newest(_unsaid(actor, said), before)
    return [one for (one,) in rows], after


def _unsaid(actor: Actor, said: str) -> Select[Letter]:
    if Role.CLERK not in actor.roles:
        raise Refused("not_allowed")
    mine = select(Letter).where(*_refused(actor))
    about = (Letter.paper_kind == "incoming") & (IncomingDocument.id == Letter.paper_id)
    mine = mine.outerjoin(IncomingDocument, about)
    return mine.where(*sought(said, IncomingDocument.folded, func.lower(Letter.to_organ)))


def how_many(actor: Actor) -> int:
    """How many wait for the clerk."""
    return db.session.scalar(select(func.count()).where(*_refused(actor))) or 0


def _refused(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    mine = Letter.agency_id.in_(actor.agencies)
    return mine, Letter.kind == "status", Letter.state == "FAILED", Letter.error != NO_LINE


def answer_of(actor: Actor, letter_id: int, *, held: bool = False) -> Letter:
    """One answer of this clerk's agencies."""
    if Role.CLERK not in actor.roles:
        raise Refused("not_allowed")
    letter = db.session.get(Letter, letter_id, with_for_update=held)
    if letter is None or letter.agency_id not in actor.agencies or letter.kind != "status":
        raise Refused("not_found")
    return letter


def say_again(actor: Actor, letter_id: int) -> None:
    """Put it on its way anew; whoever hears it twice knows it again (§8.6)."""
    with transaction():
        letter = answer_of(actor, letter_id, held=True)
        if letter.state != "FAILED":
            raise Refused("delivery_not_resendable")
        repeats.remember("letter", letter.id)
        letter.error = ""
        queue_again(Letter.id == letter.id)
        facts = {"letter": letter.id, "agency": letter.agency_id}
        audit.append("say_again", f"{letter.paper_kind}/{letter.paper_id}", **actor.by, **facts)
