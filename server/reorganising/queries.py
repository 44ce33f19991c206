"""Minutes between agencies as lists show them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from server.database import db
from server.open_work.finding import PAGE
from server.open_work.kinds import KINDS
from server.org.actor import Actor
from server.papers.listing import before, newest
from server.papers.services import may_read
from server.policy import may_see_closed_registers
from server.reorganising.models import AgencyHandover, HandedOver
from workflows import Role

READS_ALL = frozenset({Role.ADMIN, Role.AUDITOR})


def concerns(actor: Actor) -> ColumnElement[bool]:
    """Whoever gives or takes; who opens the closed books there; who carries out plans, and the
    auditor, all of them."""
    mine = [AgencyHandover.giver_id == actor.person_id, AgencyHandover.taker_id == actor.person_id]
    if may_see_closed_registers(actor.roles):
        mine.append(AgencyHandover.to_id == actor.agency_id)
    return or_(*mine, *([AgencyHandover.id.is_not(None)] if actor.roles & READS_ALL else []))


def handovers(actor: Actor, cursor: str | None) -> tuple[list[AgencyHandover], str | None]:
    """A page of them, the newest first, and where the next begins."""
    named = (joinedload(getattr(AgencyHandover, it)) for it in ("from_agency", "to_agency", "plan"))
    asked = select(AgencyHandover).where(concerns(actor)).options(*named)
    rows, after = newest(asked, before(cursor))
    return [row for (row,) in rows], str(after) if after else None


def of_plan(plan_id: int) -> list[AgencyHandover]:
    """Those of one plan, in the order of its agencies."""
    mine = select(AgencyHandover).filter_by(plan_id=plan_id)
    named = (joinedload(getattr(AgencyHandover, it)) for it in ("from_agency", "to_agency"))
    return list(db.session.scalars(mine.options(*named).order_by(AgencyHandover.id)))


def lines(row: AgencyHandover, after: int) -> tuple[list[HandedOver], int | None]:
    """A page of what went, and where the next begins."""
    asked = select(HandedOver).where(went(row), HandedOver.id > after).order_by(HandedOver.id)
    found = list(db.session.scalars(asked.limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None


def readable(actor: Actor, rows: Sequence[HandedOver]) -> set[tuple[str, int]]:
    """Of these lines those whose paper this one may read; by kind and id."""
    found: set[tuple[str, int]] = set()
    for name in {one.paper_kind for one in rows}:
        model = KINDS[name].model
        ids = [one.paper_id for one in rows if one.paper_kind == name]
        mine = select(model.id).where(model.id.in_(ids), may_read(model, actor))
        found |= {(name, id) for id in db.session.scalars(mine)}
    return found


def count(row: AgencyHandover) -> int:
    return db.session.scalar(select(func.count(HandedOver.id)).where(went(row))) or 0


def went(row: AgencyHandover) -> ColumnElement[bool]:
    """What of the one agency went to the other."""
    return (
        (HandedOver.plan_id == row.plan_id)
        & (HandedOver.from_id == row.from_id)
        & (HandedOver.to_id == row.to_id)
    )
