"""somebody goes in the place of a leader"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody was named as a substitute yet."""
    with op.batch_alter_table("schedule_entries", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "substitute_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(sa.Column("substitute", sa.String(), nullable=False, server_default=""))
        batch_op.create_foreign_key(
            batch_op.f("fk_schedule_entries_substitute_id"), "positions", ["substitute_id"], ["id"]
        )
    with op.batch_alter_table("schedule_entries", schema=None) as batch_op:
        batch_op.alter_column("substitute", existing_type=sa.String(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("schedule_entries", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_schedule_entries_substitute_id"), type_="foreignkey"
        )
        batch_op.drop_column("substitute")
        batch_op.drop_column("substitute_id")
