"""A paper on its way through the seal cabinet; serials; wrong PINs."""

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class SigningJob(Base):
    """Claim → sign → record (SIGNING §3): one job for a field of a document, with a lease."""

    __tablename__ = "signing_jobs"
    __table_args__ = (UniqueConstraint("outgoing_id", "field", "input_sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outgoing_id: Mapped[int] = mapped_column(ForeignKey("outgoing_documents.id"), index=True)
    field: Mapped[str]
    input_sha256: Mapped[str]
    output_sha256: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="claimed")
    token: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    lease_until: Mapped[dt.datetime] = mapped_column(Moment)
    prepared: Mapped[bytes | None]
    """What a key elsewhere is waited for with (two phases): bytes, and only until then."""


class Serial(Base):
    """The last serial number given to a time stamp (DESIGN §11.8)."""

    __tablename__ = "serials"

    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class PinTry(Base):
    """Wrong PINs of one person for one key: nobody can lock another out."""

    __tablename__ = "pin_tries"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    wrong: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[dt.datetime | None] = mapped_column(Moment)
