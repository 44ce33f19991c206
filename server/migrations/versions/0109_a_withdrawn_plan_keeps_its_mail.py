"""a plan that was withdrawn keeps whose mail it led where, to be taken up again"""

import sqlalchemy as sa
from alembic import op

revision = "0109"
down_revision = "0104"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("reorganisations") as table:
        table.add_column(sa.Column("mail", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("reorganisations") as table:
        table.alter_column("mail", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("reorganisations") as table:
        table.drop_column("mail")
