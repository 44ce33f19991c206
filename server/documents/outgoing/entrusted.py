"""Who signs for an agency: its own, and heads below it whom it gave that in writing (art. 13.3).

TUQ is given to the head of a unit, or of an agency below; what he signs by it is the giver's
document, with the giver's number and seal (ORG-02).
"""

from sqlalchemy import Select, select

from server.database import db
from server.org.models import Appointment, Delegation, Person, Position
from server.org.queries import as_of, colleague
from workflows.capacity import SigningCapacity

Below = tuple[Person, Position]


def heads_below(agency_id: int | None) -> list[Below]:
    """Those whose mandate counts today, for a choice."""
    found = db.session.execute(as_of(_mandated(agency_id), Delegation))
    return [(person, post) for person, post in found]


def signer(agency_id: int | None, account: str) -> Below:
    """By account; why a mandate that ended does not help, the law says. Or `unknown_person`."""
    named = _mandated(agency_id).where(Person.account == account).limit(1)
    found = db.session.execute(named).first()
    return (found[0], found[1]) if found else colleague(agency_id, account, "signer")


def _mandated(agency_id: int | None) -> Select[Person, Position]:
    held = (
        select(Person, Position)
        .join(Appointment, Appointment.person_id == Person.id)
        .join(Position, Position.id == Appointment.position_id)
        .join(Delegation, Delegation.position_id == Position.id)
        .where(
            Delegation.agency_id == agency_id,
            Delegation.kind == SigningCapacity.TUQ,
            Position.agency_id != agency_id,
        )
        .order_by(Person.sort_key)
    )
    return as_of(held, Appointment)
