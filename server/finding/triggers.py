"""The index over the folded column: FTS5 kept by triggers on SQLite, GIN on PostgreSQL.

`detail=none`: no places of words are kept, only which paper has them; words that must stand side
by side are looked for in the few rows found. Words taken out of a row leave no trace in the
index (`secure-delete`): it may have been a secret.
"""

from collections.abc import Iterable

from sqlalchemy import DDL, Connection, Table, event

from server.database import Base
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
_POSTGRES = (
    "ALTER TABLE {table} ADD COLUMN folded_fts tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(folded, ' '))) STORED",
    "CREATE INDEX {table}_fts ON {table} USING gin (folded_fts) WITH (fastupdate = off)",
)


def statements(dialect: str, tables: Iterable[str] = INDEXED) -> list[str]:
    """What a database of this dialect is told once `tables` are there; migrations say it too."""
    told = _SQLITE if dialect == "sqlite" else _POSTGRES
    return [one.format(table=table) for table in tables for one in told]


def _index(target: Table, connection: Connection, **_how: object) -> None:
    for statement in statements(connection.dialect.name, [target.name]):
        connection.execute(DDL(statement))


for _model in (SearchRow, SearchText):
    event.listen(Base.metadata.tables[_model.__tablename__], "after_create", _index)
