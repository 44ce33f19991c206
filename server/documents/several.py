"""One step for several documents: each by itself, each with why not.

Nothing is decided here: each document goes through its own service, alone. What somebody must read
before he answers for it (a check, an approval) is no such step; several are signed on pages of
their own, which show each (`outgoing.batch.many`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm.exc import StaleDataError

from server.answers import words_of
from server.database import db
from server.desks.models import Desk
from server.documents.forms import Fields
from server.documents.steps import Steps, take
from server.org.actor import Actor
from server.papers.services import Ref, may_read
from server.shapes import Asked
from workflows import Refused
from workflows.absence import goes_along

MOST = 50
"""Documents at a time: each is an act of its own."""


@dataclass(frozen=True, slots=True)
class Several:
    """Of one kind of papers: which steps, and what each of them asks of all.

    `code`: what a paper is called by in the list, before its subject. `open_to`: of a step that
    lies on no desk, which of the papers that one may read it is open for.
    """

    model: Any
    code: Any
    steps: Steps
    asks: Mapping[str, Callable[[Actor], Fields]]
    open_to: Mapping[str, Callable[[Actor], Sequence[Any]]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return str(self.model.workflow.name)


class Result(NamedTuple):
    """What became of one document; `code` is empty where the step was taken."""

    id: int
    state: str
    code: str
    detail: str


def nothing(_actor: Actor) -> Fields:
    """What a step asks that is only taken."""
    return []


def require(several: Several, actor: Actor, name: str) -> None:
    """Raises `wrong_role` for whoever takes this step with no document at all, be it in another's
    place (ORG-04)."""
    along = (goes_along(f"{several.kind}.{name}", one.roles) for one in actor.places)
    several.model.workflow.knows(name, actor.roles.union(*along))


def waiting(several: Several, actor: Actor, name: str) -> list[Any]:
    """What this step can be taken with: what lies on this actor's desk for it, or is open to it;
    what is due first."""
    paper = several.model
    columns = [paper.id, paper.version, several.code.label("code"), paper.subject]
    due: Any = paper.due_at if name in several.open_to else Desk.due_at
    found = _found(several, actor, name, columns).order_by(due.is_(None), due, paper.id)
    rows = db.session.execute(found.limit(2 * MOST)).all()
    return list({row.id: row for row in rows}.values())[:MOST]


def among(several: Several, actor: Actor, name: str, ids: Sequence[int]) -> set[int]:
    """Those of a list that it can be taken with."""
    paper = several.model
    if not ids or not _knows(several, actor, name):
        return set()
    found = _found(several, actor, name, [paper.id]).where(paper.id.in_(ids))
    return set(db.session.scalars(found))


def _found(several: Several, actor: Actor, name: str, columns: Sequence[Any]) -> Select[Any]:
    paper = several.model
    if name in several.open_to:
        mine = several.open_to[name](actor)
        return select(*columns).where(may_read(paper, actor), *mine)
    lies = (Desk.paper_kind == several.kind) & (Desk.paper_id == paper.id)
    on_desk = select(*columns).join(Desk, lies)
    return on_desk.where(Desk.seat.in_(actor.seats), Desk.verb == name)


def _knows(several: Several, actor: Actor, name: str) -> bool:
    try:
        require(several, actor, name)
    except Refused:
        return False
    return True


def called(several: Several, actor: Actor, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Number and subject of those that this actor may read, as the list of what waits has them."""
    paper = several.model
    columns = (paper.id, several.code.label("code"), paper.subject)
    found = select(*columns).where(paper.id.in_(ids), may_read(paper, actor))
    rows = db.session.execute(found)
    return {row.id: (str(row.code or ""), row.subject) for row in rows}


def each(
    several: Several, actor: Actor, name: str, refs: Sequence[Ref], given: Asked
) -> list[Result]:
    """One after the other; a no of one stops none of the others."""
    require(several, actor, name)
    if not refs:
        raise Refused("nothing_chosen")
    return [_one(several, actor, name, ref, given) for ref in refs]


def _one(several: Several, actor: Actor, name: str, ref: Ref, given: Asked) -> Result:
    try:
        done = take(several.steps[name], actor, ref, given=given)
    except (Refused, StaleDataError) as no:
        db.session.rollback()
        refused = no if isinstance(no, Refused) else Refused("stale")
        return Result(ref.id, "", refused.reason, words_of(refused.reason, refused.said))
    return Result(ref.id, str(getattr(done, "state", "")), "", "")
