"""Whom an agency rings, and every short message on its way: a row each."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment
from server.org.models import Person

QUEUED, SENT, FAILED = "queued", "sent", "failed"


class DutyNumber(Base):
    """Số điện thoại trực: of somebody of the agency, in the form +84…; gone when it is dropped."""

    __tablename__ = "duty_numbers"
    __table_args__ = (UniqueConstraint("agency_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    telephone: Mapped[str]
    person: Mapped[Person] = relationship()


class DutyCall(Base):
    """One short message to one person, from the minute that called for it until it went.

    Claimed with a lease and handed over outside any transaction: whoever is killed between the
    two leaves it to the next round, which hands it over again under the same id.
    """

    __tablename__ = "duty_calls"
    __table_args__ = (
        Index("ix_duty_calls_due", "state", "due_at"),
        Index("ix_duty_calls_person", "agency_id", "person_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    telephone: Mapped[str]
    """Emptied, as the words are, when the gateway took it or it was given up."""
    words: Mapped[str]
    state: Mapped[str] = mapped_column(default=QUEUED)
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[dt.datetime] = mapped_column(Moment)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    settled_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    error: Mapped[str] = mapped_column(default="")
