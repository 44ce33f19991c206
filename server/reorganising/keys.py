"""The seal of an agency that ends: it seals nothing more; what it sealed stays valid (ORG-14)."""

import datetime as dt

from server.admin.changes import said_day
from server.admin.revoking import take_off
from server.database import db
from server.org.actor import Actor
from server.org.models import Agency


def revoke_seal(server: Actor, agency: Agency, day: dt.date) -> str:
    """Its key is taken off and put on the own authority's list; a step."""
    words = f"Dấu của {agency.name} không ký được nữa từ 0 giờ {said_day(day)}"
    return take_off(server, agency, f"seal.{agency.code}", words, day)


def seals(agencies: list[Agency]) -> list[str]:
    """Which of these have a key that ends with them."""
    db.session.flush()
    return [one.short_name for one in agencies if one.seal]
