"""who was told of a paper, and why"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until now only a remark named anybody."""
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("what", sa.String(), nullable=False, server_default=sa.text("'remark'"))
        )
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.alter_column("what", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.drop_column("what")
