"""An export of an agency: who asked for it, who agreed, where it is, who took it along."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment
from server.org.models import Agency, Person

PROPOSED, REFUSED, MAKING, READY, TAKEN, GONE = (
    "PROPOSED", "REFUSED", "MAKING", "READY", "TAKEN", "GONE",
)  # fmt: skip
"""Asked for, not agreed to, being written, waiting for its taker, taken, not here any more."""


class AgencyExport(Base):
    """One administrator asks, a leader of the agency agrees and takes it (DOMAIN §3.2): an
    administrator reads no document."""

    __tablename__ = "agency_exports"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    by_person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    reason: Mapped[str]
    stage: Mapped[str] = mapped_column(default=PROPOSED)
    second_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    second_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    second_reason: Mapped[str] = mapped_column(default="")
    job_id: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    taken_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    agency: Mapped[Agency] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=by_person_id)
    second: Mapped[Person | None] = relationship(foreign_keys=second_id)
