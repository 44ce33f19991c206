"""Plans that touch the same agency: each ends it once, and none gives to what another one ends."""

from sqlalchemy import or_, select

from server.database import db
from server.org.models import Agency
from server.reorganising.looking import beside
from server.reorganising.models import Closing, Parting, Plan
from workflows import Refused


def refuse_elsewhere(plan: Plan, ending: Agency) -> None:
    """One agency ends by one plan, and not while another gives it something that day or later."""
    others = (
        select(Plan)
        .join(Closing)
        .where(Closing.agency_id == ending.id, Plan.id != plan.id, Plan.withdrawn_at.is_(None))
    )
    other = db.session.scalar(others.limit(1))
    if other is None and any(one.agency_id == ending.id for one in plan.partings):
        other = plan
    if other is not None:
        raise Refused("ends_by_another_plan", "agency", title=other.title)
    into = or_(
        Plan.id.in_(select(Closing.plan_id).where(Closing.heir_id == ending.id)),
        Plan.id.in_(select(Parting.plan_id).where(Parting.heir_id == ending.id)),
    )
    later = db.session.scalar(
        beside(plan).where(into, Plan.effective_on >= plan.effective_on).limit(1)
    )
    if later is not None:
        raise Refused("takes_over_by_another_plan", "agency", title=later.title)


def refuse_ending(plan: Plan, taker: Agency) -> None:
    """Who takes over does not end by another plan that day or before."""
    sooner = beside(plan).join(Closing).where(Closing.agency_id == taker.id)
    other = db.session.scalar(sooner.where(Plan.effective_on <= plan.effective_on).limit(1))
    if other is not None:
        raise Refused("heir_ends_elsewhere", "heir", name=taker.short_name, title=other.title)
