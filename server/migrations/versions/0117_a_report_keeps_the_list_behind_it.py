"""a report that is kept may keep the list behind its figures"""

import sqlalchemy as sa
from alembic import op

revision = "0117"
down_revision = "0113"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("kept_reports") as table:
        table.add_column(sa.Column("listed", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("kept_reports") as table:
        table.alter_column("listed", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("kept_reports") as table:
        table.drop_column("listed")
