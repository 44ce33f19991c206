"""a vote stands on papers as they were"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

SENT_OUT = """
UPDATE votes SET pinned = coalesce((
    SELECT meeting_items.pinned FROM meeting_items WHERE meeting_items.id = votes.item_id
), '{}') WHERE closed_at IS NULL
"""


def upgrade() -> None:
    """A poll in writing that runs keeps the papers that it went out with. A vote that is over has
    none: its line in the log names none either."""
    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pinned", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.alter_column("pinned", existing_type=sa.JSON(), server_default=None)
    op.execute(SENT_OUT)


def downgrade() -> None:
    with op.batch_alter_table("votes", schema=None) as batch_op:
        batch_op.drop_column("pinned")
