"""The meetings that tasks come from: which one reads, and what each gave."""

from sqlalchemy import select

from server.database import db
from server.desks.models import Reader
from server.documents.tasks.models import Task
from server.documents.tasks.naming import MEETINGS, Origin, named
from server.names import parts
from server.org.actor import Actor


def opens(actor: Actor, source: str) -> bool:
    """Whether this one reads the meeting itself."""
    kind, id = parts(source)
    seat = select(Reader.seat).where(
        Reader.paper_kind == kind, Reader.paper_id == id, Reader.seat.in_(actor.seats)
    )
    return db.session.scalar(seat.limit(1)) is not None


def of_meetings(actor: Actor) -> dict[str, Origin]:
    """The meetings that gave something which this one may read; of their matters those that did."""
    read = select(Reader.paper_id).where(
        Reader.seat.in_(actor.seats), Reader.paper_kind == Task.workflow.name
    )
    mine = select(Task.source, Task.source_part).where(
        Task.id.in_(read), Task.source.startswith(f"{MEETINGS}/")
    )
    gave: dict[str, set[int]] = {}
    for source, item in db.session.execute(mine.distinct()):
        gave.setdefault(source, set()).add(item)
    return {
        source: Origin(one.title, {id: it for id, it in one.matters.items() if id in gave[source]})
        for source, one in named(gave).items()
    }
