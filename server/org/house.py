"""The agencies that work on this server, today: few, however many the directory has outside."""

from sqlalchemy import select

from server.clock import today
from server.database import db
from server.org.models import Agency, Appointment, Position
from server.org.queries import as_of, in_force
from workflows import Role


def agencies_here() -> list[Agency]:
    """In the directory's order."""
    ours = as_of(select(Agency).where(Agency.external.is_(False)), Agency)
    return list(db.session.scalars(ours.order_by(Agency.id)))


def below(agency_id: int | None) -> list[Agency]:
    """Those directly below one; nobody stands below no agency."""
    if agency_id is None:
        return []
    return [one for one in agencies_here() if one.parent_id == agency_id]


def up_to(agency_id: int | None) -> list[Agency]:
    """One agency with those above it today, inside or outside, the highest first."""
    line: list[Agency] = []
    one = db.session.get(Agency, agency_id) if agency_id else None
    while one is not None and one.holds_on(today()) and one not in line:
        line.insert(0, one)
        one = one.parent
    return line


def known(code: str) -> Agency | None:
    """An agency of today, inside or outside, or None."""
    return db.session.scalar(as_of(select(Agency).where(Agency.code == code), Agency))


def administrators() -> set[str]:
    """The seat of each post from which the whole server is administered, wherever it is."""
    held = select(Position).join(Appointment).where(in_force(Appointment))
    return {f"p:{it.id}" for it in db.session.scalars(held) if Role.ADMIN in it.roles}


def agencies_with(role: Role) -> list[Agency]:
    """The agencies of this installation in which somebody holds the role today, by id."""
    held = (
        as_of(as_of(select(Agency, Position.roles), Agency), Appointment)
        .join(Position, Position.agency_id == Agency.id)
        .join(Appointment, Appointment.position_id == Position.id)
        .where(Agency.external.is_(False))
        .order_by(Agency.id)
    )
    return list(dict.fromkeys(one for one, roles in db.session.execute(held) if role in roles))
