"""How long what our agencies sealed proves itself: a row for each file (LTV-01, LTV-03)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKey, Index, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from server.clock import now
from server.database import Base, Moment, db
from signing import LEVELS

_LATER = {"unknown", "no_trusted_time"}
"""What the verifier says where an answer about revocation, or a trusted time, is lacking."""

FULL = LEVELS[-1]
"""What every sealed file is brought to; below it the paper says "chưa đủ dữ liệu dài hạn"."""


class LastingFile(Base):
    """A sealed file: the longest-lived version of it, its level, and when it is looked at next.

    `n`: which file of its paper, 0 for a copy or a volume. `lacks`: why the last try brought it no
    further. `ends_at`, `made_of`: of the last archive stamp. `token`, `lease_until`: who has it.
    """

    __tablename__ = "lasting_files"
    __table_args__ = (Index(None, "paper_kind", "paper_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    n: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    level: Mapped[str]
    lacks: Mapped[str] = mapped_column(default="")
    ends_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    made_of: Mapped[str] = mapped_column(default="")
    due_at: Mapped[dt.datetime] = mapped_column(Moment, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    token: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[dt.datetime | None] = mapped_column(Moment)


class LastingVersion(Base):
    """The file as it was sealed, and as it was after each stamp: each verifies, none is changed."""

    __tablename__ = "lasting_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("lasting_files.id"), index=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    level: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was sealed: whose, of which paper, which file of it."""

    agency_id: int
    kind: str
    id: int
    n: int = 0


def level_of(read: Mapping[str, Any]) -> str:
    """The lowest level of the signatures that were read in a file."""
    levels = [one["level"] for one in read["signatures"] if one["kind"] != "timestamp"]
    return min(levels, key=LEVELS.index, default=LEVELS[0])


def stands(read: Mapping[str, Any]) -> bool:
    """Whether what was just signed may be kept: valid, or whole and lacking nothing but what an
    outage keeps from us, a time or an answer about revocation (LTV-01, B21)."""
    if read["verdict"] == "valid":
        return True
    return not read["reasons"] and all(lacks_only_data(one) for one in read["signatures"])


def lacks_only_data(one: Mapping[str, Any]) -> bool:
    """The same of one signature: INDETERMINATE until the data come, and nothing against it."""
    if one["verdict"] == "valid":
        return True
    whole = (one.get("integrity"), one.get("trust")) == ("valid", "unknown")
    return whole and set(one["reasons"]) <= _LATER


def lay(what: Sealed, sha256: str, level: str) -> None:
    """A file was sealed, at the level that was to be had; a step of the act. The machine looks at
    it within the minute."""
    row = LastingFile(
        agency_id=what.agency_id,
        paper_kind=what.kind,
        paper_id=what.id,
        n=what.n,
        sha256=sha256,
        level=level,
        due_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(LastingVersion(file_id=row.id, sha256=sha256, level=level, at=now()))


def of_paper(kind: str, paper_id: int) -> list[LastingFile]:
    """Its sealed files, the main one first."""
    mine = select(LastingFile).filter_by(paper_kind=kind, paper_id=paper_id)
    return list(db.session.scalars(mine.order_by(LastingFile.n)))


def of_version(sha256: str) -> LastingFile | None:
    """The file that these bytes are or were a version of."""
    version = select(LastingVersion.file_id).where(LastingVersion.sha256 == sha256)
    return db.session.scalar(select(LastingFile).where(LastingFile.id.in_(version)))


def let_go(digests: Iterable[str]) -> list[str]:
    """Files that are to be destroyed are kept up no longer; all their versions, for whoever does
    it (SEC-03). A step of an act."""
    held = select(LastingVersion.file_id).where(LastingVersion.sha256.in_(list(digests)))
    ids = list(db.session.scalars(held.distinct()))
    versions = LastingVersion.file_id.in_(ids)
    found = list(db.session.scalars(select(LastingVersion.sha256).where(versions)))
    db.session.execute(delete(LastingVersion).where(versions))
    db.session.execute(delete(LastingFile).where(LastingFile.id.in_(ids)))
    return found
