"""A destruction of expired files: its list, what the council said, the head's decision (AR-07)."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.database import Base, Moment
from server.documents.casefiles.models import CaseFile
from server.org.models import Agency


class Destruction(Base):
    """`members`: the council; `why`: why it was rejected or withdrawn. Names are kept as they were.

    `wiped_at`: since when neither rows nor store hold the contents.
    """

    __tablename__ = "destructions"
    __table_args__ = (Index("ix_destructions_agency", "agency_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    stage: Mapped[str] = mapped_column(default="")
    listed_by: Mapped[str]
    listed_at: Mapped[dt.datetime] = mapped_column(Moment)
    members: Mapped[list[str]] = mapped_column(JSON, default=list)
    minutes: Mapped[str] = mapped_column(default="")
    opinion: Mapped[str] = mapped_column(Text, default="")
    reviewed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    decision: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    done_by: Mapped[str] = mapped_column(default="")
    done_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    how: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str] = mapped_column(Text, default="")
    wiped_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    agency: Mapped[Agency] = relationship()
    lines: Mapped[list["DestructionLine"]] = relationship(
        back_populates="destruction", order_by="DestructionLine.id"
    )

    @property
    def state(self) -> str:
        return self.stage

    @property
    def going(self) -> list[CaseFile]:
        """What is to go: what the council kept back is not."""
        return [one.case_file for one in self.lines if not one.is_kept]

    @property
    def left(self) -> Collection[str]:
        return _codes(self.going)

    @property
    def unexpired(self) -> Collection[str]:
        return _codes([one for one in self.going if not one.is_in_archive or not one.has_expired])

    @property
    def frozen(self) -> Collection[str]:
        return _codes([one for one in self.going if one.is_frozen])


def _codes(cases: Collection[CaseFile]) -> list[str]:
    return [f"{one.code} ({one.year})" for one in cases]


class DestructionLine(Base):
    """A file on the list; one that the council wants kept stays."""

    __tablename__ = "destruction_lines"
    __table_args__ = (Index("ix_destruction_lines_list", "destruction_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    destruction_id: Mapped[int] = mapped_column(ForeignKey("destructions.id"))
    case_file_id: Mapped[int] = mapped_column(ForeignKey("case_files.id"), index=True)
    is_kept: Mapped[bool] = mapped_column(default=False)
    destruction: Mapped[Destruction] = relationship(back_populates="lines")
    case_file: Mapped[CaseFile] = relationship()

    @property
    def said(self) -> dict[str, Any]:
        case = self.case_file
        return {"id": case.id, "code": case.code, "year": case.year, "is_kept": self.is_kept}
