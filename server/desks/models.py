"""Desk, reader and history rows, which only `perform()` writes; how far one looked.

But for `reminded_at`, which the round of `lateness` notes.
"""

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class Desk(Base):
    """A paper lies on the desk of a seat, for a verb, since then, until that day."""

    __tablename__ = "desks"
    __table_args__ = (
        Index("ix_desks_seat_id", "seat", "id"),
        Index("ix_desks_paper", "paper_kind", "paper_id"),
        Index("ix_desks_due", "agency_id", "due_at"),
        Index("ix_desks_escalates", "agency_id", "escalates_at"),
        Index("ix_desks_unit_due", "unit_id", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    seat: Mapped[str]
    verb: Mapped[str]
    since: Mapped[dt.datetime] = mapped_column(Moment)
    due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    urgency: Mapped[str] = mapped_column(default="NORMAL")
    escalates_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    """Of an urgent paper: when its lying here is told, to the head of the agency too (§4.4)."""
    reminded_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    """When whoever has it here was told that its deadline is near (§11.4)."""


class Watch(Base):
    """How far a round has looked, so that each moment is looked at once."""

    __tablename__ = "watches"

    name: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[dt.datetime] = mapped_column(Moment)


class Reader(Base):
    """A seat may read a paper; there is no other way to a paper."""

    __tablename__ = "readers"
    __table_args__ = (Index("ix_readers_paper", "paper_kind", "paper_id"),)

    seat: Mapped[str] = mapped_column(primary_key=True)
    paper_kind: Mapped[str] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[dt.datetime] = mapped_column(Moment)
    reason: Mapped[str]


REMARK = "remark"
"""A line of a history that is no step of any law: somebody said something."""


class History(Base):
    """One step of one paper, in the words of its day (DOMAIN §3.6).

    `address`: from where it was taken, empty where the server did it, None before 29/11/2026;
    `salt`: what the log's digest of these words is made with (`desks.history`).
    """

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_paper", "paper_kind", "paper_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    transition: Mapped[str]
    law_id: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    account: Mapped[str | None]
    name: Mapped[str]
    position: Mapped[str]
    source: Mapped[str]
    target: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    address: Mapped[str | None]
    salt: Mapped[str | None]


class Follow(Base):
    """A person follows a paper; `seen`: the last step of its history that they looked at.

    One that is `pinned` stands on their desk whether something is new in it or not.
    """

    __tablename__ = "follows"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    paper_kind: Mapped[str] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[dt.datetime] = mapped_column(Moment)
    seen: Mapped[int]
    pinned: Mapped[bool] = mapped_column(default=False)


class Mention(Base):
    """A person is told of a paper, and why (`what`): behind his bell, without a word of it."""

    __tablename__ = "mentions"
    __table_args__ = (
        Index("ix_mentions_person", "person_id", "at"),
        Index(
            "ix_mentions_confirming",
            "person_id",
            sqlite_where=text("what = 'confirming'"),
            postgresql_where=text("what = 'confirming'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    what: Mapped[str] = mapped_column(default="remark")
    at: Mapped[dt.datetime] = mapped_column(Moment)


class ReadLog(Base):
    """Somebody opened a paper: reads are logged, list views are not (DOMAIN §3.6)."""

    __tablename__ = "read_log"
    __table_args__ = (
        Index("ix_read_log_paper", "paper_kind", "paper_id"),
        Index("ix_read_log_person", "person_id", "id"),
        Index("ix_read_log_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    position: Mapped[str]
    address: Mapped[str | None]
    at: Mapped[dt.datetime] = mapped_column(Moment)


class Proposal(Base):
    """The first half of a two-person act; the second person performs it (DESIGN §11.4)."""

    __tablename__ = "proposals"

    paper_kind: Mapped[str] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    account: Mapped[str]
    reason: Mapped[str]
    order_code: Mapped[str] = mapped_column(default="")
    at: Mapped[dt.datetime] = mapped_column(Moment)
