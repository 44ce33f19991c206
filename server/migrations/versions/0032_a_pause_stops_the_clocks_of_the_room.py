"""a pause stops the clocks of the room"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A session that rests at this moment has clocks that ran on; from its next pause they stand."""
    with op.batch_alter_table("meeting_items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rested", sa.Double(), nullable=False, server_default="0"))
    with op.batch_alter_table("meeting_items", schema=None) as batch_op:
        batch_op.alter_column("rested", existing_type=sa.Double(), server_default=None)
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_column("paused_at")
    with op.batch_alter_table("meeting_items", schema=None) as batch_op:
        batch_op.drop_column("rested")
