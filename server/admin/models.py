"""What only administration keeps: posts that wait, names by the day, workbooks handed in."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment
from server.org.dated import Dated
from server.org.models import Agency, Person, Position

OPEN, CONFIRMED, REJECTED, ALARM, SEEN = "OPEN", "CONFIRMED", "REJECTED", "ALARM", "SEEN"
DONE = "DONE"
UNSETTLED = (OPEN, ALARM)


class Grant(Dated, Base):
    """A post with its roles, proposed by one administrator and confirmed by another person.

    `ALARM` is a post that somebody tried to give himself: refused, and shown until a second
    person has seen it (SOD-04, PL.VI P.I III.3c).
    """

    __tablename__ = "grants"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    kind: Mapped[str]
    main: Mapped[bool]
    decision_code: Mapped[str]
    state: Mapped[str] = mapped_column(default=OPEN, index=True)
    by_person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    by_account: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    settled_by: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(default="")
    batch: Mapped[str] = mapped_column(default="", index=True)
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    position: Mapped[Position] = relationship()


class FactorReset(Base):
    """One administrator wants somebody's second factors gone; another does it (DESIGN §11.4)."""

    __tablename__ = "factor_resets"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    by_person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    by_account: Mapped[str]
    reason: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    person: Mapped[Person] = relationship(foreign_keys=person_id)


class ImportDraft(Base):
    """The cells of a workbook, between its preview and the act that does it."""

    __tablename__ = "import_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    by_person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    name: Mapped[str]
    tables: Mapped[dict[str, list[list[str]]]] = mapped_column(JSON)
    valid_from: Mapped[dt.date]
    decision_code: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=OPEN)
    agency: Mapped[Agency] = relationship()


class Founding(Base):
    """That this office has had its first administrators: one row, written once."""

    __tablename__ = "foundings"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
