"""minutes that anybody may ask about"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was drawn up before has no QR code on its page, and so no address."""
    with op.batch_alter_table("meeting_minutes", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("public_id", sa.String(), nullable=False, server_default=sa.text("''"))
        )
        batch_op.create_index("ix_meeting_minutes_public", ["public_id"], unique=False)
    with op.batch_alter_table("meeting_minutes", schema=None) as batch_op:
        batch_op.alter_column("public_id", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("meeting_minutes", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_minutes_public")
        batch_op.drop_column("public_id")
