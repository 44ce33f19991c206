"""What is left of a meeting: its minutes, and those that add to them (§10.10)."""

import datetime as dt
import secrets

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.database import Base, Moment

MAIN = 1
"""The minutes themselves; what is numbered after them adds to them."""


class Minutes(Base):
    """Biên bản, and each biên bản bổ sung: signed by the secretary, then by the chair.

    Until the first signature the minutes have no text of their own: they are what happened, with
    what the secretary wrote beside it. `body` is a supplement's. `secretary_id`: who wrote it, and
    of several secretaries from the first signature on the one who signed.
    """

    __tablename__ = "meeting_minutes"
    __table_args__ = (Index("ix_meeting_minutes_public", "public_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=lambda: secrets.token_urlsafe(12))
    """Where the QR code of the page leads; of what was drawn up before there were any, empty."""
    body: Mapped[list[str]] = mapped_column(JSON, default=list)
    began_at: Mapped[dt.datetime] = mapped_column(Moment, default=now)
    secretary_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    chair_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    file_sha256: Mapped[str] = mapped_column(default="")
    text_sha256: Mapped[str] = mapped_column(default="")
    pages: Mapped[int] = mapped_column(default=0)
    secretary_signed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    chair_signed_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    @property
    def signed_by(self) -> frozenset[int]:
        """Whose signatures stand in its file."""
        made = (
            (self.secretary_id, self.secretary_signed_at),
            (self.chair_id, self.chair_signed_at),
        )
        return frozenset(person for person, at in made if at is not None)


class MinutesLine(Base):
    """What the secretary wrote: in place of the line `line`, or after it. Each is kept."""

    __tablename__ = "minutes_lines"
    __table_args__ = (Index("ix_minutes_lines_meeting_id", "meeting_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    line: Mapped[str]
    adds: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    name: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment, default=now)
