"""Whose files somebody may ask for: the own agency's, and those it came after (ORG-15)."""

from sqlalchemy import select

from server.database import db
from server.org.actor import Actor
from server.org.models import Agency


def within_reach(actor: Actor) -> list[Agency]:
    """The own agency first; then the closed ones that it, or this very post, came after."""
    own = select(Agency.id).where(Agency.id.in_({one for one in actor.agencies if one}))
    reached = own.cte("reached", recursive=True)
    before = select(Agency.id).join(reached, Agency.successor_id == reached.c.id)
    line = select(reached.union(before).c.id)
    rows = db.session.scalars(select(Agency).where(Agency.id.in_(line)).order_by(Agency.id))
    return sorted(rows, key=lambda one: one.id != actor.agency_id)
