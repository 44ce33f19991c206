"""Whoever has no post at all from the day of a plan on: he cannot come in any more.

It blocks nothing, a chair may retire with his commune; the plan's page names him, and his own says
so while he can still ask.
"""

from sqlalchemy import select

from server.database import db
from server.org.models import Appointment, Position
from server.org.queries import in_force
from server.reorganising.looking import holders, place
from server.reorganising.models import Plan


def lines(plan: Plan) -> list[str]:
    """`Lê Đình Quân: Chủ tịch, UBND xã Hoằng Đồng`, in the order of the posts."""
    return [f"{one.person.full_name}: {place(one.position)}" for one in found(plan)]


def found(plan: Plan) -> list[Appointment]:
    """The posts that end, of those whom the plan gives none and who hold no other on that day."""
    held = holders(plan)
    going = {row.position_id for row in plan.posts if row.goes_to_id}
    staying = (one for post, those in held.items() if post not in going for one in those)
    left = [one for one in staying if one.person.active]
    provided = {one.person_id for post in going for one in held.get(post, [])}
    provided |= _elsewhere(plan, {one.person_id for one in left}, set(held))
    return [one for one in left if one.person_id not in provided]


def _elsewhere(plan: Plan, people: set[int], ending: set[int]) -> set[int]:
    """Who of these holds a post on that day that does not end by the plan."""
    there = (
        select(Appointment.person_id)
        .join(Position, Position.id == Appointment.position_id)
        .where(
            Appointment.person_id.in_(people),
            Position.id.not_in(ending),
            in_force(Position, plan.effective_on),
            in_force(Appointment, plan.effective_on),
        )
    )
    return set(db.session.scalars(there))
