"""Places of a meeting that wait for whoever comes into their post (DOMAIN §10.3)."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base


class WaitingPlace(Base):
    """The place of a post whose holder went over to another place of this meeting: the deputy who
    became chair. `of_id`: who is gone from there, with what he had not answered in writing (§10.5).
    """

    __tablename__ = "meeting_places"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"), primary_key=True)
    n: Mapped[int]
    part: Mapped[str]
    site: Mapped[int | None]
    of_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
