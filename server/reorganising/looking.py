"""A plan as the law looks at it: what it forgets, who has no heir, who would share a chair."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Select, or_, select

from server.database import db
from server.open_work import finding
from server.open_work.kinds import KINDS
from server.org.heirs_mail import routes_of
from server.org.models import Agency, Appointment, Position
from server.org.queries import in_force
from server.reorganising.models import Plan
from workflows import Role
from workflows.reorganising import Plan as Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """A plan of which nothing is lacking yet, for what the law says of its state and day alone."""

    state: Stage
    effective_on: dt.date
    closes: int = 0
    parts: int = 0
    forgotten: Collection[str] = ()
    unready: Collection[str] = ()
    posts_without_heir: Collection[str] = ()
    seats_taken_twice: Collection[str] = ()
    raised: Collection[str] = ()
    proposed_by_id: int | None = None


class Seen:
    """The facts of `workflows.reorganising.PlanFacts`; names are as a page says them.

    Looked for when the law asks, anew for each step: people and posts change while a plan waits,
    and a step that only writes on it asks for none (of a district each is dozens of posts).
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @property
    def state(self) -> Stage:
        return self._plan.state

    @property
    def effective_on(self) -> dt.date:
        return self._plan.effective_on

    @property
    def closes(self) -> int:
        return len(self._plan.closings)

    @property
    def parts(self) -> int:
        return len(self._plan.partings)

    @property
    def proposed_by_id(self) -> int | None:
        return self._plan.proposed_by_id

    @cached_property
    def forgotten(self) -> Collection[str]:
        return sorted(set(_forgotten(self._plan)))

    @cached_property
    def unready(self) -> Collection[str]:
        return sorted(_unready(self._plan))

    @cached_property
    def posts_without_heir(self) -> Collection[str]:
        return _without_heir(self._plan)

    @cached_property
    def seats_taken_twice(self) -> Collection[str]:
        return sorted(_taken_twice(self._plan))

    @cached_property
    def raised(self) -> Collection[str]:
        return sorted(_raised(self._plan))


def closing_ids(plan: Plan) -> set[int]:
    return {one.agency_id for one in plan.closings}


def parting_ids(plan: Plan) -> set[int]:
    """Agencies that live on, and of which something goes."""
    return {one.agency_id for one in plan.partings} - closing_ids(plan)


def leaving_units(plan: Plan) -> set[int]:
    """Units that go, of agencies that live on."""
    mine = (one for one in plan.partings if one.agency_id in parting_ids(plan))
    return {one.unit_id for one in mine if one.unit_id}


def successors(plan: Plan) -> dict[int, Agency]:
    """Every agency to which something goes."""
    heirs = [one.heir for one in plan.closings if one.heir]
    posts = [one.heir.agency for one in plan.posts if one.heir and one.heir.agency]
    things = [one.heir for one in plan.things]
    parts = [one.heir for one in plan.partings]
    return {one.id: one for one in (*heirs, *posts, *things, *parts)}


def takers(plan: Plan) -> dict[int, Agency]:
    """The successors, and before them whoever is set up for it and has nothing yet: of an agency
    that is split each of the new ones takes something (ORG-10)."""
    return {one.agency_id: one.agency for one in plan.founded} | successors(plan)


def spare(plan: Plan) -> list[Agency]:
    """Set up for it, and nothing goes there yet: it would stand with empty desks (ORG-10)."""
    taking = {*successors(plan), *(it.heir_id for it in routes_of(*closing_ids(plan)))}
    is_written = bool(plan.closings or plan.partings)
    return [it.agency for it in plan.founded if is_written and it.agency_id not in taking]


def closing_posts(plan: Plan) -> list[Position]:
    """The posts that end with their agencies or go with their units, in the directory's order."""
    mine = select(Position).where(
        or_(
            Position.agency_id.in_(closing_ids(plan)), Position.unit_id.in_(leaving_units(plan))
        ),
        in_force(Position, eve(plan)),
    )  # fmt: skip
    return list(db.session.scalars(mine.order_by(Position.agency_id, Position.rank, Position.id)))


def holders(plan: Plan, posts: Collection[Position] | None = None) -> dict[int, list[Appointment]]:
    """Who holds each closing post, or these of them, on its last day."""
    ids = [one.id for one in (closing_posts(plan) if posts is None else posts)]
    held = select(Appointment).where(
        Appointment.position_id.in_(ids), in_force(Appointment, eve(plan))
    )
    found: dict[int, list[Appointment]] = {}
    for one in db.session.scalars(held.order_by(Appointment.id)):
        found.setdefault(one.position_id, []).append(one)
    return found


