"""What stays of a state secret that was here: when, from whom, which bytes, by which two hands.

A tombstone is a row of the office, and a line of the purge list beside the database, which no
restored copy overwrites: there a restore reads what must go once more (SEC-04).
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Text, UniqueConstraint, bindparam, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.clock import midnight
from server.database import Base, Moment, db, run, table
from server.files import add_line
from server.office import office
from server.org.models import Agency
from server.papers.listing import newest

LIST = "purged.jsonl"
TAKEN_FROM: list[Callable[[str, int], list[str]]] = []
"""Rooms above say where the files of a paper lay before they were taken out: an older copy of the
office has them there (SEC-04)."""


class Tombstone(Base):
    """One purge (SEC-03). `finished_at`: since when neither store nor database file holds it."""

    __tablename__ = "tombstones"
    __table_args__ = (UniqueConstraint("paper_kind", "paper_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    paper_kind: Mapped[str]
    paper_id: Mapped[int]
    arrived_at: Mapped[dt.datetime] = mapped_column(Moment)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    organ_id: Mapped[str]
    proposed_by: Mapped[str]
    confirmed_by: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    finished_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    files: Mapped[list["PurgedFile"]] = relationship(order_by="PurgedFile.sha256")

    @property
    def digests(self) -> list[str]:
        return [file.sha256 for file in self.files]


class PurgedFile(Base):
    """A file that is not to lie in the store again."""

    __tablename__ = "purged_files"

    tombstone_id: Mapped[int] = mapped_column(ForeignKey("tombstones.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True, index=True)


_purged = table(PurgedFile)
_LIES_UNDER = select(_purged.c.sha256).where(_purged.c.sha256 == bindparam("sha256")).limit(1)
"""Kept: every file that comes in asks it (SPEED.md 1f)."""


def lay(digests: Iterable[str], **said: Any) -> Tombstone:
    """Set a tombstone with the files that go under it; a step of an act."""
    stone = Tombstone(**said, files=[PurgedFile(sha256=one) for one in sorted(set(digests))])
    db.session.add(stone)
    db.session.flush()
    return stone


def tombstone_of(kind: str, paper_id: int) -> Tombstone | None:
    return db.session.scalar(select(Tombstone).filter_by(paper_kind=kind, paper_id=paper_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which tombstones: of one agency, of these days in Hà Nội, or all.

    `words`: of a hand's name, the sender's code or a file's digest; of the secret none is left.
    """

    agency_id: int | None = None
    words: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


def page_of(sought: Sought, before: int | None) -> tuple[list[tuple[Tombstone, str]], int | None]:
    """Tombstones with the agency of each, the newest first, and where the next page begins."""
    found = select(Tombstone, Agency.name).join(Agency, Agency.id == Tombstone.agency_id)
    if sought.agency_id is not None:
        found = found.where(Tombstone.agency_id == sought.agency_id)
    if sought.words:
        found = found.where(_speaks_of(sought.words))
    if sought.first:
        found = found.where(Tombstone.at >= midnight(sought.first))
    if sought.last:
        found = found.where(Tombstone.at < midnight(sought.last + dt.timedelta(1)))
    rows, more = newest(found, before)
    return [(stone, name) for stone, name in rows], more


def _speaks_of(words: str) -> ColumnElement[bool]:
    of_file = select(PurgedFile.sha256).where(
        PurgedFile.tombstone_id == Tombstone.id,
        PurgedFile.sha256.startswith(words.lower(), autoescape=True),
    )
    said = (Tombstone.proposed_by, Tombstone.confirmed_by, Tombstone.organ_id)
    return or_(of_file.exists(), *(one.icontains(words, autoescape=True) for one in said))


def stone_over(sha256: str) -> Tombstone | None:
    """The newest tombstone that these very bytes lie under."""
    found = select(Tombstone).join(PurgedFile).where(PurgedFile.sha256 == sha256)
    stone: Tombstone | None = db.session.scalar(found.order_by(Tombstone.id.desc()).limit(1))
    return stone


def was_purged(sha256: str) -> bool:
    """Whether these very bytes were destroyed here once: they are suspect when they come again."""
    return run(_LIES_UNDER, {"sha256": sha256}).first() is not None


def write_down(stone: Tombstone) -> None:
    """One line in the purge list, once, on the disk before anybody goes on."""
    line = _line(stone)
    if line not in listed():
        add_line(_place(), json.dumps(line, ensure_ascii=False, sort_keys=True))


def listed() -> list[dict[str, Any]]:
    """The purge list: each line the columns of a tombstone, moments in ISO 8601."""
    place = _place()
    text = place.read_text(encoding="utf-8") if place.exists() else ""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _line(stone: Tombstone) -> dict[str, Any]:
    names = ("agency_id", "paper_kind", "paper_id", "organ_id", "proposed_by", "confirmed_by")
    moments = {name: getattr(stone, name).isoformat() for name in ("arrived_at", "at")}
    said = {name: getattr(stone, name) for name in names} | moments
    said |= {"reason": stone.reason, "digests": stone.digests}
    taken = [one for ask in TAKEN_FROM for one in ask(stone.paper_kind, stone.paper_id)]
    return said | ({"taken": taken} if taken else {})


def _place() -> Path:
    return office().cabinet.keys.parent / LIST
