"""What begins by itself: names that count from today, and agencies whose first unit opened."""

from sqlalchemy import select

from server import rota
from server.admin.organisation.places import settle_units
from server.admin.staff.people import settle_name
from server.clock import today
from server.database import db, transaction
from server.org.models import Agency, Person, PersonName, Unit


@rota.nightly("admin:begin_the_day")
def begin_the_day() -> None:
    """Repeated it changes nothing."""
    with transaction():
        begun = select(Person).join(PersonName).where(PersonName.valid_from == today())
        for person in db.session.scalars(begun):
            settle_name(person)
        opened = select(Agency).join(Unit).where(Unit.valid_from == today())
        for agency in db.session.scalars(opened):
            settle_units(agency)
