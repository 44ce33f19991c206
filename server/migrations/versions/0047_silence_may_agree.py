"""silence agrees where the working rules say so"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

TABLES = ("agencies", "votes")


def upgrade() -> None:
    """No agency has said so yet, and no poll was sent under such a rule."""
    for name in TABLES:
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column("silence_agrees", sa.Boolean(), nullable=False, server_default=sa.false())
            )
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.alter_column("silence_agrees", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    for name in reversed(TABLES):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.drop_column("silence_agrees")
