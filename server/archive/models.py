"""The list of files of a year, and deliveries to the archive (Decree 30/2020, Annex V)."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment
from server.documents.lists.models import SignedList
from server.org.models import Agency, Person, Position, Unit


class FilingPlan(Base):
    """Danh mục hồ sơ: approved by the head at the beginning of the year (article 28).

    `whole`: files are numbered through the list, not anew under each heading (CF-03).
    """

    __tablename__ = "filing_plans"
    __table_args__ = (UniqueConstraint("agency_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    year: Mapped[int]
    whole: Mapped[bool] = mapped_column(default=False)
    decision: Mapped[str] = mapped_column(default="")
    approved_by: Mapped[str] = mapped_column(default="")
    approved_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    agency: Mapped[Agency] = relationship()
    lines: Mapped[list["FilingLine"]] = relationship(
        back_populates="plan", order_by="FilingLine.id", cascade="all, delete-orphan"
    )


class FilingLine(Base):
    """A file that is expected: its heading, its title, how long it is kept, who makes it."""

    __tablename__ = "filing_lines"
    __table_args__ = (Index("ix_filing_lines_plan", "plan_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("filing_plans.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    heading: Mapped[str]
    abbreviation: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    years: Mapped[int]
    keeper_post_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    rule: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    plan: Mapped[FilingPlan] = relationship(back_populates="lines")
    unit: Mapped[Unit | None] = relationship()
    keeper_post: Mapped[Position] = relationship()


class Handover(Base):
    """A delivery of files to the archive: who gave them, when; who of the archive took them."""

    __tablename__ = "handovers"
    __table_args__ = (Index("ix_handovers_agency", "agency_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    giver_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    giver_post: Mapped[str]
    given_at: Mapped[dt.datetime] = mapped_column(Moment)
    taker_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    taker: Mapped[str] = mapped_column(default="")
    taker_post: Mapped[str] = mapped_column(default="")
    taken_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    list_id: Mapped[int | None] = mapped_column(ForeignKey("signed_lists.id"))
    agency: Mapped[Agency] = relationship()
    unit: Mapped[Unit | None] = relationship()
    giver: Mapped[Person] = relationship(foreign_keys=giver_id)
    signed_list: Mapped[SignedList | None] = relationship()
