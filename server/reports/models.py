"""Reports that are kept: figures that no later day changes; and what is made for each period."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class ReportOrder(Base):
    """Báo cáo định kỳ: somebody wants, in one post, a report of each period, a week to a year."""

    __tablename__ = "report_orders"
    __table_args__ = (UniqueConstraint("appointment_id", "of", "by", "every"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    of: Mapped[str]
    by: Mapped[str]
    every: Mapped[str]


class KeptReport(Base):
    """Báo cáo đã lập: the figures as they stood when it was made, on paper once that is set, and
    signed by who made it.

    `unit_id`: whose figures they are, where they are not the agency's. `figures` is what the page
    and the paper say: names and numbers, and no word of a document. `listed`: the lines behind
    them as the paper has them, of a report that is read for its list.
    """

    __tablename__ = "kept_reports"
    __table_args__ = (
        Index("ix_kept_reports_list", "agency_id", "id"),
        UniqueConstraint("order_id", "first"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    of: Mapped[str]
    by: Mapped[str]
    first: Mapped[dt.date]
    last: Mapped[dt.date]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    listed: Mapped[list[Any]] = mapped_column(JSON, default=list, deferred=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    maker: Mapped[str]
    title: Mapped[str]
    """Of the maker's post, as it stands under his name."""
    at: Mapped[dt.datetime] = mapped_column(Moment)
    order_id: Mapped[int | None]
    """Whose order it was made for; it stays when that ends."""
    file_sha256: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
