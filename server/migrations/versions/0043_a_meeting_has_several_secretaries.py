"""A meeting has several secretaries"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meeting_people", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("writes", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("meeting_people", schema=None) as batch_op:
        batch_op.alter_column("writes", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("meeting_people", schema=None) as batch_op:
        batch_op.drop_column("writes")
