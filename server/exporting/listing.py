"""The list of the files in an export: which is which, for who opens them by hand."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from sqlalchemy import Connection, Row, select

from server.database import Base
from server.exporting import owned
from server.exporting.beside import Made, made
from server.exporting.owned import Whose

HEADS = ("Tệp trong gói", "Tên tệp", "Là tệp của", "Mã (id)", "Trích yếu")
KINDS = {
    "incoming": "văn bản đến", "outgoing": "văn bản đi", "meetings": "cuộc họp",
    "tasks": "nhiệm vụ", "casefiles": "hồ sơ", "earlier": "văn bản của hệ thống cũ",
}  # fmt: skip
MOST = 5
"""Letters of an ending, at most: `.docx`."""


def place(sha256: str, name: str = "") -> str:
    """Where a file lies: by its digest, with the ending by which a machine opens it."""
    ending = PurePath(name).suffix.lower()
    fits = ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= MOST
    return f"tep/{sha256[:2]}/{sha256}{ending if fits else ''}"


def names(rows: Connection, whose: Whose) -> dict[str, str]:
    """Of each file one name that it was handed in by, or that says what it is."""
    found = {sha256: one.name.format(row.id) for sha256, one, row in _first(rows, whose)}
    files = Base.metadata.tables["paper_files"].c
    mine = select(files.sha256, files.name).where(owned.owned("paper_files", whose))
    handed_in = {row.sha256: row.name for row in rows.execute(mine.order_by(files.id.desc()))}
    return found | handed_in


def _first(rows: Connection, whose: Whose) -> Iterator[tuple[str, Made, Row]]:
    seen: set[str] = set()
    for sha256, one, row in made(rows, whose):
        if sha256 not in seen:
            seen.add(sha256)
            yield sha256, one, row


def lines(rows: Connection, whose: Whose, places: Mapping[str, str]) -> Iterator[list[str]]:
    """A file of a paper each, the papers in their order; then what was made here."""
    told: set[str] = set()
    files = Base.metadata.tables["paper_files"].c
    for kind, table in owned.PAPERS.items():
        papers = Base.metadata.tables[table].c
        mine = (
            select(files.sha256, files.name, papers.id, papers.subject)
            .where(files.paper_kind == kind, files.paper_id == papers.id)
            .where(owned.owned(table, whose))
        )
        for row in rows.execute(mine.order_by(papers.id, files.n)):
            told.add(row.sha256)
            yield [places[row.sha256], row.name, KINDS[kind], str(row.id), row.subject]
    for sha256, one, row in _first(rows, whose):
        if sha256 not in told:
            yield [places[sha256], one.name.format(row.id), one.what, str(row.id), row.title]
