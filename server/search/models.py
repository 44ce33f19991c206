"""A search that somebody gave a name."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.database import Base, Moment


class SavedSearch(Base):
    """The conditions as they stand in the address; only its own person sees it."""

    __tablename__ = "saved_searches"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    name: Mapped[str]
    query: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment, default=now)
