"""How many people are expected at a site of a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0061"
branch_labels = None
depends_on = None

TABLE, COLUMN = "meeting_sites", "expected"


def upgrade() -> None:
    integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.add_column(sa.Column(COLUMN, integer, nullable=False, server_default="0"))
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.alter_column(COLUMN, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.drop_column(COLUMN)
