"""a delegation speaks in its turn"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Who sits in a meeting that was planned before speaks for himself."""
    for name in ("meeting_people", "meeting_requests"):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column("delegation", sa.String(), nullable=False, server_default=sa.text("''"))
            )
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.alter_column("delegation", server_default=None)
    with op.batch_alter_table("meeting_requests", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", WHOLE, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("meeting_requests", schema=None) as batch_op:
        batch_op.drop_column("place")
    for name in ("meeting_requests", "meeting_people"):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.drop_column("delegation")
