"""Which device signed in whom: one for each account, and none for two (§10.6)."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class MeetingDevice(Base):
    """A browser that somebody signed in by; `mark` is another in each meeting, and tells nothing
    of whose it is or what."""

    __tablename__ = "meeting_devices"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[dt.datetime] = mapped_column(Moment)
