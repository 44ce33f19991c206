"""Where a paper leaves words and files: the table by which a purge goes (SEC-03).

A table that is added and may hold words of a paper gets a row here; a test asks about each.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, literal, select, update

from server.database import Base, db, run
from server.jobs import FAILED, Job
from server.papers.naming import is_named

ALONE = "incoming"
"""Whose papers a table speaks of where its rows do not say so."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Rows of `table` that a paper's id stands in (under its kind, where `kind` says so; else they
    are of what arrived alone).

    They are deleted, or `blank` is written into them and the rest stays as evidence.
    """

    table: str
    id: str = "incoming_id"
    kind: str = ""
    blank: tuple[tuple[str, Any], ...] = ()

    def of(self, kind: str, paper_id: int) -> list[ColumnElement[bool]]:
        rows = Base.metadata.tables[self.table]
        of_kind = rows.c[self.kind] == kind if self.kind else literal(kind == ALONE)
        return [rows.c[self.id] == paper_id, of_kind]


def _of_any(name: str, **blank: Any) -> Trace:
    return Trace(name, "paper_id", "paper_kind", tuple(blank.items()))


TRACES = (
    _of_any("proposals"),
    _of_any("safes"),
    _of_any("paper_files"),
    _of_any("history", reason="", salt=None),
    _of_any("repeated_keys", answer=None),
    _of_any("letters", words=""),
    _of_any("copies"),
    Trace(
        "arrivals",
        blank=(
            ("notes", ""),
            ("envelope_sha256", ""),
        ),
    ),
    Trace(
        "directives",
        blank=(
            ("text", ""),
            ("orders", {}),
        ),
    ),
    Trace("contributions", blank=(("text", ""),)),
    Trace("exception_records", blank=(("reason", ""),)),
    Trace("stamped_copies"),
    Trace(
        "scans",
        "paper_id",
        blank=(
            ("name", ""),
            ("words", ""),
        ),
    ),
)
"""Files first: who reads a scan at this moment holds their rows, and is waited for."""

OF_A_FILE = ("scan_texts", "scan_leaves")
"""By the file's digest: its text, and its pages as small pictures."""
_NAMED_BY = (
    ("paper_files", "sha256"),
    ("arrivals", "envelope_sha256"),
    ("stamped_copies", "sha256"),
    ("copies", "file_sha256"),
    ("copies", "sealed_sha256"),
)
_BOOK_JOB = "registers:write"


def digests_of(kind: str, paper_id: int) -> list[str]:
    """All files that belong to the paper: what came, its envelope, copies made of it."""
    found: list[str] = []
    for name, column in _NAMED_BY:
        trace = next(one for one in TRACES if one.table == name)
        named = Base.metadata.tables[name].c[column]
        asked = select(named).where(*trace.of(kind, paper_id), named != "")
        found += db.session.scalars(asked)
    return list(dict.fromkeys(found))


def wipe(kind: str, paper_id: int) -> None:
    """Take every word of the paper out of the tables above; a step of an act."""
    for trace in TRACES:
        rows, mine = Base.metadata.tables[trace.table], trace.of(kind, paper_id)
        change = update(rows).values(dict(trace.blank)) if trace.blank else delete(rows)
        run(change.where(*mine))


def forget_files(digests: list[str]) -> None:
    """What was read and drawn of files that no row names any more; a step of an act."""
    lost = [one for one in digests if not is_named(one)]
    for name in OF_A_FILE:
        rows = Base.metadata.tables[name]
        run(delete(rows).where(rows.c.sha256.in_(lost)))


def bound_with(paper_id: int) -> set[int]:
    """Scans that this one was made of, and what was made of it: they have its pages too."""
    rows = Base.metadata.tables["arrangements"]
    bindings = [
        {*sources, *(made or [])}
        for sources, made in db.session.execute(select(rows.c.sources, rows.c.made))
    ]
    found, reached = {paper_id}, set[int]()
    while found != reached:
        reached = set(found)
        found |= set().union(*(one for one in bindings if one & reached))
    return found - {paper_id}


def forget_books(agency_id: int, year: int) -> list[str]:
    """Printed registers in which its line still stands are to be asked for anew; their files."""
    found = select(Job.id, Job.payload, Job.result).where(Job.kind == _BOOK_JOB)
    files = {
        id: (result or {}).get("file", {}).get("sha256")
        for id, payload, result in db.session.execute(found)
        if (payload["asked"]["agency_id"], payload["asked"]["year"]) == (agency_id, year)
    }
    gone = update(Job).where(Job.id.in_(files), Job.result.is_not(None))
    db.session.execute(gone.values(state=FAILED, result={"error": "purged"}))
    return [sha256 for sha256 in files.values() if sha256]
