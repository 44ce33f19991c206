"""Kept searches: a name for the conditions of one person."""

from sqlalchemy import delete, select

from server.clock import now
from server.database import db, put, table, transaction
from server.org.actor import Actor
from server.search.models import SavedSearch
from workflows import Refused

MOST = 30
NAME, QUERY = 60, 1000


def kept(actor: Actor) -> list[SavedSearch]:
    """In the order in which they were kept."""
    mine = select(SavedSearch).where(SavedSearch.person_id == actor.person_id)
    return list(db.session.scalars(mine.order_by(SavedSearch.id).limit(MOST)))


def keep(actor: Actor, name: str, query: str) -> bool:
    """Keep a search; of the same name, the newer one: whether it took another's place."""
    if not name.strip():
        raise Refused("search_without_name", "name")
    if not query:
        raise Refused("search_without_words", "q")
    row = {"person_id": actor.person_id, "name": name.strip()[:NAME], "query": query[:QUERY]}
    saved = table(SavedSearch)
    with transaction() as session:
        same = (saved.c.person_id == row["person_id"], saved.c.name == row["name"])
        gone = session.execute(delete(saved).where(*same).returning(saved.c.id)).all()
        if len(kept(actor)) >= MOST:
            raise Refused("search_too_many", "name")
        put(SavedSearch, row | {"at": now()})
    return bool(gone)


def drop(actor: Actor, search_id: int) -> None:
    """Forget one of one's own; another's does not exist."""
    saved = table(SavedSearch)
    mine = (saved.c.id == search_id, saved.c.person_id == actor.person_id)
    with transaction() as session:
        if session.scalar(select(saved.c.id).where(*mine)) is None:
            raise Refused("not_found")
        session.execute(delete(saved).where(*mine))
