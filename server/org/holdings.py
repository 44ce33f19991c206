"""Whose files one may ask for, whose documents mend: the own, and those it came after (ORG-15)."""

from collections.abc import Collection

from sqlalchemy import Select, select

from server.database import db
from server.org.actor import Actor
from server.org.models import Agency, Position


def within_reach(actor: Actor) -> list[Agency]:
    """The own agency first; then the closed ones that it, or this very post, came after."""
    line = _line_before({one for one in actor.agencies if one})
    rows = db.session.scalars(select(Agency).where(Agency.id.in_(line)).order_by(Agency.id))
    return sorted(rows, key=lambda one: one.id != actor.agency_id)


def closed_before(agency_id: int | None) -> Select[int]:
    """The ids of an agency and of those that ended and that it came after, by their line."""
    return _line_before({agency_id} if agency_id else ())


def named_before(agency: Agency) -> list[int]:
    """An agency under all the names it has had: a renaming keeps its code, what takes over from
    another has a code of its own (§2.4). Its own id first."""
    line = _line_before({agency.id})
    same = select(Agency.id).where(Agency.id.in_(line), Agency.code == agency.code)
    return list(db.session.scalars(same.order_by(Agency.id.desc())))


def speaks_for(agency_id: int | None, older_id: int) -> bool:
    """Whether what the older one issued is this one's to mend: its own, or of one that ended and
    that it came after, by the line of successors or by posts that have a part of its work
    (ORG-10). A superior to whom a part went up did not come after it."""
    if agency_id is None or agency_id == older_id:
        return agency_id == older_id
    if db.session.scalar(_line_before({agency_id}).where(Agency.id == older_id)) is not None:
        return True
    posts = select(Position.inherits).where(Position.agency_id == agency_id)
    older = db.session.get_one(Agency, older_id)
    parts = (seats for seats in db.session.scalars(posts) if f"a:{older_id}" in seats)
    return older.parent_id != agency_id and any(parts)


def _line_before(ids: Collection[int]) -> Select[int]:
    """These, and those that ended and that they came after, by their line."""
    own = select(Agency.id).where(Agency.id.in_(ids))
    reached = own.cte("reached", recursive=True)
    before = select(Agency.id).join(reached, Agency.successor_id == reached.c.id)
    return select(Agency.id).where(Agency.id.in_(select(reached.union(before).c.id)))
