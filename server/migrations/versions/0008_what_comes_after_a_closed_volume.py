"""What happens after a volume was closed stands behind its lines"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TRIGGERS = [
    "CREATE TRIGGER register_rows_come AFTER INSERT ON register_rows BEGIN INSERT INTO register_rows_fts (rowid, pieces) VALUES (NEW.id, NEW.pieces || ' đ' || NEW.agency_id || NEW.direction || NEW.year); END",
    "CREATE TRIGGER register_rows_go AFTER DELETE ON register_rows BEGIN INSERT INTO register_rows_fts (register_rows_fts, rowid, pieces) VALUES ('delete', OLD.id, OLD.pieces || ' đ' || OLD.agency_id || OLD.direction || OLD.year); END",
    "CREATE TRIGGER register_rows_change AFTER UPDATE OF pieces ON register_rows BEGIN INSERT INTO register_rows_fts (register_rows_fts, rowid, pieces) VALUES ('delete', OLD.id, OLD.pieces || ' đ' || OLD.agency_id || OLD.direction || OLD.year); INSERT INTO register_rows_fts (rowid, pieces) VALUES (NEW.id, NEW.pieces || ' đ' || NEW.agency_id || NEW.direction || NEW.year); END",
]
"""On SQLite the table is made anew, and what stood over it with it."""


def upgrade() -> None:
    with op.batch_alter_table("register_rows", schema=None) as batch_op:
        batch_op.add_column(sa.Column("later", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("register_rows", schema=None) as batch_op:
        batch_op.alter_column(
            "later", existing_type=sa.String(), existing_nullable=False, server_default=None
        )
    _index_again()


def downgrade() -> None:
    with op.batch_alter_table("register_rows", schema=None) as batch_op:
        batch_op.drop_column("later")
    _index_again()


def _index_again() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in TRIGGERS:
            op.get_bind().exec_driver_sql(trigger)
