"""Who is on the list of an agency, and what became of the last message to each."""

from sqlalchemy import func, select

from server.database import db
from server.duty.models import DutyCall, DutyNumber
from server.org.models import Appointment, Person, Position
from server.org.queries import as_of


def numbers_of(agency_id: int) -> list[DutyNumber]:
    """By name."""
    mine = select(DutyNumber).join(Person).where(DutyNumber.agency_id == agency_id)
    return list(db.session.scalars(mine.order_by(Person.sort_key, DutyNumber.id)))


def on_duty(agency_id: int) -> list[DutyNumber]:
    """Those of them who hold a post there today: who left is not rung."""
    posted = as_of(select(Appointment.person_id).join(Position), Appointment)
    here = set(db.session.scalars(posted.where(Position.agency_id == agency_id)))
    return [one for one in numbers_of(agency_id) if one.person_id in here and one.person.active]


def last_calls(agency_id: int) -> dict[int, DutyCall]:
    """Person → the last message to him."""
    last = select(func.max(DutyCall.id)).where(DutyCall.agency_id == agency_id)
    rows = select(DutyCall).where(DutyCall.id.in_(last.group_by(DutyCall.person_id)))
    return {one.person_id: one for one in db.session.scalars(rows)}
