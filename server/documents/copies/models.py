"""A copy that was made, of whatever document."""

import datetime as dt

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base


class Copy(Base):
    """What stands on it, as of its day (article 25).

    `file_sha256` is what was copied; `sealed_sha256` the electronic copy that the agency signed,
    empty for one on paper, which is drawn when it is printed.
    """

    __tablename__ = "copies"
    __table_args__ = (Index("ix_copies_paper", "paper_kind", "paper_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    form: Mapped[str]
    number: Mapped[int]
    code: Mapped[str]
    made_on: Mapped[dt.date]
    agency: Mapped[str]
    place: Mapped[str]
    authority: Mapped[list[str]] = mapped_column(JSON)
    signer: Mapped[str]
    recipients: Mapped[list[str]] = mapped_column(JSON)
    file_sha256: Mapped[str]
    sealed_sha256: Mapped[str] = mapped_column(default="")
