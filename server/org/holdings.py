"""Whose files somebody may ask for: the own agency's, and those it came after (ORG-15)."""

from sqlalchemy import select

from server.database import db
from server.org.actor import Actor
from server.org.models import Agency


def within_reach(actor: Actor) -> list[Agency]:
    """The own agency first; then the closed ones that it, or this very post, came after."""
    own = {one for one in actor.agencies if one is not None}
    found, reached = own, set[int]()
    while found - reached:
        reached |= found
        before = select(Agency.id).where(Agency.successor_id.in_(found))
        found = set(db.session.scalars(before))
    rows = db.session.scalars(select(Agency).where(Agency.id.in_(reached)).order_by(Agency.id))
    return sorted(rows, key=lambda one: one.id != actor.agency_id)
