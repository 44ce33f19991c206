"""A file that was taken out of a draft, a task or a case file, and into which paper it went."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment


class TakenFile(Base):
    """File `n` of the incoming document in which it lies shut away; `paper_kind`, `paper_id` and
    `place` say where it was. A file that no list of files names has the place 0."""

    __tablename__ = "taken_files"
    __table_args__ = (
        Index("ix_taken_files_paper", "paper_kind", "paper_id"),
        Index("ix_taken_files_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    incoming_id: Mapped[int] = mapped_column(ForeignKey("incoming_documents.id"), index=True)
    n: Mapped[int]
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    place: Mapped[int]
    sha256: Mapped[str]
    given_back_at: Mapped[dt.datetime | None] = mapped_column(Moment)
