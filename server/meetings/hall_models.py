"""Rooms and cars of an agency: given out in the weekly schedule, and a room has its seats."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base


class Shared(Base):
    """A room or a car of an agency, which one at a time has. `rows`, `seats`: how a room is laid
    out, so many seats in each row; 0 where nobody said it."""

    __tablename__ = "shared_things"
    __table_args__ = (UniqueConstraint("agency_id", "kind", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    kind: Mapped[str]
    """`room` or `car`."""
    name: Mapped[str]
    rows: Mapped[int] = mapped_column(default=0)
    seats: Mapped[int] = mapped_column(default=0)
