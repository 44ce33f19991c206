"""a hand puts somebody on another seat"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Everybody sits by his rank, as before."""
    with op.batch_alter_table("meeting_people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("placed", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("meeting_people", schema=None) as batch_op:
        batch_op.alter_column("placed", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("meeting_people", schema=None) as batch_op:
        batch_op.drop_column("placed")
