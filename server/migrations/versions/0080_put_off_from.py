"""a meeting that was put off knows when it would have been: the week says so (§11.5)"""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meetings") as meetings:
        meetings.add_column(sa.Column("put_off_from", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("meetings") as meetings:
        meetings.drop_column("put_off_from")
