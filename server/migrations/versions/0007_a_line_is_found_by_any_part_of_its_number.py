"""A line of a register is found by any part of its number"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SQLITE = [
    "CREATE VIRTUAL TABLE register_rows_fts USING fts5(pieces, content='', detail=none, columnsize=0, prefix='1 2', tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* P* S* Co'\")",
    "INSERT INTO register_rows_fts (register_rows_fts, rank) VALUES ('secure-delete', 1)",
    "CREATE TRIGGER register_rows_come AFTER INSERT ON register_rows BEGIN INSERT INTO register_rows_fts (rowid, pieces) VALUES (NEW.id, NEW.pieces || ' đ' || NEW.agency_id || NEW.direction || NEW.year); END",
    "CREATE TRIGGER register_rows_go AFTER DELETE ON register_rows BEGIN INSERT INTO register_rows_fts (register_rows_fts, rowid, pieces) VALUES ('delete', OLD.id, OLD.pieces || ' đ' || OLD.agency_id || OLD.direction || OLD.year); END",
    "CREATE TRIGGER register_rows_change AFTER UPDATE OF pieces ON register_rows BEGIN INSERT INTO register_rows_fts (register_rows_fts, rowid, pieces) VALUES ('delete', OLD.id, OLD.pieces || ' đ' || OLD.agency_id || OLD.direction || OLD.year); INSERT INTO register_rows_fts (rowid, pieces) VALUES (NEW.id, NEW.pieces || ' đ' || NEW.agency_id || NEW.direction || NEW.year); END",
    "INSERT INTO register_rows_fts (rowid, pieces) SELECT id, pieces || ' đ' || agency_id || direction || year FROM register_rows ORDER BY id",
    "INSERT INTO register_rows_fts (register_rows_fts) VALUES ('optimize')",
]
POSTGRESQL = [
    "CREATE FUNCTION register_pieces(pieces text, agency bigint, direction text, year bigint, id bigint)\nRETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$\nSELECT array_to_tsvector(array(\nSELECT piece FROM unnest(string_to_array(pieces, ' ')) AS piece WHERE piece <> ''\nUNION ALL SELECT '<' || left(piece, letters) FROM unnest(string_to_array(pieces, ' ')) AS piece,\ngenerate_series(1, 2) AS letters WHERE length(piece) >= letters\nUNION ALL SELECT 'đ' || agency || lower(direction) || year\nUNION ALL SELECT '=' || bits::text || ':' || (id >> bits)::text FROM unnest(ARRAY[12, 15, 18]) AS bits\n)) $$",
    "CREATE INDEX register_rows_fts ON register_rows USING gin ((register_pieces(register_rows.pieces, register_rows.agency_id, register_rows.direction, register_rows.year, register_rows.id))) WITH (fastupdate = off)",
    "ANALYZE register_rows",
]
LINES = sa.table(
    "register_rows",
    sa.column("id", sa.BigInteger),
    sa.column("code", sa.String),
    sa.column("pieces", sa.String),
)
SOME = 10_000


def upgrade() -> None:
    """Some minutes a million lines: each code is taken apart."""
    with op.batch_alter_table("register_rows", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pieces", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("register_rows", schema=None) as batch_op:
        batch_op.alter_column(
            "pieces", existing_type=sa.String(), existing_nullable=False, server_default=None
        )
    _fill(op.get_bind())
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("come", "go", "change"):
            op.execute(f"DROP TRIGGER register_rows_{trigger}")
        op.execute("DROP TABLE register_rows_fts")
    else:
        op.execute("DROP INDEX register_rows_fts")
        op.execute("DROP FUNCTION register_pieces")
    with op.batch_alter_table("register_rows", schema=None) as batch_op:
        batch_op.drop_column("pieces")


def _fill(bind: sa.Connection) -> None:
    last = 0
    put = (
        sa.update(LINES)
        .where(LINES.c.id == sa.bindparam("its_id"))
        .values(pieces=sa.bindparam("its_pieces"))
    )
    page = sa.select(LINES.c.id, LINES.c.code).order_by(LINES.c.id).limit(SOME)
    while rows := bind.execute(page.where(LINES.c.id > last)).all():
        last = rows[-1].id
        bind.execute(put, [{"its_id": id, "its_pieces": _pieces(code)} for id, code in rows])


def _pieces(code: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", code) if not unicodedata.combining(c))
    low = unicodedata.normalize("NFD", bare.lower()).replace("đ", "d")
    folded = " ".join("".join(c for c in low if not unicodedata.combining(c)).split())
    said = "".join(one if " " <= one <= "~" else "¤" for one in folded).replace(" ", "¬")
    return " ".join(said[place : place + 3] for place in range(len(said)))
