"""a room has its seats"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Nobody said yet how the rooms that are known are laid out."""
    with op.batch_alter_table("shared_things", schema=None) as batch_op:
        for name in ("rows", "seats"):
            batch_op.add_column(sa.Column(name, WHOLE, nullable=False, server_default=sa.text("0")))
    with op.batch_alter_table("shared_things", schema=None) as batch_op:
        for name in ("rows", "seats"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("shared_things", schema=None) as batch_op:
        for name in ("seats", "rows"):
            batch_op.drop_column(name)
