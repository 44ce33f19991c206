"""A list, or minutes, that whoever gives and whoever takes signs: its file as it stands now."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class SignedList(Base):
    """Danh sách, biên bản ký số: one place on it for each of `signers`, in this order (persons).

    `what` names it in the signature log, without a word of what stands on it. One that was taken
    back keeps its file: somebody may have signed it.
    """

    __tablename__ = "signed_lists"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    what: Mapped[str]
    signers: Mapped[list[int]] = mapped_column(JSON)
    file_sha256: Mapped[str]
    pages: Mapped[int]
    made_at: Mapped[dt.datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    @property
    def about(self) -> str:
        """As claims, events and the signature log name it."""
        return f"list/{self.id}"
