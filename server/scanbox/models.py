"""A file that somebody laid into a watched folder, and what became of it: the row is the truth."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment

WAITING, FAILED, TAKEN, DISMISSED, GONE = "WAITING", "FAILED", "TAKEN", "DISMISSED", "GONE"
OPEN = (WAITING, FAILED)
"""Still in the folder; the other three are where a scan's way ends."""


class Scan(Base):
    """One file of a scan box. `mark` is what the disk said of it when it was last looked at;
    `box` the folder's name under the root.

    `due_at`: when it is tried next; None where only a person can help. `paper_id` is written in the
    act that brings the paper in, so that no file becomes two papers.
    """

    __tablename__ = "scans"
    __table_args__ = (
        Index("ix_scans_stage", "agency_id", "stage", "id"),
        Index("ix_scans_name", "box", "name"),
        Index("ix_scans_due", "stage", "due_at"),
        Index("ix_scans_digest", "agency_id", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    box: Mapped[str]
    name: Mapped[str] = mapped_column(Text)
    mark: Mapped[str]
    stage: Mapped[str] = mapped_column(default=WAITING)
    reason: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    forced: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[dt.datetime] = mapped_column(Moment)
    due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    settled_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    paper_id: Mapped[int | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    words: Mapped[str] = mapped_column(Text, default="")
