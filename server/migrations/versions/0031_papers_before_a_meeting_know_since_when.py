"""papers before a meeting know since when"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what lay there before, nobody knows since when: none of it is called late."""
    with op.batch_alter_table("meeting_items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("released", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("meeting_items", schema=None) as batch_op:
        batch_op.alter_column("released", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("meeting_items", schema=None) as batch_op:
        batch_op.drop_column("released")
