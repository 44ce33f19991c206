"""Who put his name to an outgoing document: sign-offs, signatures, and the agencies beside ours."""

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment
from server.org.models import Agency, Person, Position


class SignOff(Base):
    """Approval, content check or form check of one version (art. 11–12)."""

    __tablename__ = "sign_offs"

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"), index=True)
    version_n: Mapped[int]
    digest: Mapped[str]
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    name: Mapped[str]
    position: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)
    voided_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class CoIssuer(Base):
    """An agency that issues the paper together with the one that leads, in its turn (§5.5)."""

    __tablename__ = "co_issuers"
    __table_args__ = (UniqueConstraint("outgoing_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"), index=True)
    n: Mapped[int]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("positions.id"))
    capacity: Mapped[str]
    agency: Mapped[Agency] = relationship()
    person: Mapped[Person] = relationship()
    post: Mapped[Position] = relationship()


class Signature(Base):
    """One signature as read back from the file: a row of the signature log (DOMAIN §7.5).

    `voided_at`: another of the agencies that issue it refused; the paper was signed by nobody.
    """

    __tablename__ = "signatures"

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"), index=True)
    field: Mapped[str]
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    signer: Mapped[str]
    account: Mapped[str]
    capacity: Mapped[str] = mapped_column(default="")
    serial: Mapped[str]
    issuer: Mapped[str]
    certificate_sha256: Mapped[str]
    input_sha256: Mapped[str]
    output_sha256: Mapped[str]
    verdict: Mapped[str]
    trusted_at: Mapped[str] = mapped_column(default="")
    at: Mapped[dt.datetime] = mapped_column(Moment)
    voided_at: Mapped[dt.datetime | None] = mapped_column(Moment)
