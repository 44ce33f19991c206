"""Alembic's entry: one connection given by `server.schema`, on SQLite and PostgreSQL alike."""

from alembic import context
from sqlalchemy import DateTime

from server.database import Base, Moment
from server.schema import is_ours


def _plainly(kind: str, obj: object, _autogen: object) -> str | bool:
    """A migration must not change when our own types do."""
    if kind == "type" and isinstance(obj, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def _same_type(_context: object, _inspected: object, _column: object, found, wanted) -> bool | None:
    """`Moment` is a DateTime to the database; everything else is compared as usual."""
    return False if isinstance(wanted, Moment) and isinstance(found, DateTime) else None


def migrate() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=_same_type,
        compare_server_default=True,
        include_name=is_ours,
        render_item=_plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


migrate()
