"""What somebody writes for himself about a page that lies before a meeting (MT-05)."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class PrivateNote(Base):
    """Ghi chú cá nhân: one for each page; without a paper (`""`, page 0) of the meeting itself.

    Nobody but its owner reads it: no list, search, minutes, log or event ever names it.
    """

    __tablename__ = "meeting_notes"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    document: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Moment)
