"""A file that somebody laid into a watched folder, and what became of it: the row is the truth.

And what a clerk then does with its pages: the leaves on the table, and how they are bound anew.
"""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
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


class Leaf(Base):
    """A page of a file as it is laid on the table: `n` from 1, a small JPEG (empty where the page
    cannot be drawn), and whether nothing stands on it. Made when asked for, gone after some days.
    """

    __tablename__ = "scan_leaves"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    blank: Mapped[bool]
    picture: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[dt.datetime] = mapped_column(Moment, default=now, index=True)


class Arrangement(Base):
    """Scans that were taken apart and bound anew; the scans themselves stay as they came.

    `sources`, `made`: ids of incoming documents. `documents`: for each new one its leaves as
    [source, page, degrees to the right]. `reason` where it could not be done.
    """

    __tablename__ = "arrangements"
    __table_args__ = (Index("ix_arrangements_list", "agency_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    stage: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    sources: Mapped[list[int]] = mapped_column(JSON)
    documents: Mapped[list[list[list[int]]]] = mapped_column(JSON)
    made: Mapped[list[int]] = mapped_column(JSON, default=list)
    at: Mapped[dt.datetime] = mapped_column(Moment, default=now)
    settled_at: Mapped[dt.datetime | None] = mapped_column(Moment)
