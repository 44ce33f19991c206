"""After the last day of an agency nobody acts in its name, whatever post is open there still."""

from server.clock import today
from server.org.actor import Actor
from workflows import Refused


def refuse_ended(actor: Actor) -> None:
    """What lies in it is read, and handed over by a plan (ORG-11, ORG-12)."""
    until = actor.agency_until
    if until is not None and until <= today():
        raise Refused("agency_has_ended", "", name=actor.agency_name, day=f"{until:%d/%m/%Y}")
