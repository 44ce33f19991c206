"""Who reads which part of the signature log without being an auditor (DOMAIN §3.2)."""

from sqlalchemy import ColumnElement, select

from server.documents.outgoing.signatures.signed import Signature
from server.org.actor import Actor
from server.org.models import Appointment, Position
from workflows import Refused, Role

LOG_READERS = frozenset({Role.CLERK, Role.LEADER, Role.OFFICE_CHIEF})
"""An auditor has all of it, in a room of his own."""


def within(actor: Actor) -> list[ColumnElement[bool]]:
    """A leader reads what was signed for his agency, an office chief what people of his unit
    signed (u), a clerk what he signed and sealed himself (o). Raises `not_allowed`."""
    if Role.LEADER in actor.roles:
        return [Signature.agency_id == actor.agency_id]
    if Role.OFFICE_CHIEF in actor.roles:
        of_unit = (
            select(Appointment.person_id).join(Position).where(Position.unit_id == actor.unit_id)
        )
        return [Signature.agency_id == actor.agency_id, Signature.person_id.in_(of_unit)]
    if Role.CLERK in actor.roles:
        return [Signature.person_id == actor.person_id]
    raise Refused("not_allowed")
