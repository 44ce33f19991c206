"""A person's own calendar address: whoever has it sees when he meets, until he takes it back."""

import datetime as dt
import hashlib
import secrets

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from server import audit
from server.clock import now
from server.database import Base, Moment, db, transaction
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.org import queries
from server.org.actor import Actor
from server.papers.services import may_read
from workflows import Refused
from workflows.meeting import Meeting as State
from workflows.meeting_kinds import IN_WRITING

BACK, MOST = dt.timedelta(days=60), 500
"""How far back the feed goes, and how many meetings it holds at most."""


class CalendarFeed(Base):
    """One for each person; only the digest of the address is kept."""

    __tablename__ = "calendar_feeds"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[dt.datetime] = mapped_column(Moment)


def feed_of(actor: Actor) -> CalendarFeed | None:
    return db.session.get(CalendarFeed, actor.person_id)


def make(actor: Actor) -> str:
    """A new address, told this once; the one before it opens nothing any more."""
    secret = secrets.token_urlsafe(24)
    with transaction() as session:
        row = CalendarFeed(person_id=actor.person_id, digest=_digest(secret), made_at=now())
        session.merge(row)
        audit.append("calendar_opened", f"persons/{actor.person_id}", **actor.by)
    return secret


def drop(actor: Actor) -> None:
    """The address opens nothing any more."""
    with transaction() as session:
        row = session.get(CalendarFeed, actor.person_id)
        if row is not None:
            session.delete(row)
            audit.append("calendar_closed", f"persons/{actor.person_id}", **actor.by)


def owner_of(secret: str) -> int:
    """Whose address this is; nobody's is not found."""
    row = db.session.scalar(select(CalendarFeed).filter_by(digest=_digest(secret)))
    if row is None:
        raise Refused("not_found")
    return row.person_id


def meetings_at(secret: str) -> list[Meeting]:
    """Where the owner of this address sits today, in all the posts he holds; what he merely reads
    as a clerk or a leader is nobody's appointment, nor is a place in a post that he left."""
    actor = queries.actor_by_id(owner_of(secret))
    posts = [one.position_id for one in queries.posts_of(actor.person_id or 0)]
    sits = select(Delegate.meeting_id).where(
        Delegate.person_id == actor.person_id, Delegate.position_id.in_(posts)
    )
    mine = select(Meeting).where(
        Meeting.id.in_(sits),
        may_read(Meeting, actor),
        Meeting.starts_at > now() - BACK,
        Meeting.state != State.DRAFT,
        Meeting.kind.not_in(IN_WRITING),
    )
    return list(db.session.scalars(mine.order_by(Meeting.starts_at).limit(MOST)))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
