"""Kept searches: a name for the conditions of one person."""

from enum import StrEnum

from sqlalchemy import delete, or_, select

from server.clock import now
from server.database import db, put, table, transaction
from server.org.actor import Actor
from server.search.models import SavedSearch
from workflows import Refused

MOST = 30
NAME, QUERY = 60, 8000


def kept(actor: Actor) -> list[SavedSearch]:
    """In the order in which they were kept."""
    mine = select(SavedSearch).where(SavedSearch.person_id == actor.person_id)
    return list(db.session.scalars(mine.order_by(SavedSearch.id).limit(MOST)))


class Kept(StrEnum):
    """What became of it."""

    NEW = "new"
    RENAMED = "renamed"
    REPLACED = "replaced"


def keep(actor: Actor, name: str, query: str) -> Kept:
    """Keep a search; of the same name, the newer one, and the same conditions under the name that
    they were given last."""
    if not name.strip():
        raise Refused("search_without_name", "name")
    if not query:
        raise Refused("search_without_words", "q")
    row = {"person_id": actor.person_id, "name": name.strip()[:NAME], "query": query[:QUERY]}
    saved = table(SavedSearch)
    with transaction() as session:
        same = or_(saved.c.name == row["name"], saved.c.query == row["query"])
        mine = delete(saved).where(saved.c.person_id == row["person_id"], same)
        gone = session.execute(mine.returning(saved.c.name)).scalars().all()
        if len(kept(actor)) >= MOST:
            raise Refused("search_too_many", "name")
        put(SavedSearch, row | {"at": now()})
    if row["name"] in gone:
        return Kept.REPLACED
    return Kept.RENAMED if gone else Kept.NEW


def drop(actor: Actor, search_id: int) -> bool:
    """Forget one of one's own; False where it is none, or is none any more."""
    saved = table(SavedSearch)
    mine = (saved.c.id == search_id, saved.c.person_id == actor.person_id)
    with transaction() as session:
        return bool(session.scalars(delete(saved).where(*mine).returning(saved.c.id)).all())