def standing(posts: Collection[int], plan: Plan) -> Iterable[int]:
    """These posts, each as often as somebody holds it still on the day of the plan."""
    held = select(Appointment.position_id).where(
        Appointment.position_id.in_(posts), in_force(Appointment, plan.effective_on)
    )
    return db.session.scalars(held)


def open_there(plan: Plan, agency_id: int, kind: str) -> Select[Any]:
    """What is open in an agency that ends, or owed by it; what another that ends gave stands with
    that one, so that each thing stands in one list; by id."""
    one = KINDS[kind]
    model: Any = one.model
    others = closing_ids(plan) - {agency_id}
    return finding.of_agencies(one, {agency_id}).where(getattr(model, one.home).not_in(others))


def place(post: Position) -> str:
    """A post as a list names it: `Trưởng phòng, Phòng Văn hóa - Xã hội, UBND xã Hoằng Phú`."""
    parts = (post.title, post.unit.name if post.unit else "", _short(post.agency))
    return ", ".join(part for part in parts if part)


def _short(agency: Agency | None) -> str:
    return agency.short_name if agency else ""


def eve(plan: Plan) -> dt.date:
    """The last day of what ends."""
    return plan.effective_on - dt.timedelta(days=1)


def _forgotten(plan: Plan) -> Iterable[str]:
    """Without an heir, or with one that ends too; or left under an agency that ends."""
    ending = closing_ids(plan)
    for one in plan.closings:
        if one.heir_id is None or one.heir_id in ending:
            yield one.agency.short_name
    yield from (one.from_agency.short_name for one in plan.things if one.heir_id in ending)
    yield from (one.agency.short_name for one in plan.partings if one.heir_id in ending)
    renamed = {one.agency_id for one in plan.closings if one.renamed}
    under = select(Agency).where(
        Agency.parent_id.in_(ending - renamed),
        Agency.id.not_in(ending),
        Agency.external.is_(False),
        in_force(Agency, plan.effective_on),
    )
    yield from (one.short_name for one in db.session.scalars(under))


def beside(plan: Plan) -> Select[Plan]:
    """Other plans whose midnight is still to come."""
    return select(Plan).where(
        Plan.id != plan.id, Plan.withdrawn_at.is_(None), Plan.took_effect_at.is_(None)
    )


def _unready(plan: Plan) -> Iterable[str]:
    sooner = beside(plan).where(Plan.effective_on <= plan.effective_on)
    ended = {one.agency_id for other in db.session.scalars(sooner) for one in other.closings}
    for agency in successors(plan).values():
        posts = db.session.scalars(
            select(Position).where(
                Position.agency_id == agency.id, in_force(Position, plan.effective_on)
            )
        ).all()
        headed = any(one.is_head and one.unit_id is None for one in posts)
        registers = any(Role.CLERK in one.roles for one in posts)
        stands = agency.holds_on(plan.effective_on) and agency.id not in ended
        if agency.external or not (stands and headed and registers):
            yield agency.short_name


def _without_heir(plan: Plan) -> list[str]:
    ending = closing_ids(plan)
    heirs = {
        one.position_id
        for one in plan.posts
        if one.heir and one.heir.agency_id not in ending and one.heir.holds_on(plan.effective_on)
    }
    return [place(post) for post in closing_posts(plan) if post.id not in heirs]


def _taken_twice(plan: Plan) -> Iterable[str]:
    """A post for one alone, to which two go, or which somebody holds already."""
    ids = {one.goes_to_id for one in plan.posts if one.goes_to_id}
    taken = Counter(standing(ids, plan))
    held = holders(plan)
    posts = {one.goes_to.id: one.goes_to for one in plan.posts if one.goes_to}
    for one in plan.posts:
        if one.goes_to:
            taken[one.goes_to.id] += len(held.get(one.position_id, []))
    for post_id, post in posts.items():
        if post.single_holder and taken[post_id] > 1:
            yield place(post)


def _raised(plan: Plan) -> Iterable[str]:
    """Whoever writes or proposes the plan, and would hold a role by it that he has not (SOD-04)."""
    writers = {plan.drafted_by_id, plan.proposed_by_id}
    held = holders(plan)
    for one in plan.posts:
        if one.goes_to and set(one.goes_to.roles) - set(one.position.roles):
            own = [it for it in held.get(one.position_id, []) if it.person_id in writers]
            yield from (it.person.full_name for it in own)
