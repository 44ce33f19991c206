"""Contents that were destroyed by law when their time was over (AR-07), and are not to come back.

The paper, its number, its history and what the log says of it stay; its row still names the digest,
so that all of that can be checked. A file goes from the store once nothing living names it: what
one agency has destroyed, the other agency to which it was sent still has.
"""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from server.database import Base, Moment, db, run
from server.files import add_line, store
from server.office import office
from server.papers.naming import DRAWN_AGAIN, NAMING, naming
from server.papers.traces import OF_A_FILE

LIST = "destroyed.jsonl"
EVENT = "contents_destroyed"
OWNERS = {
    "paper_files": ("paper_kind", "paper_id"),
    "incoming_documents": ("'incoming'", "id"),
    "arrivals": ("'incoming'", "incoming_id"),
    "stamped_copies": ("'incoming'", "incoming_id"),
    "case_files": ("'casefiles'", "id"),
}
"""Rows that name a file of a paper that may be destroyed: its kind, and its id."""


class DestroyedFile(Base):
    """A file of a paper, or of a case file, that was destroyed; by which decision, when."""

    __tablename__ = "destroyed_files"

    paper_kind: Mapped[str] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True, index=True)
    decision: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(Moment)


def is_gone(kind: Any, paper_id: Any, sha256: Any) -> ColumnElement[bool]:
    """Whether that paper's file was destroyed; columns or values."""
    return exists().where(
        DestroyedFile.paper_kind == kind,
        DestroyedFile.paper_id == paper_id,
        DestroyedFile.sha256 == sha256,
    )


def lives(sha256: str) -> bool:
    """Whether something that was not destroyed still names this file."""
    return any(_named(table, column, sha256) for table, column in (*NAMING, DRAWN_AGAIN))


def _named(table: str, column: str, sha256: str) -> bool:
    rows = Base.metadata.tables[table]
    asked = select(rows.c[column]).where(naming(table, column, sha256))
    if table in OWNERS:
        kind, id = OWNERS[table]
        whose = kind.strip("'") if kind.startswith("'") else rows.c[kind]
        asked = asked.where(~is_gone(whose, rows.c[id], sha256))
    return db.session.execute(asked.limit(1)).first() is not None


def forget_texts(digests: Iterable[str]) -> None:
    """What was read and drawn of files that nothing living names; a step of an act."""
    lost = [one for one in digests if not lives(one)]
    for name in OF_A_FILE:
        rows = Base.metadata.tables[name]
        run(delete(rows).where(rows.c.sha256.in_(lost)))


def destroy(digests: Iterable[str]) -> None:
    """The bytes, after the act; doing it twice is doing it once."""
    for sha256 in digests:
        if store().has(sha256) and not lives(sha256):
            store().destroy(sha256)


def write_down(line: dict[str, Any]) -> None:
    """One line beside the database, which no restored copy overwrites."""
    if line not in listed():
        add_line(_place(), json.dumps(line, ensure_ascii=False, sort_keys=True))


def listed() -> list[dict[str, Any]]:
    place = _place()
    text = place.read_text(encoding="utf-8") if place.exists() else ""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _place() -> Path:
    return office().cabinet.keys.parent / LIST
