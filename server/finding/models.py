"""Rows that searches read: what is said of a paper, and what its pages say."""

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base


class SearchRow(Base):
    """A paper by its number, notation, issuer, subject and people. Ids grow as papers come in.

    A paper that may be a secret has no row here, so no search can tell of it (SEC-02).
    """

    __tablename__ = "search_rows"
    __table_args__ = (UniqueConstraint("paper_kind", "paper_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    folded: Mapped[str] = mapped_column(Text)
    marked: Mapped[str] = mapped_column(Text)


class SearchText(Base):
    """The same paper by the text of its scans: long, and seldom worded anew."""

    __tablename__ = "search_texts"

    id: Mapped[int] = mapped_column(
        ForeignKey("search_rows.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    folded: Mapped[str] = mapped_column(Text)
    marked: Mapped[str] = mapped_column(Text)
