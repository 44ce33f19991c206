"""the chair mutes a site"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meeting_sites", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("muted", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("meeting_sites", schema=None) as batch_op:
        batch_op.alter_column("muted", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("meeting_sites", schema=None) as batch_op:
        batch_op.drop_column("muted")
