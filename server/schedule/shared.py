"""Rooms and cars that an agency gives out: added once, chosen in each line (§11.5)."""

from collections.abc import Sequence

from sqlalchemy import select

from server import audit, repeats
from server.database import db, transaction
from server.meetings.hall_models import Shared
from server.org.actor import Actor
from server.words import sort_key
from workflows import Refused
from workflows.schedule import DRAFT, SCHEDULE


def add(actor: Actor, *, kind: str, name: str, rows: int = 0, seats: int = 0) -> Shared:
    """A room or a car that the agency gives out; a room may have its seats, also one that is there
    already."""
    SCHEDULE.permit(DRAFT, "settle", actor.roles)
    if bool(rows) != bool(seats) or (rows and kind != "room"):
        raise Refused("rows_need_seats", "seats")
    with transaction() as session:
        row = _known(actor, kind, name)
        if row is not None and (row.rows, row.seats) == (rows or row.rows, seats or row.seats):
            raise Refused("shared_is_there", "name")
        event = "room_laid_out" if row else "shared_thing_added"
        row = row or Shared(agency_id=actor.agency_id, kind=kind, name=name.strip())
        row.rows, row.seats = rows, seats
        session.add(row)
        session.flush()
        repeats.remember("shared_things", row.id)
        audit.append(event, f"shared_things/{row.id}", agency=actor.agency_id, **actor.by)
    return row


def _known(actor: Actor, kind: str, name: str) -> Shared | None:
    mine = select(Shared).filter_by(agency_id=actor.agency_id, kind=kind)
    same = name.strip().casefold()
    return next((one for one in db.session.scalars(mine) if one.name.casefold() == same), None)


def names(actor: Actor, kind: str) -> Sequence[str]:
    """The names of the agency's rooms, or cars."""
    asked = select(Shared.name).filter_by(agency_id=actor.agency_id, kind=kind)
    return sorted(db.session.scalars(asked), key=sort_key)
