"""Which columns name a stored file: what lies in the store and is named by none belongs to none."""

from sqlalchemy import ColumnElement, exists, or_, select

from server.database import Base, db

NAMING = (
    ("paper_files", "sha256"),
    ("incoming_documents", "file_sha256"),
    ("outgoing_documents", "file_sha256"),
    ("earlier_documents", "file_sha256"),
    ("draft_versions", "page_sha256"),
    ("draft_files", "sha256"),
    ("draft_files", "plain_sha256"),
    ("copies", "file_sha256"),
    ("copies", "sealed_sha256"),
    ("signatures", "output_sha256"),
    ("arrivals", "envelope_sha256"),
    ("book_volumes", "file_sha256"),
    ("kept_reports", "file_sha256"),
    ("signed_lists", "file_sha256"),
    ("meeting_minutes", "file_sha256"),
    ("case_files", "package_sha256"),
    ("lasting_files", "sha256"),
    ("lasting_versions", "sha256"),
    ("mark_pictures", "sha256"),
)
"""An empty one names none; what is not there is a fault of the store."""
DRAWN_AGAIN = ("stamped_copies", "sha256")
"""Copies that are made anew when they are gone."""


def is_named(sha256: str) -> bool:
    """Whether any row of the office still speaks of this file."""
    each = [naming(*one, sha256) for one in (*NAMING, DRAWN_AGAIN)]
    return bool(db.session.scalar(select(or_(*(exists().where(one) for one in each)))))


def naming(table: str, column: str, sha256: str | None = None) -> ColumnElement[bool]:
    """The rows that name a file, or this one: what was signed besides documents is named by its own
    table, so that a copy can be destroyed with its paper and its signature stays told (SEC-03)."""
    columns = Base.metadata.tables[table].c
    named = columns[column] != "" if sha256 is None else columns[column] == sha256
    return named & columns.outgoing_id.is_not(None) if table == "signatures" else named
