"""one web process minds a meeting"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody minds any, until one is looked at."""
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minded_by", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("minded_until", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.alter_column("minded_by", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        for name in ("minded_until", "minded_by"):
            batch_op.drop_column(name)
