"""A book of one agency in one year, its rows, and the volumes they are bound in."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment
from workflows.volumes import Stage


class Register(Base):
    """Sổ đăng ký (art. 15 and 22): from 1 on 1 January. `last` was given out last; `after`: with
    which number the register before this one ended, where that was another system's (0: none)."""

    __tablename__ = "registers"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    book: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)
    after: Mapped[int] = mapped_column(default=0)
    last_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    """The day from which its agency is no more: the last number stays (ORG-11)."""

    def begins(self, lowest: int | None) -> int:
        """With which number its lines should begin; `lowest` is the first that is there: the books
        of the demo's years begin where their paper ended."""
        return self.after + 1 if self.after else lowest or 1


class RegisterRow(Base):
    """One line of a book, opened with its number (NUM-10); a voided number stays, marked.

    Holds the decree's columns in the words of the day (Annex IV I and VI); rows go by the right
    to the register, not by the right to the paper (CONTRACT §2.5).
    """

    __tablename__ = "register_rows"
    __table_args__ = (
        UniqueConstraint("agency_id", "book", "year", "number"),
        Index("ix_register_rows_list", "agency_id", "direction", "year", "id"),
        Index("ix_register_rows_paper", "paper_id", "direction", "agency_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    direction: Mapped[str]
    book: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    paper_id: Mapped[int]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    entered_on: Mapped[dt.date]
    issuer: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[dt.date | None]
    doc_type: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    signer: Mapped[str] = mapped_column(default="")
    recipients: Mapped[str] = mapped_column(default="")
    kept_by: Mapped[str] = mapped_column(default="")
    copies: Mapped[int] = mapped_column(default=0)
    handed_on: Mapped[dt.date | None]
    receipt: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    later: Mapped[str] = mapped_column(default="")
    """What happened once its volume was closed (`registers.lines`)."""
    volume_id: Mapped[int | None] = mapped_column(ForeignKey("book_volumes.id"), index=True)
    pieces: Mapped[str] = mapped_column(default="")
    """Its code as the index of numbers has it (`registers.numbers`)."""
    salt: Mapped[str | None]
    """What the log's digest of the line is made with; another at each writing (`binding`)."""


class BookVolume(Base):
    """Quyển sổ: lines of a year that were closed, printed, signed and sealed together.

    `file_sha256` is the file as it stands: bound, then signed, then sealed. One that had a line of
    a destroyed secret keeps its number and has no file; its lines are closed anew.
    """

    __tablename__ = "book_volumes"
    __table_args__ = (UniqueConstraint("agency_id", "book", "year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    book: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    lines: Mapped[int]
    span: Mapped[str] = mapped_column(default="")
    file_sha256: Mapped[str] = mapped_column(default="")
    closed_by: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    closed_at: Mapped[dt.datetime] = mapped_column(Moment)
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    signed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    sealed_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    sealed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(Moment)

    @property
    def stage(self) -> Stage:
        if self.withdrawn_at:
            return Stage.WITHDRAWN
        if not self.file_sha256:
            return Stage.BINDING
        if self.sealed_at:
            return Stage.SEALED
        return Stage.TO_SEAL if self.signed_at else Stage.TO_SIGN
