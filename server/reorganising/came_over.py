"""What came over to somebody from an agency that ended: one list, from whom (ORG-12).

Whoever comes to it finds a line on his desk the first mornings; the list itself stays.
"""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from server.clock import now
from server.database import db
from server.desks.models import Desk, Reader
from server.desks.queries import CAME
from server.open_work.finding import PAGE
from server.open_work.kinds import KINDS
from server.org.actor import Actor, the_server
from server.papers.models import Paper
from server.papers.telling import CONFIRMING, sitting, tell_person, untell
from server.reorganising.models import HandedOver, Plan

FRESH = dt.timedelta(days=7)
"""So long a line of it stands on the desk."""


class Came(NamedTuple):
    """A line of the list: what went, the paper as it is now, whether it waits for the reader."""

    line: HandedOver
    paper: Paper | None
    waits: bool


def tell(plan: Plan) -> None:
    """Whoever has something of it, the desk says so; a step."""
    there = {f"a:{one.to_id}" for one in db.session.scalars(_of(plan))}
    told = {"kind": CAME, "id": plan.id, "seq": 1}
    for person_id in {one.person_id for one in sitting(there) if _has_some(plan, one)}:
        tell_person(the_server(), told, person_id or 0, CONFIRMING)


def _has_some(plan: Plan, actor: Actor) -> bool:
    mine = _of(plan).where(HandedOver.to_id == actor.agency_id, _meets(Desk, actor))
    return db.session.scalar(mine.limit(1)) is not None


def fade() -> None:
    """After some mornings the desk is for work again; a step."""
    old = select(Plan).where(Plan.took_effect_at < now() - FRESH)
    for plan in db.session.scalars(old):
        untell(CAME, plan.id)


def came(actor: Actor, *, waiting: bool, after: int) -> tuple[list[Came], int | None]:
    """A page of what this one may read of it, or of that what waits for him; the last plan's
    first, and where the next page begins."""
    asked = select(HandedOver, _meets(Desk, actor)).where(
        HandedOver.to_id == actor.agency_id, _meets(Reader, actor), HandedOver.id > after
    )
    asked = asked.where(_meets(Desk, actor)) if waiting else asked
    named = asked.options(joinedload(HandedOver.from_agency)).order_by(HandedOver.id)
    rows = db.session.execute(named.limit(PAGE + 1)).all()
    papers = _papers([line for line, _ in rows[:PAGE]])
    found = [
        Came(line, papers.get((line.paper_kind, line.paper_id)), waits)
        for line, waits in rows[:PAGE]
    ]
    return found, found[-1].line.id if len(rows) > PAGE else None


def _papers(lines: list[HandedOver]) -> dict[tuple[str, int], Paper]:
    """All of a kind at once."""
    found: dict[tuple[str, int], Paper] = {}
    for name in {one.paper_kind for one in lines}:
        ids = [one.paper_id for one in lines if one.paper_kind == name]
        mine = select(KINDS[name].model).where(KINDS[name].model.id.in_(ids))
        found |= {(name, one.id): one for one in db.session.scalars(mine)}
    return found


def _of(plan: Plan) -> Select[HandedOver]:
    return select(HandedOver).where(HandedOver.plan_id == plan.id)


def _meets(rows: type[Reader] | type[Desk], actor: Actor) -> ColumnElement[bool]:
    """Whether a thing of the list is read by this one, or lies before him."""
    there = (rows.paper_kind == HandedOver.paper_kind, rows.paper_id == HandedOver.paper_id)
    return select(rows.seat).where(*there, rows.seat.in_(actor.seats)).exists()
