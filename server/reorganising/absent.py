"""Whoever stood in for somebody away works in another agency after the midnight, or nowhere.

He has nothing of that desk from then on (a substitute is of the same agency), so nobody may go on
reading that he has it: the absence ends, both hear of it, and another is written down (ORG-04).
"""

from collections import defaultdict

from sqlalchemy import or_, select

from server.admin.changes import said_day
from server.audit.changes import changed
from server.database import db
from server.desks.queries import ABSENCES
from server.org.actor import Actor
from server.org.models import Absence, Appointment, Position
from server.org.queries import in_force, lasts_beyond
from server.papers.telling import AWAY_PARTED, tell_person
from server.reorganising.looking import holders
from server.reorganising.models import Plan


def part(server: Actor, plan: Plan) -> int:
    """How many of them ended; a step, once the posts of the new day are held."""
    moved = {one.person_id for held in holders(plan).values() for one in held}
    touched = or_(Absence.person_id.in_(moved), Absence.substitute_id.in_(moved))
    ahead = select(Absence).where(touched, lasts_beyond(Absence, plan.effective_on))
    rows = db.session.scalars(ahead.order_by(Absence.id)).all()
    works_in = _agencies(plan, {it for one in rows for it in (one.person_id, one.substitute_id)})
    parted = [it for it in rows if not works_in[it.person_id] & works_in[it.substitute_id]]
    for one in parted:
        _end(server, plan, one)
    return len(parted)


def _agencies(plan: Plan, people: set[int]) -> dict[int, set[int]]:
    """Where each of them holds a post on that day."""
    there = (
        select(Appointment.person_id, Position.agency_id)
        .join(Position, Position.id == Appointment.position_id)
        .where(Appointment.person_id.in_(people), in_force(Appointment, plan.effective_on))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for person_id, agency_id in db.session.execute(there):
        if agency_id is not None:
            found[person_id].add(agency_id)
    return found


def _end(server: Actor, plan: Plan, one: Absence) -> None:
    one.valid_to = max(plan.effective_on, one.valid_from)
    names = f"{one.person.full_name}, {one.substitute.full_name}"
    words = f"{names} không còn cùng cơ quan từ {said_day(plan.effective_on)}: thôi nhận việc thay"
    changed(server, "absence_ended", f"person/{one.person_id}", words, absence=one.id)
    for person_id in (one.substitute_id, one.person_id):
        about = {"kind": ABSENCES, "id": one.id, "seq": one.id}
        tell_person(server, about, person_id, AWAY_PARTED)
