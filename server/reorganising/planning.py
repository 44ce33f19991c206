"""The administrator's acts on a plan: written, proposed, approved by another, taken back.

Nothing of the office changes before its midnight: agencies that are set up for it begin with it.
"""

import datetime as dt
from dataclasses import asdict, dataclass

from sqlalchemy import select

from server.admin.changes import said_day
from server.admin.naming import Naming
from server.admin.organisation.agencies import Body, enter_agency
from server.audit.changes import changed
from server.clock import now, today
from server.database import db, transaction
from server.desks.queries import PLANS
from server.org import house
from server.org.actor import Actor
from server.org.heirs_mail import routes_of
from server.org.models import Agency, Position, Unit
from server.org.queries import in_force
from server.papers.telling import APPROVED, CALLED_OFF, CONFIRMING, RETURNED, bring, untell
from server.reorganising import forewarning, matching
from server.reorganising.crossing import refuse_elsewhere, refuse_ending
from server.reorganising.looking import Bare, Seen, closing_posts, place
from server.reorganising.models import Closing, Founded, Plan, PostHeir
from server.reorganising.outline import lay_out
from workflows import Refused
from workflows.reorganising import REORGANISING, Deciding
from workflows.reorganising import Plan as Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a plan is called, the decision it carries out, and the day it counts from."""

    title: str
    decision_code: str
    effective_on: dt.date


def draft(actor: Actor, new: Heading) -> Plan:
    """A plan begins; its midnight lies ahead (ORG-10)."""
    require_ahead(actor, new)
    with transaction():
        plan = begin(actor, new)
        words = f"Lập phương án {plan.title}, có hiệu lực từ {said_day(plan.effective_on)}"
        keep(actor, "reorganisation_drafted", plan, words)
    return plan


def require_ahead(actor: Actor, new: Heading) -> None:
    """An administrator writes it, and for a day to come: the no stands at the day."""
    blank = Bare(state=Stage.DRAFT, effective_on=new.effective_on)
    step = REORGANISING.permit("", "draft", actor.roles)
    for reason in step.objections(blank, _act(actor)):
        raise Refused(reason, "effective_on")


def begin(actor: Actor, new: Heading) -> Plan:
    """A step."""
    plan = Plan(**asdict(new), drafted_by_id=actor.person_id, drafted_at=now())
    db.session.add(plan)
    db.session.flush()
    return plan


def close(actor: Actor, plan_id: int, *, agency: str, heir: str) -> None:
    """This agency ends by the plan, and that one takes over; its posts find their heirs."""
    with transaction() as session:
        plan = taking(actor, plan_id, "change")
        ending, taker = named(agency, "agency"), named(heir, "heir", plan.effective_on)
        if ending.external or taker.external:
            raise Refused("agency_works_elsewhere", "agency" if ending.external else "heir")
        if ending.id == taker.id:
            raise Refused("succeeds_itself", "heir")
        refuse_elsewhere(plan, ending)
        refuse_ending(plan, taker)
        session.merge(Closing(plan_id=plan.id, agency_id=ending.id, heir_id=taker.id))
        session.flush()
        session.refresh(plan)
        matching.fill(plan, ending)
        words = f"{ending.short_name} kết thúc, {taker.short_name} kế tục"
        keep(actor, "reorganisation_changed", plan, words)


def keep_open(actor: Actor, plan_id: int, *, agency_id: int) -> None:
    """This agency does not end by the plan after all."""
    with transaction() as session:
        plan = taking(actor, plan_id, "change")
        gone = [one for one in plan.closings if one.agency_id == agency_id]
        if not gone:
            raise Refused("no_such_row")
        posts = {one.id for one in closing_posts(plan) if one.agency_id == agency_id}
        of_posts = (one for one in plan.posts if one.position_id in posts)
        of_things = (one for one in plan.things if one.from_id == agency_id)
        for row in (*gone, *of_posts, *of_things, *routes_of(agency_id)):
            session.delete(row)
        if gone[0].renamed and gone[0].heir:
            session.flush()
            never_was(gone[0].heir)
        words = f"{gone[0].agency.short_name} không kết thúc theo phương án"
        keep(actor, "reorganisation_changed", plan, words)


def found(actor: Actor, plan_id: int, new: Body, *, like: str, pin: str = "") -> Agency:
    """An agency that begins with the plan, with the units and posts of its kind (`outline`)."""
    with transaction() as session:
        plan = taking(actor, plan_id, "change")
        agency = enter_agency(actor, new, valid_from=plan.effective_on, pin=pin)
        lay_out(agency, like, plan.effective_on)
        session.add(Founded(plan_id=plan.id, agency_id=agency.id))
        keep(actor, "reorganisation_changed", plan, f"Lập {agency.short_name} theo phương án")
    return agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """Of one post that ends: who takes over its work, and where its holder goes on, if anywhere."""

    heir_id: int
    goes_to_id: int | None


def settle(actor: Actor, plan_id: int, post_id: int, said: Passing) -> None:
    """Say of one post who comes after it."""
    with transaction() as session:
        plan = taking(actor, plan_id, "change")
        post = next((one for one in closing_posts(plan) if one.id == post_id), None)
        if post is None:
            raise Refused("no_such_row")
        _refuse_unfit(plan, said.heir_id, "heir_id")
        _refuse_unfit(plan, said.goes_to_id, "goes_to_id")
        session.merge(PostHeir(plan_id=plan.id, position_id=post_id, **asdict(said)))
        session.flush()
        session.refresh(plan)
        keep(actor, "reorganisation_changed", plan, f"Chức vụ kế tục của {place(post)}")


def propose(actor: Actor, plan_id: int) -> Plan:
    """It is whole, and goes before another administrator."""
    with transaction():
        plan = taking(actor, plan_id, "propose")
        plan.proposed_at, plan.said = now(), ""
        keep(actor, "reorganisation_proposed", plan, f"Trình phương án {plan.title}")
        _tell(actor, plan, CONFIRMING)
    return plan


def send_back(actor: Actor, plan_id: int, *, reason: str) -> Plan:
    """Not like this: it is a draft again."""
    with transaction():
        plan = taking(actor, plan_id, "send_back", reason)
        plan.proposed_at, plan.said = None, reason.strip()
        untell(PLANS, plan.id)
        _tell(actor, plan, RETURNED)
        keep(actor, "reorganisation_sent_back", plan, f"Trả lại phương án: {plan.said}")
    return plan


def approve(actor: Actor, plan_id: int) -> Plan:
    """Another hand agrees: from now on the midnight does it (SOD-04)."""
    with transaction():
        plan = taking(actor, plan_id, "approve")
        plan.approved_at, plan.approved_by_id = now(), actor.person_id
        untell(PLANS, plan.id)
        _tell(actor, plan, APPROVED)
        forewarning.warn(plan)
        words = (
            f"Phê duyệt phương án {plan.title}, thực hiện lúc 0 giờ {said_day(plan.effective_on)}"
        )
        keep(actor, "reorganisation_approved", plan, words)
    return plan


ROUTE = ("agency_id", "heir_id", "words")


def withdraw(actor: Actor, plan_id: int, *, reason: str) -> Plan:
    """Taken back before its midnight: what was set up for it never is."""
    with transaction():
        plan = taking(actor, plan_id, "withdraw", reason)
        plan.withdrawn_at, plan.said = now(), reason.strip()
        untell(PLANS, plan.id)
        _tell(actor, plan, CALLED_OFF)
        forewarning.call_off(plan)
        plan.mail = []
        for route in routes_of(*(one.agency_id for one in plan.closings)):
            plan.mail = [*plan.mail, {name: getattr(route, name) for name in ROUTE}]
            db.session.delete(route)
        for one in plan.founded:
            never_was(one.agency)
        for part in plan.partings:
            unit_never_was(part.new_unit_id)
        keep(actor, "reorganisation_withdrawn", plan, f"Rút phương án: {plan.said}")
    return plan


def _tell(actor: Actor, plan: Plan, what: str) -> None:
    """The other administrators hear what became of it."""
    bring(actor, {"kind": PLANS, "id": plan.id, "seq": 1}, house.administrators(), what)


def unit_never_was(unit_id: int | None) -> None:
    """The same of a unit that the plan sets up."""
    posts = db.session.scalars(select(Position).where(Position.unit_id == (unit_id or 0)))
    units = db.session.scalars(select(Unit).where(Unit.id == (unit_id or 0)))
    for row in (*posts, *units):
        row.valid_to = row.valid_from


def never_was(agency: Agency) -> None:
    """Closed on the day that it would have begun: it has no day (§2.4)."""
    posts = db.session.scalars(select(Position).where(Position.agency_id == agency.id))
    units = db.session.scalars(select(Unit).where(Unit.agency_id == agency.id))
    for row in (*posts, *units, agency):
        row.valid_to = row.valid_from


def taking(actor: Actor, plan_id: int, step: str, reason: str = "") -> Plan:
    """The plan, held for this act, where the law lets this one take the step."""
    plan = found_plan(plan_id, held=True)
    law = REORGANISING.permit(plan.state, step, actor.roles)
    if step == "propose":
        plan.proposed_by_id = actor.person_id  # the law looks at what he gains by it, too (SOD-04)
    facts = Seen(plan)
    NAMING.hear(law.objections(facts, _act(actor, reason)), facts)
    return plan


def _act(actor: Actor, reason: str = "") -> Deciding:
    return Deciding(today=today(), person_id=actor.person_id, reason=reason)


NAMING = Naming(
    {
        "forgets_nobody": "forgotten",
        "successors_can_work": "unready",
        "every_post_has_an_heir": "posts_without_heir",
        "one_chair_one_holder": "seats_taken_twice",
        "nobody_raises_himself": "raised",
    },
    most=5,
    rest="nơi khác",
)
"""Guards whose answer says which ones."""


def found_plan(plan_id: int, *, held: bool = False) -> Plan:
    plan = db.session.get(Plan, plan_id, with_for_update=held)
    if plan is None:
        raise Refused("no_such_row")
    return plan


def named(code: str, field: str, day: dt.date | None = None) -> Agency:
    """An agency in force on the day, or today."""
    asked = select(Agency).where(Agency.code == code, in_force(Agency, day))
    agency = db.session.scalar(asked.limit(1))
    if agency is None:
        raise Refused("unknown_agency", field, code=code)
    return agency


def _refuse_unfit(plan: Plan, post_id: int | None, field: str) -> None:
    """An heir stands on that day, in an agency that goes on."""
    if post_id is None:
        return
    post = db.session.get(Position, post_id)
    ending = {one.agency_id for one in plan.closings}
    if post is None or not post.holds_on(plan.effective_on) or post.agency_id in ending:
        raise Refused("heir_has_no_day", field, title=place(post) if post else "")


def keep(actor: Actor, act: str, plan: Plan, words: str) -> None:
    """In the log; a step."""
    changed(actor, act, f"reorganisation/{plan.id}", words, closes=len(plan.closings))
