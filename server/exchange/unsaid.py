"""Answers that whoever they are for did not take: the clerk sees them and says them once more.

What the machine is still saying again by itself is shown where it is asked for.

Without a line to the outside no answer can go, whatever a clerk does: those are the doctor's.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select

from server import audit, repeats
from server.database import db, transaction
from server.documents.delivery.models import Arrival, Letter
from server.documents.delivery.queries import TRIED, was_tried
from server.documents.delivery.services import go_at_once, queue_again, say_no_more
from server.documents.incoming.models import IncomingDocument
from server.exchange.following import PAGE, sought
from server.exchange.lines import NO_LINE
from server.org.actor import Actor
from server.papers.listing import newest
from workflows import Refused, Role


def unsaid(actor: Actor, said: str = "", page: int = 1, *, waiting: bool = False) -> list[Letter]:
    """Statuses of the clerk's agencies that were refused for good, the newest first (§8.5): a page
    of them and one more where there is another. `said`: words of the paper, or of an organ id;
    `waiting`: instead, what waits for its next try."""
    shown = _unsaid(actor, said, waiting=waiting).order_by(Letter.id.desc())
    return list(db.session.scalars(shown.offset((page - 1) * PAGE).limit(PAGE + 1)))


def unsaid_before(
    actor: Actor, said: str, before: int | None, *, waiting: bool
) -> tuple[list[Letter], int | None]:
    """The same for a program, and where the list goes on: what it has said once more meanwhile
    makes it miss none."""
    rows, after = newest(_unsaid(actor, said, waiting=waiting), before)
    return [one for (one,) in rows], after


def _unsaid(actor: Actor, said: str, *, waiting: bool) -> Select[Letter]:
    if Role.CLERK not in actor.roles:
        raise Refused("not_allowed")
    mine = select(Letter).where(*(_waiting(actor) if waiting else _refused(actor)))
    about = (Letter.paper_kind == "incoming") & (IncomingDocument.id == Letter.paper_id)
    mine = mine.outerjoin(IncomingDocument, about)
    return mine.where(*sought(said, IncomingDocument.folded, func.lower(Letter.to_organ)))


def how_many(actor: Actor) -> int:
    """How many wait for the clerk."""
    return db.session.scalar(select(func.count()).where(*_refused(actor))) or 0


def _refused(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return *_answers_of(actor), Letter.state == "FAILED", Letter.error != NO_LINE


def _waiting(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return *_answers_of(actor), TRIED


def _answers_of(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return Letter.agency_id.in_(actor.agencies), Letter.kind == "status"


def answer_of(actor: Actor, letter_id: int, *, held: bool = False) -> Letter:
    """One answer of this clerk's agencies."""
    if Role.CLERK not in actor.roles:
        raise Refused("not_allowed")
    letter = db.session.get(Letter, letter_id, with_for_update=held)
    if letter is None or letter.agency_id not in actor.agencies or letter.kind != "status":
        raise Refused("not_found")
    return letter


def papers_of(letters: Sequence[Letter]) -> dict[int, IncomingDocument]:
    """The document that each of these answers is of, or whose sender wished something of it: by the
    answer's id. Not what is shut away (SEC-02), and nothing of what was turned away."""
    came = {one.paper_id for one in letters if one.paper_kind == "arrival"}
    wished = select(Arrival.id, Arrival.incoming_id).where(Arrival.id.in_(came))
    paper_of = {id: paper_id for id, paper_id in db.session.execute(wished)}
    ids = {
        one.id: one.paper_id if one.paper_kind == "incoming" else paper_of.get(one.paper_id)
        for one in letters
    }
    rows = select(IncomingDocument).where(IncomingDocument.id.in_({*filter(None, ids.values())}))
    papers = {one.id: one for one in db.session.scalars(rows) if not one.is_shut}
    return {id: papers[paper_id] for id, paper_id in ids.items() if paper_id in papers}


def leave(actor: Actor, letter_id: int, *, reason: str) -> None:
    """Whoever it is for takes it by no means, or was told another way: it is said no more, and why
    not stands beside it."""
    with transaction():
        letter = answer_of(actor, letter_id, held=True)
        if letter.state != "FAILED":
            raise Refused("answer_is_not_refused")
        if not reason.strip():
            raise Refused("has_reason", "reason")
        repeats.remember("letter", letter.id)
        say_no_more(letter, f"{actor.name}: {reason.strip()}")
        facts = {"letter": letter.id, "agency": letter.agency_id}
        audit.append("leave_unsaid", f"{letter.paper_kind}/{letter.paper_id}", **actor.by, **facts)


def say_again(actor: Actor, letter_id: int) -> None:
    """Put it on its way anew, or at once where it waits for its next try; whoever hears it twice
    knows it again (§8.6)."""
    with transaction():
        letter = answer_of(actor, letter_id, held=True)
        if letter.state != "FAILED" and not was_tried(letter):
            raise Refused("delivery_not_resendable")
        repeats.remember("letter", letter.id)
        if was_tried(letter):
            go_at_once(letter.to_organ)
        else:
            letter.error = ""
            queue_again(Letter.id == letter.id)
        facts = {"letter": letter.id, "agency": letter.agency_id}
        audit.append("say_again", f"{letter.paper_kind}/{letter.paper_id}", **actor.by, **facts)
