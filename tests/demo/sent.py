"""Deliveries of years, as many as a planner takes seriously, beside old documents that went out."""

from sqlalchemy import func, insert, select

from server.clock import now
from server.database import db, transaction
from server.demo.loader_rows import settle
from server.desks.models import Reader
from server.documents.delivery.models import Delivery, Letter
from server.org.models import Agency
from tests.cast import Cast


def all_finished(cast: Cast) -> None:
    """All that went out in years was finished there."""
    mine = cast.lan.actor.agency_id
    if db.session.scalar(select(func.count()).select_from(Delivery)):
        return
    places = db.session.scalars(select(Agency.id).where(Agency.id != mine).limit(3)).all()
    common = {"agency_id": mine, "kind": "to", "document_id": "x", "at": now()}
    rows = [
        common | {"outgoing_id": n, "recipient_id": place, "state": "COMPLETED"}
        for n in range(1, 3_000)
        for place in places
    ]
    letter = {
        "agency_id": mine,
        "to_organ": "H56",
        "kind": "document",
        "document_id": "x",
        "paper_kind": "outgoing",
        "state": "SENT",
        "next_try_at": now(),
        "created_at": now(),
    }
    letters = [letter | {"paper_id": n, "business": 0} for n in range(1, 8_000)]
    letters += [letter | {"paper_id": n, "business": 2, "state": "UPDATED"} for n in range(1, 300)]
    seen = {"since": now(), "reason": "clerk", "paper_kind": "outgoing", "seat": f"a:{mine}:CLERK"}
    readers = [seen | {"paper_id": n} for n in range(1, 3_000)]
    with transaction() as session:
        session.execute(insert(Delivery), rows)
        session.execute(insert(Letter), letters)
        session.execute(insert(Reader), readers)
    settle()
