"""Ids given out by the loader itself, so that rows can name each other before they are written."""

from typing import Any

from sqlalchemy import func, select

from server.database import db


def next_id(model: Any) -> int:
    """The id that follows the last one in use."""
    return (db.session.scalar(select(func.max(model.id))) or 0) + 1


def wind(*models: Any) -> None:
    """PostgreSQL counts ids apart from its rows: tell it where they now end."""
    if db.session.connection().dialect.name != "postgresql":
        return
    for model in models:
        sequence = func.pg_get_serial_sequence(model.__tablename__, "id")
        db.session.execute(select(func.setval(sequence, next_id(model), False)))
