"""One step for several incoming documents: each by itself, each with why not.

The clerk presents what is registered to one leader; the head of a unit gives what it leads to one
officer. Nothing is decided here: each document goes through its own service, alone.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from server.answers import words_of
from server.database import db
from server.desks.models import Desk
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.incoming.steps import STEPS
from server.documents.steps import take
from server.org.actor import Actor
from server.papers.services import Ref
from server.shapes import Asked
from workflows import INCOMING, Refused

ACTS = ("present", "assign")
MOST = 50
"""Documents at a time: each is an act of its own."""


class Result(NamedTuple):
    """What became of one document; `code` is empty where the step was taken."""

    id: int
    state: str
    code: str
    detail: str


def require(actor: Actor, name: str) -> None:
    """Raises `wrong_role` for whoever takes this step with no document at all."""
    INCOMING.knows(name, actor.roles)


def waiting(actor: Actor, name: str) -> list[Any]:
    """What lies on this actor's desk for this step, in the order of the desk."""
    columns = (Coming.id, Coming.version, Coming.arrival_no, Coming.subject, Coming.due_at)
    found = (
        select(*columns)
        .join(Desk, (Desk.paper_kind == "incoming") & (Desk.paper_id == Coming.id))
        .where(Desk.seat.in_(actor.seats), Desk.verb == name)
        .order_by(Desk.due_at.is_(None), Desk.due_at, Coming.id)
    )
    rows = db.session.execute(found.limit(2 * MOST)).all()
    return list({row.id: row for row in rows}.values())[:MOST]


def each(actor: Actor, name: str, refs: Sequence[Ref], given: Asked) -> list[Result]:
    """One after the other; a no of one stops none of the others."""
    require(actor, name)
    if not refs:
        raise Refused("nothing_chosen")
    return [_one(actor, name, ref, given) for ref in refs]


def _one(actor: Actor, name: str, ref: Ref, given: Asked) -> Result:
    try:
        done = take(STEPS[name], actor, ref, given=given)
    except (Refused, StaleDataError) as no:
        db.session.rollback()
        refused = no if isinstance(no, Refused) else Refused("stale")
        return Result(ref.id, "", refused.reason, words_of(refused.reason, refused.said))
    return Result(ref.id, str(getattr(done, "state", "")), "", "")
