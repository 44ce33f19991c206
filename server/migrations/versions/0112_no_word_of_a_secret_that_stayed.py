"""of a scan that may be a secret and stays where it is no word is kept, only that it was read"""

import sqlalchemy as sa
from alembic import op

revision = "0112"
down_revision = "0110"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("scan_texts") as table:
        table.add_column(
            sa.Column("hushed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("scan_texts") as table:
        table.alter_column("hushed", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("scan_texts") as table:
        table.drop_column("hushed")
