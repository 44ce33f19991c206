"""from where each step was taken, each paper opened, each right changed (DOMAIN §3.6)"""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0073"
branch_labels = None
depends_on = None

COLUMNS = (
    ("history", "address"),
    ("history", "salt"),
    ("read_log", "address"),
    ("person_changes", "address"),
)
INDEXES = (
    ("ix_read_log_person", "read_log", ["person_id", "id"]),
    ("ix_read_log_at", "read_log", ["at"]),
)


def upgrade() -> None:
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, sa.String(), nullable=True))
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, table, _columns in INDEXES:
        op.drop_index(name, table)
    for table, column in reversed(COLUMNS):
        op.drop_column(table, column)
