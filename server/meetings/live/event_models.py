"""What happened in a meeting, of which everybody hears in order."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class MeetingEvent(Base):
    """What happened in a meeting, numbered in the act (LIVE §3): log, outbox and resync in one."""

    __tablename__ = "meeting_events"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
