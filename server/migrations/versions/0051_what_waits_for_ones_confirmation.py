"""what waits for one's confirmation"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mentions_confirming",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("what = 'confirming'"),
            postgresql_where=sa.text("what = 'confirming'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_mentions_confirming",
            sqlite_where=sa.text("what = 'confirming'"),
            postgresql_where=sa.text("what = 'confirming'"),
        )
