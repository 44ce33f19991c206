"""The only door to a paper, and what an act on one begins with."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, select

from server import perform
from server.clock import now
from server.database import db, in_an_act, transaction
from server.desks.models import History, Proposal, Reader
from server.org.actor import Actor
from server.papers import safe
from server.papers.actions import proposals_of
from server.papers.destroyed import is_gone
from server.papers.models import Paper, PaperFile
from server.papers.openings import BY_PASS, note_opening
from workflows import Refused, Role

P = TypeVar("P", bound=Paper)


class Ref(NamedTuple):
    """A paper as somebody saw it: its id, and the version on the page or in `If-Match`."""

    id: int
    seen: int | None = None


def find(kind: type[P], actor: Actor, paper_id: int) -> P:
    """The paper, if a reader row lets this actor; to others it does not exist (DESIGN §5.8).

    Every door to content comes through here: so an auditor's opening is an event each time, and
    that of whoever was lent it for a term.
    """
    paper = _found(kind, actor, paper_id)
    if Role.AUDITOR in actor.roles and not in_an_act():
        note_opening(actor, f"{kind.workflow.name}/{paper_id}", paper.evidence_sha256)
        paper = _found(kind, actor, paper_id)
    if actor.passes and not in_an_act() and _is_lent(kind, actor, paper_id):
        for hear in BY_PASS:
            hear(actor, kind.workflow.name, paper_id)
        paper = _found(kind, actor, paper_id)
    if paper.may_lie_in_a_safe and not paper.is_veiled_for(actor.roles):
        safe.show(paper)
    return paper


def _found(kind: type[P], actor: Actor, paper_id: int) -> P:
    if Role.SYSTEM in actor.roles:
        paper = db.session.get(kind, paper_id)
    else:
        asked = _readable(kind)  # type: ignore[arg-type]  # a class can be hashed
        paper = db.session.scalar(asked, {"paper_id": paper_id, "seats": actor.seats})
    if paper is None:
        raise Refused("not_found")
    return paper


def _is_lent(kind: type[P], actor: Actor, paper_id: int) -> bool:
    """Whether nothing but a pass lets him read it."""
    own = [seat for seat in actor.seats if seat not in actor.passes]
    asked = _readable(kind)  # type: ignore[arg-type]  # a class can be hashed
    return db.session.scalar(asked, {"paper_id": paper_id, "seats": own}) is None


def require_open(kind: type[P], actor: Actor, ref: Ref, name: str, hoped: Callable[[P], Any]) -> P:
    """The law's whole answer to what is hoped for, before a page is made or a PIN is tried."""
    paper = _as_seen(kind, actor, ref, name)
    who = perform.taker(actor, name, paper)
    paper.workflow.decide(paper, hoped(paper), name, who.roles)
    return paper


def _as_seen(kind: type[P], actor: Actor, ref: Ref, name: str) -> P:
    paper = find(kind, actor, ref.id)
    who = perform.require(actor, name, paper)
    if ref.seen is not None and ref.seen != paper.version:
        raise Refused("stale")
    paper.workflow.permit(paper.state, name, who.roles)
    return paper


@cache
def _readable(kind: Any) -> Select[Any]:
    """Kept: it begins every act, and building it costs as much as asking it (SPEED.md 1f)."""
    seats: Any = bindparam("seats", expanding=True)
    return select(kind).where(kind.id == bindparam("paper_id"), _is_read_from(kind, seats))


def may_read(kind: type[Paper], actor: Actor) -> ColumnElement[bool]:
    """The clause that every list, count, search and file joins: there is no other way (§11.2)."""
    return _is_read_from(kind, actor.seats)


def _is_read_from(kind: type[Paper], seats: Any) -> ColumnElement[bool]:
    return (
        select(Reader.seat)
        .where(
            Reader.seat.in_(seats),
            Reader.paper_kind == kind.workflow.name,
            Reader.paper_id == kind.id,
        )
        .exists()
    )


@contextmanager
def taking(
    kind: type[P], actor: Actor, ref: Ref, step: str, *, recording: bool = False
) -> Iterator[P]:
    """One act: fetch the paper, ask rights, version and state; the caller fills in and performs.

    The order is the contract's: 404, 403, 412, 409; facts (422) are heard by `perform()`. While a
    paper is being signed nobody takes it but who is `recording` that signature.
    """
    with transaction():
        paper = _as_seen(kind, actor, ref, step)
        if not recording and paper.lies_in_cabinet:
            raise Refused("being_signed")
        yield paper


def proposed(paper: Paper, name: str) -> Proposal | None:
    """What a first hand proposed, as long as a second may answer it."""
    found = proposals_of(paper.workflow.name, paper.id).get(name)
    step = paper.workflow.step(paper.state, name)
    return found if found is not None and step.awaits_second(found.at, now()) else None


def second_of(actor: Actor, paper: Paper, name: str) -> Proposal | None:
    """The proposal this actor is now the second person of; None where the actor proposes.

    Raises `not_proposed` where only a second person asks and nobody proposed, and `same_person`
    where both halves come from one hand.
    """
    step, proposal = paper.workflow.step(paper.state, name), proposed(paper, name)
    if proposal is None or not step.seconds & actor.roles:
        if not step.roles & actor.roles:
            raise Refused("not_proposed")
        return None
    if proposal.person_id == actor.person_id:
        raise Refused("same_person")
    return proposal


_FILES = (
    select(PaperFile)
    .where(
        PaperFile.paper_kind == bindparam("kind"),
        PaperFile.paper_id == bindparam("paper_id"),
        ~is_gone(PaperFile.paper_kind, PaperFile.paper_id, PaperFile.sha256),
    )
    .order_by(PaperFile.n)
)


def files_of(kind: str, paper_id: int) -> list[PaperFile]:
    mine = db.session.scalars(_FILES, {"kind": kind, "paper_id": paper_id})
    return safe.names_of(list(mine))


def file_of(kind: str, paper_id: int, n: int) -> PaperFile:
    row = db.session.scalar(select(PaperFile).filter_by(paper_kind=kind, paper_id=paper_id, n=n))
    if row is None:
        raise Refused("not_found")
    if db.session.scalar(select(is_gone(kind, paper_id, row.sha256))):
        raise Refused("is_destroyed")
    return safe.names_of([row])[0]


def reasons(actor: Actor, paper: Paper, steps: Sequence[History]) -> dict[int, str]:
    """Why each step was taken, by its id. A reason may quote the paper, so it is veiled with it
    (SEC-02), but for what a second hand confirms: it must read why."""
    said = {one.id: one.reason for one in steps}
    if not paper.may_lie_in_a_safe:
        return said
    if not paper.is_veiled_for(actor.roles):
        return said | safe.reasons_of(paper.workflow.name, paper.id)
    open_to_all = safe.READ_BY_SECONDS
    return {one.id: one.reason if one.transition in open_to_all else "" for one in steps}
