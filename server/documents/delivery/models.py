"""Deliveries, letters on their way out, and arrivals; the exchange carries them (DOMAIN §8)."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.audit.bound import Said, bind, heed
from server.audit.services import Fact
from server.database import Base, Moment
from server.org.models import Agency


class Delivery(Base):
    """One recipient of one dispatched document, as its sender sees it (DOMAIN §8.5)."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("outgoing_id", "recipient_id"),
        Index("ix_deliveries_document", "document_id"),
        Index("ix_deliveries_alarm", "alarm_at"),
        Index("ix_deliveries_agency", "agency_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    kind: Mapped[str] = mapped_column(default="to")
    document_id: Mapped[str]
    state: Mapped[str] = mapped_column(default="QUEUED")
    former: Mapped[str | None]
    status_code: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[dt.datetime] = mapped_column(Moment)
    alarm_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    recipient: Mapped[Agency] = relationship(foreign_keys=recipient_id)


class DeliveryEvent(Base):
    """What was heard about a delivery, applied or only logged (C04: a late 04 after 06)."""

    __tablename__ = "delivery_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id"), index=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    code: Mapped[str]
    state: Mapped[str]
    applied: Mapped[bool]
    words: Mapped[str] = mapped_column(Text, default="")


class Letter(Base):
    """An envelope to be carried: a document (`business` 0–3, DOMAIN §8.2) or a status (§8.4).
    `due_on`: of an update, until when its sender now asks for an answer.

    Written inside the act that causes it; `exchange` carries it after the commit, at least once.
    """

    __tablename__ = "letters"
    __table_args__ = (
        Index("ix_letters_queue", "state", "next_try_at"),
        Index("ix_letters_paper", "paper_kind", "paper_id"),
        Index("ix_letters_document", "document_id"),
        Index(
            "ix_letters_updates",
            "agency_id",
            "state",
            sqlite_where=text("business = 2"),
            postgresql_where=text("business = 2"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    to_organ: Mapped[str]
    kind: Mapped[str]
    business: Mapped[int] = mapped_column(default=0)
    status_code: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[str]
    about_id: Mapped[str] = mapped_column(default="")
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))
    due_on: Mapped[dt.date | None]
    by_name: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="QUEUED")
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[dt.datetime] = mapped_column(Moment)
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[dt.datetime] = mapped_column(Moment)


UNLIKE = "Phong bì chưa theo lược đồ edXML (QCVN 102:2016):"
"""How the line of an arrival's notes begins that says so."""


def _arrival(row: Said) -> dict[str, Fact]:
    return {"agency": row["agency_id"], "file_sha256": row["envelope_sha256"] or None}


class Arrival(Base):
    """An envelope that came in; the same one twice is one row (DOMAIN §8.6)."""

    __tablename__ = "arrivals"
    __table_args__ = (
        UniqueConstraint("agency_id", "from_organ", "document_id", "business", "body_sha256"),
        Index("ix_arrivals_paper", "incoming_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    from_organ: Mapped[str]
    document_id: Mapped[str]
    business: Mapped[int]
    body_sha256: Mapped[str]
    envelope_sha256: Mapped[str] = mapped_column(default="")
    incoming_id: Mapped[int | None]
    notes: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[dt.datetime] = mapped_column(Moment)


heed(bind("arrival", Arrival, _arrival))
