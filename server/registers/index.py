"""The index of parts of numbers: FTS5 on SQLite, GIN on PostgreSQL (`registers.numbers`).

Beside the pieces of a code each line has its book as an entry, with a letter that no folded code
has: what is common in another agency's book is not walked for this one's. SQLite finds a part of
one letter or two as the beginning of a piece; PostgreSQL gathers what begins so, and has entries
of its own for it (`<12`), and the blocks of lines by which it is led to the newest
(`finding.windows`). Words taken out of a line leave no trace in the index (SEC-02).
"""

from typing import Any

from sqlalchemy import Connection, MetaData, event

from server.database import Base
from server.finding.postgres import BLOCKS
from server.registers.models import RegisterRow

NAME = "register_rows_fts"
OF_BOOK = "đ{agency_id}{direction}{year}"
_SAID = "{row}.pieces || ' đ' || {row}.agency_id || {row}.direction || {row}.year"
_PUT = f"INSERT INTO {NAME} (rowid, pieces) VALUES (NEW.id, {_SAID.format(row='NEW')});"
_TAKE = (
    f"INSERT INTO {NAME} ({NAME}, rowid, pieces) "
    f"VALUES ('delete', OLD.id, {_SAID.format(row='OLD')});"
)
_SQLITE = (
    f"CREATE VIRTUAL TABLE {NAME} USING fts5(pieces, content='', detail=none, columnsize=0, "
    "prefix='1 2', tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* P* S* Co'\")",
    f"INSERT INTO {NAME} ({NAME}, rank) VALUES ('secure-delete', 1)",
    f"CREATE TRIGGER register_rows_come AFTER INSERT ON register_rows BEGIN {_PUT} END",
    f"CREATE TRIGGER register_rows_go AFTER DELETE ON register_rows BEGIN {_TAKE} END",
    "CREATE TRIGGER register_rows_change AFTER UPDATE OF pieces ON register_rows "
    f"BEGIN {_TAKE} {_PUT} END",
)
PIECES_OF = (
    "register_pieces(register_rows.pieces, register_rows.agency_id, "
    "register_rows.direction, register_rows.year, register_rows.id)"
)
"""What is in the index of a line."""
_POSTGRES = (
    """\
CREATE FUNCTION register_pieces(pieces text, agency bigint, direction text, year bigint, id bigint)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT array_to_tsvector(array(
SELECT piece FROM unnest(string_to_array(pieces, ' ')) AS piece WHERE piece <> ''
UNION ALL SELECT '<' || left(piece, letters) FROM unnest(string_to_array(pieces, ' ')) AS piece,
generate_series(1, 2) AS letters WHERE length(piece) >= letters
UNION ALL SELECT 'đ' || agency || lower(direction) || year
UNION ALL SELECT '=' || bits::text || ':' || (id >> bits)::text FROM unnest(ARRAY[{bits}]) AS bits
)) $$""".format(bits=", ".join(map(str, BLOCKS))),
    f"CREATE INDEX {NAME} ON register_rows USING gin (({PIECES_OF})) WITH (fastupdate = off)",
)


def statements(dialect: str) -> tuple[str, ...]:
    """What a database of this dialect is told once the lines have their table."""
    return _SQLITE if dialect == "sqlite" else _POSTGRES


def _index(_metadata: MetaData, connection: Connection, **made: Any) -> None:
    if RegisterRow.__table__ in made["tables"]:
        for statement in statements(connection.dialect.name):
            connection.exec_driver_sql(statement)


event.listen(Base.metadata, "after_create", _index)
