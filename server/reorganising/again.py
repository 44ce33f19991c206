"""A withdrawn plan is taken up again: a new draft of all that was said in it (ORG-10).

What it set up never was (`planning.never_was`), and begins now on the new day: the same rows, so
that heirs, posts and ticked work lead where they led. What meanwhile ended is left out, and then
stands among what the draft still lacks.
"""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import select

from server.admin.changes import said_day
from server.admin.organisation.agencies import refuse_taken
from server.database import db, transaction
from server.org.actor import Actor
from server.org.heirs_mail import MailRoute
from server.org.models import Agency, Dated, Position, Unit
from server.reorganising.crossing import refuse_elsewhere
from server.reorganising.looking import eve
from server.reorganising.models import Closing, Founded, Parting, Plan, PostHeir, ThingHeir
from server.reorganising.planning import ROUTE, Heading, begin, found_plan, keep, require_ahead
from workflows import Refused
from workflows.reorganising import Plan as Stage


def take_up(actor: Actor, plan_id: int, new: Heading) -> Plan:
    """The withdrawn one stays as it is; the other is written on, proposed and approved anew."""
    require_ahead(actor, new)
    with transaction() as session:
        old = found_plan(plan_id, held=True)
        _refuse_unfit(old)
        plan = begin(actor, new)
        for one in old.founded:
            _begins(plan, one.agency, old)
        _copy_parts(plan, old)
        _copy_ends(plan, old)
        _copy_posts(plan, old)
        session.flush()
        session.refresh(plan)
        words = f"Lập lại phương án {old.title} đã rút, có hiệu lực từ"
        keep(actor, "reorganisation_drafted", plan, f"{words} {said_day(plan.effective_on)}")
    return plan


def _refuse_unfit(old: Plan) -> None:
    """Only what was withdrawn, and once: what it sets up begins by one plan."""
    if old.state != Stage.WITHDRAWN:
        raise Refused("wrong_state")
    agencies = [one.agency_id for one in old.founded]
    others = select(Plan).join(Founded).where(
        Founded.agency_id.in_(agencies), Plan.id != old.id, Plan.withdrawn_at.is_(None)
    )  # fmt: skip
    other = db.session.scalar(others.limit(1))
    if other is not None:
        raise Refused("taken_up_already", title=other.title)
    for one in old.closings:
        refuse_elsewhere(old, one.agency)


def _begins(plan: Plan, agency: Agency, old: Plan) -> None:
    """Agency, units and posts that never were, from the new day on; nobody else has its code."""
    was = next((it.agency for it in old.closings if it.heir_id == agency.id and it.renamed), None)
    _from(plan.effective_on, [agency, *_of_agency(Unit, agency), *_of_agency(Position, agency)])
    refuse_taken(agency, was)
    db.session.add(Founded(plan_id=plan.id, agency_id=agency.id))


def _of_agency(model: type[Unit] | type[Position], agency: Agency) -> Iterable[Dated]:
    return db.session.scalars(select(model).where(model.agency_id == agency.id))


def _from(day: dt.date, rows: Iterable[Dated]) -> None:
    for row in list(rows):
        if row.valid_to == row.valid_from:
            row.valid_from, row.valid_to = day, None


def _copy_ends(plan: Plan, old: Plan) -> None:
    """Who ends and who comes after; thing by thing, where it goes; whose mail it is."""
    ends = [one for one in old.closings if one.agency.holds_on(eve(plan))]
    here = {one.agency_id for one in ends}
    for one in ends:
        heir = {"heir_id": one.heir_id, "renamed": one.renamed}
        db.session.add(Closing(plan_id=plan.id, agency_id=one.agency_id, **heir))
    for thing in old.things:
        said = {name: getattr(thing, name) for name in THING}
        db.session.add(ThingHeir(plan_id=plan.id, **said))
    for route in (one for one in old.mail if one["agency_id"] in here):
        db.session.add(MailRoute(**{name: route[name] for name in ROUTE}))


def _copy_posts(plan: Plan, old: Plan) -> None:
    """Post by post, where both stand on the day; where its holder goes, if that stands too."""
    last, day = eve(plan), plan.effective_on
    for one in old.posts:
        if one.position.holds_on(last) and one.heir and one.heir.holds_on(day):
            goes = one.goes_to_id if one.goes_to and one.goes_to.holds_on(day) else None
            row = PostHeir(plan_id=plan.id, position_id=one.position_id, heir_id=one.heir_id)
            row.goes_to_id = goes
            db.session.add(row)


THING = ("paper_kind", "paper_id", "from_id", "heir_id")


def _copy_parts(plan: Plan, old: Plan) -> None:
    """What leaves agencies that live on; the unit that the plan set up for it begins again."""
    for one in old.partings:
        if not one.agency.holds_on(eve(plan)) or (one.unit and not one.unit.holds_on(eve(plan))):
            continue
        if one.new_unit is not None:
            posts = select(Position).where(Position.unit_id == one.new_unit_id)
            _from(plan.effective_on, [one.new_unit, *db.session.scalars(posts)])
        db.session.add(Parting(
            plan_id=plan.id, agency_id=one.agency_id, unit_id=one.unit_id, heir_id=one.heir_id,
            new_unit_id=one.new_unit_id,
        ))  # fmt: skip
