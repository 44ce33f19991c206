"""what was said of a matter lies in its file"""

import sqlalchemy as sa
from alembic import op

revision = "0105"
down_revision = "0098"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("case_exhibits") as table:
        table.add_column(sa.Column("about", sa.String(), nullable=False, server_default=""))
        seconds = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
        table.add_column(sa.Column("seconds", seconds, nullable=False, server_default="0"))
    with op.batch_alter_table("case_exhibits") as table:
        table.alter_column("about", server_default=None)
        table.alter_column("seconds", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("case_exhibits") as table:
        table.drop_column("seconds")
        table.drop_column("about")
