"""Posts of successors to which open work goes and where nobody sits on that day.

A gap is allowed, and shown (DOMAIN §2.4): the page of the plan names it, so that somebody is
appointed or another post has the work.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import func, select

from server.database import db
from server.desks.models import Desk
from server.open_work import owning
from server.org.models import Appointment, Person, Position
from server.org.queries import in_force
from server.reorganising.line import heads_of
from server.reorganising.looking import holders, place, successors
from server.reorganising.models import Plan, PostHeir
from server.words_of.law import ROLES
from workflows import Role

Thing = tuple[str, int]
"""A kind and an id, as `ThingHeir` has it."""


def lines(plan: Plan) -> list[str]:
    """`Chủ tịch, UBND xã Phú Tây: 2 văn bản đến đang xử lý`, for each such post."""
    return [f"{place(post)}: {owning.said(counts)}" for post, counts in found(plan)]


NEEDED = (Role.LEADER, Role.CLERK)
"""Whom a letter needs on the day it comes: one enters it, one says whose it is."""


def unmanned(plan: Plan) -> list[str]:
    """`UBND xã Phú Đông: Văn thư`, for each successor in which nobody is that on that day: it has
    the post, and its letters would lie before an empty desk."""
    manned = _manned(plan).values()
    found = []
    for agency in successors(plan).values():
        had = {role for one in manned if one.agency_id == agency.id for role in one.roles}
        wanting = [str(ROLES[role]) for role in NEEDED if role not in had]
        found += [f"{agency.short_name}: {', '.join(wanting)}"] if wanting else []
    return found


def found(plan: Plan) -> list[tuple[Position, Counter[str]]]:
    """Each vacant post that takes work, and how much of it by kind; in the order of the posts."""
    manned = _manned(plan)
    aside = _aside(plan)
    posts: dict[int, Position] = {}
    things: dict[int, set[Thing]] = {}
    duties: dict[int, set[str]] = {}
    for row in plan.posts:
        for post, thing in _goes(row, aside, manned):
            posts[post.id] = post
            things.setdefault(post.id, set()).add(thing)
        if row.heir and row.heir_id not in manned:
            posts[row.heir.id] = row.heir
            seats = _left_seats(row.position, row.heir, manned.values())
            duties.setdefault(row.heir.id, set()).update(seats)
    counted = (
        (post, _counts(things.get(id, set()), duties.get(id, set())))
        for id, post in posts.items()
    )  # fmt: skip
    return [(post, counts) for post, counts in counted if counts]


def _counts(things: set[Thing], seats: set[str]) -> Counter[str]:
    counts = Counter(kind for kind, _id in things)
    lying = select(func.count()).select_from(Desk).where(Desk.seat.in_(seats))
    counts[owning.DUTIES] += db.session.scalar(lying) or 0
    return +counts


def _manned(plan: Plan) -> dict[int, Position]:
    """The posts where somebody who can sign in sits on that day: already, or by the plan."""
    held = holders(plan)
    by_plan = [
        one.goes_to
        for one in plan.posts
        if one.goes_to and any(it.person.active for it in held.get(one.position_id, []))
    ]
    heirs = {one.heir.agency_id for one in plan.posts if one.heir}
    heirs |= {one.heir_id for one in plan.things}
    there = (
        select(Position)
        .join(Appointment, Appointment.position_id == Position.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(Position.agency_id.in_(heirs), Person.active)
        .where(in_force(Appointment, plan.effective_on))
    )
    return {one.id: one for one in (*db.session.scalars(there), *by_plan)}


def _aside(plan: Plan) -> dict[Thing, tuple[int, Position | None]]:
    """What is ticked for a successor of its own, with that one and who heads it."""
    ids = {one.heir_id for one in plan.things}
    heads = {id: db.session.scalars(heads_of(plan, id)).first() for id in ids}
    return {
        (one.paper_kind, one.paper_id): (one.heir_id, heads[one.heir_id]) for one in plan.things
    }


def _goes(
    row: PostHeir, aside: dict[Thing, tuple[int, Position | None]], manned: dict[int, Position]
) -> Iterator[tuple[Position, Thing]]:
    """What names this post, with the vacant one in which it goes on; what is ticked for another
    successor goes to that one's head."""
    to_a_gap = any(head and head.id not in manned for _agency, head in aside.values())
    if row.heir is None or (row.heir_id in manned and not to_a_gap):
        return
    for kind, paper in owning.naming(row.position):
        agency, head = aside.get((kind, paper.id), (row.heir.agency_id, None))
        post = row.heir if agency == row.heir.agency_id else head
        if post is not None and post.id not in manned:
            yield post, (kind, paper.id)


def _left_seats(old: Position, heir: Position, manned: Iterable[Position]) -> set[str]:
    """Of the duties of a post those that nobody has in the successor."""
    had = {role for one in manned if one.agency_id == heir.agency_id for role in one.roles}
    places = [f"a:{old.agency_id}", *([f"u:{old.unit_id}"] if old.unit_id else [])]
    return {f"{place}:{role}" for place in places for role in old.roles if role not in had}
