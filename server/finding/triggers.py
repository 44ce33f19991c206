"""The index over the folded column: FTS5 on SQLite, GIN on PostgreSQL, both kept by triggers.

`detail=none`: no places of words are kept, only which paper has them; words that must stand side
by side are looked for in the few rows found. Words taken out of a row leave no trace in the
index (`secure-delete`): it may have been a secret.
"""

from typing import Any

from sqlalchemy import Connection, MetaData, event

from server.database import Base
from server.finding import postgres
from server.finding.models import SearchRow, SearchText

INDEXED = (SearchRow.__tablename__, SearchText.__tablename__)

_SQLITE = (
    "CREATE VIRTUAL TABLE {table}_fts USING fts5(folded, content='{table}', content_rowid='id', "
    "detail=none, columnsize=0, prefix='2 3', tokenize='unicode61 remove_diacritics 0')",
    "INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('secure-delete', 1)",
    "CREATE TRIGGER {table}_come AFTER INSERT ON {table} BEGIN "
    "INSERT INTO {table}_fts (rowid, folded) VALUES (NEW.id, NEW.folded); END",
    "CREATE TRIGGER {table}_go AFTER DELETE ON {table} BEGIN "
    "INSERT INTO {table}_fts ({table}_fts, rowid, folded) "
    "VALUES ('delete', OLD.id, OLD.folded); END",
    "CREATE TRIGGER {table}_change AFTER UPDATE OF folded ON {table} BEGIN "
    "INSERT INTO {table}_fts ({table}_fts, rowid, folded) "
    "VALUES ('delete', OLD.id, OLD.folded); "
    "INSERT INTO {table}_fts (rowid, folded) VALUES (NEW.id, NEW.folded); END",
)


def statements(dialect: str) -> list[str]:
    """What a database of this dialect is told once all tables are there; migrations say it too."""
    if dialect == "sqlite":
        return [one.format(table=table) for table in INDEXED for one in _SQLITE]
    tables = [one for table in INDEXED for one in postgres.of_table(table)]
    return [*postgres.FUNCTIONS, *tables, *postgres.OF_READERS]


def _index(_metadata: MetaData, connection: Connection, **made: Any) -> None:
    """The whole house has its tables; a part of it has no index of words."""
    if SearchText.__table__ in made["tables"]:
        for statement in statements(connection.dialect.name):
            connection.exec_driver_sql(statement)


event.listen(Base.metadata, "after_create", _index)
