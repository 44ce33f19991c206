"""A paper on its way through the seal cabinet; serials; wrong PINs, and other refused tries."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class SigningJob(Base):
    """Claim → sign → record (SIGNING §3): one job for a field of a paper, with a lease.

    `paper` is named as the log names it: `outgoing/12`, `meetings/3`.
    """

    __tablename__ = "signing_jobs"
    __table_args__ = (UniqueConstraint("paper", "field", "input_sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper: Mapped[str]
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


class Attempt(Base):
    """A no that an auditor wants to know of: a PIN that did not open, a seal before its person."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_reason", "reason", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    reason: Mapped[str]
    step: Mapped[str] = mapped_column(default="")
    paper_kind: Mapped[str] = mapped_column(default="")
    paper_id: Mapped[int | None]
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    name: Mapped[str]
    position: Mapped[str]
