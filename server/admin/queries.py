"""Reading people and posts for those who administer them."""

from sqlalchemy import Row, select

from server.database import db
from server.org.models import Agency, Appointment, Delegation, Person, Position, Unit
from server.org.queries import as_of


def people(agency_code: str | None = None, word: str = "") -> list[Row]:
    """(account, name, title, agency, unit, active) of every appointment in force today, by name."""
    rows = (
        as_of(
            select(
                Person.account,
                Person.full_name,
                Position.title,
                Agency.code.label("agency"),
                Unit.name.label("unit"),
                Person.active,
            ),
            Appointment,
        )
        .select_from(Person)
        .join(Appointment, Appointment.person_id == Person.id)
        .join(Position, Position.id == Appointment.position_id)
        .outerjoin(Agency, Agency.id == Position.agency_id)
        .outerjoin(Unit, Unit.id == Position.unit_id)
        .order_by(Agency.id, Unit.rank, Position.rank)
    )
    if agency_code:
        rows = rows.where(Agency.code == agency_code)
    if word:
        rows = rows.where(Person.account.contains(word, autoescape=True))
    return list(db.session.execute(rows))


def delegations(agency_id: int | None = None) -> list[Delegation]:
    """Every mandate, the ended ones too, newest first."""
    rows = select(Delegation).order_by(Delegation.valid_from.desc(), Delegation.id.desc())
    if agency_id is not None:
        rows = rows.where(Delegation.agency_id == agency_id)
    return list(db.session.scalars(rows))
