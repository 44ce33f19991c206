"""Somebody goes around the office with a client of the database: triggers off, a row changed."""

from pathlib import Path

from sqlalchemy import text

from server.audit.triggers import KEPT
from server.database import db


def tamper(statement: str, **values: object) -> None:
    """Change a row that the office never would, as whoever owns the disk can."""
    db.session.rollback()
    with db.engine.connect().execution_options(writing=True) as connection:
        for line in _disarmed(connection.dialect.name):
            connection.execute(text(line))
        done = connection.execute(text(statement), values)
        assert done.rowcount > 0, f"nothing was tampered with: {statement}"
        connection.commit()


def swap(place: Path, data: bytes) -> None:
    """Another file where a stored one lay: a new one, for the old is every other office's too."""
    place.unlink()
    place.write_bytes(data)


def _disarmed(dialect: str) -> list[str]:
    if dialect == "postgresql":
        return ["SET LOCAL session_replication_role = replica"]
    verbs = [(table, verb) for table in KEPT for verb in ("update", "delete", "second")]
    return [
        "PRAGMA defer_foreign_keys = ON",
        *(f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table, verb in verbs),
    ]
