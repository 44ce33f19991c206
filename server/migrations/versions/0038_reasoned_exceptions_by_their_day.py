"""Reasoned exceptions are found by their day"""

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("exception_records", schema=None) as batch_op:
        batch_op.create_index("ix_exception_records_at", ["at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("exception_records", schema=None) as batch_op:
        batch_op.drop_index("ix_exception_records_at")
