"""An agency lives on and gives a part of itself away: a split, or a unit that moves (DOMAIN §2.5).

Its books, seal and name stay what they are, so does all that nobody who goes has to do with. Who
takes a unit over gets it as it stands, or has one of the same code that its posts suit.
"""

from sqlalchemy import select

from server.database import db, transaction
from server.org.actor import Actor
from server.org.models import Agency, Position, Unit
from server.org.queries import in_force
from server.reorganising import matching
from server.reorganising.copying import copy_posts, copy_unit
from server.reorganising.crossing import refuse_elsewhere, refuse_ending
from server.reorganising.looking import closing_ids
from server.reorganising.models import Parting, Plan, PostHeir
from server.reorganising.planning import keep, named, taking, unit_never_was
from workflows import Refused


def part(actor: Actor, plan_id: int, *, agency: str, unit: str, heir: str) -> Parting:
    """This unit of an agency goes to that one; without a unit, only the work that is ticked."""
    with transaction() as session:
        plan = taking(actor, plan_id, "change")
        old, taker = named(agency, "agency"), named(heir, "heir", plan.effective_on)
        _refuse_unfit(plan, old, taker)
        leaving = _unit(plan, old, unit) if unit else None
        row = Parting(plan_id=plan.id, agency_id=old.id, heir_id=taker.id)
        row.unit_id = leaving.id if leaving else None
        if _is_there(plan, row):
            raise Refused("parts_already", "unit")
        session.add(row)
        session.flush()
        session.refresh(plan)
        if leaving is not None:
            _take_over(plan, row, leaving)
        what = f"{leaving.name}, {old.short_name}" if leaving else f"Một phần {old.short_name}"
        keep(actor, "reorganisation_changed", plan, f"{what} chuyển về {taker.short_name}")
    return row


def stay_whole(actor: Actor, plan_id: int, parting_id: int) -> None:
    """That part stays after all."""
    with transaction() as session:
        plan = taking(actor, plan_id, "change")
        row = next((one for one in plan.partings if one.id == parting_id), None)
        if row is None:
            raise Refused("no_such_row")
        gone = {one.id for one in _posts(plan, row.unit_id)} if row.unit_id else set()
        rest = [one for one in plan.partings if one.agency_id == row.agency_id and one is not row]
        for post in plan.posts:
            if post.position_id in gone:
                session.delete(post)
        for thing in plan.things:
            if thing.from_id == row.agency_id and (thing.heir_id == row.heir_id or not rest):
                session.delete(thing)
        new_unit = row.new_unit_id
        session.delete(row)
        session.flush()
        unit_never_was(new_unit)
        words = f"{row.agency.short_name} không chuyển phần này theo phương án"
        keep(actor, "reorganisation_changed", plan, words)


def _take_over(plan: Plan, row: Parting, leaving: Unit) -> None:
    """Into the unit of the same code, where there is one on that day; else it is set up there."""
    day = plan.effective_on
    posts = _posts(plan, leaving.id)
    same = _unit_of(plan, row.heir_id, leaving.code)
    if same is not None:
        matching.suit(plan, posts, _posts(plan, same.id))
        return
    new = copy_unit(leaving, row.heir, day)
    row.heir.has_units = True
    row.new_unit_id = new.id
    for was, post in copy_posts(posts, row.heir, {leaving.id: new}, day):
        plan.posts.append(
            PostHeir(position_id=was.id, heir_id=post.id, goes_to_id=post.id)
        )  # fmt: skip
    db.session.flush()
    db.session.refresh(plan)


def _posts(plan: Plan, unit_id: int) -> list[Position]:
    mine = select(Position).where(
        Position.unit_id == unit_id, in_force(Position, plan.effective_on)
    )
    return list(db.session.scalars(mine.order_by(Position.rank, Position.id)))


def _unit(plan: Plan, old: Agency, code: str) -> Unit:
    unit = _unit_of(plan, old.id, code)
    if unit is None:
        raise Refused("unknown_unit", "unit", code=code)
    return unit


def _unit_of(plan: Plan, agency_id: int, code: str) -> Unit | None:
    """By its letters, as it stands on that day."""
    mine = select(Unit).where(Unit.agency_id == agency_id, in_force(Unit, plan.effective_on))
    return db.session.scalar(mine.where(Unit.code == code).limit(1))


def _refuse_unfit(plan: Plan, old: Agency, taker: Agency) -> None:
    """Both work here; who gives lives on, and so does who takes."""
    if old.external or taker.external:
        raise Refused("agency_works_elsewhere", "agency" if old.external else "heir")
    if old.id == taker.id:
        raise Refused("succeeds_itself", "heir")
    if taker.id in closing_ids(plan):
        raise Refused("heir_ends_too", "heir", name=taker.short_name)
    if old.id in closing_ids(plan):
        raise Refused("ends_by_another_plan", "agency", title=plan.title)
    refuse_ending(plan, taker)
    if all(one.agency_id != old.id for one in plan.partings):
        refuse_elsewhere(plan, old)


def _is_there(plan: Plan, row: Parting) -> bool:
    """The same unit twice, or the same two without one."""
    if row.unit_id is not None:
        return any(one.unit_id == row.unit_id for one in plan.partings)
    known = {(one.agency_id, one.heir_id) for one in plan.partings if one.unit_id is None}
    return (row.agency_id, row.heir_id) in known
