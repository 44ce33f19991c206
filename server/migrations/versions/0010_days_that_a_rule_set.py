"""Days that a rule set follow the calendar"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WHERE = sa.text("due_days IS NOT NULL")


def upgrade() -> None:
    """What stands open from before keeps its day: nobody wrote down whether a rule set it."""
    with op.batch_alter_table("incoming_documents", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "due_days", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(sa.Column("due_from", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_incoming_documents_due_days",
        "incoming_documents",
        ["due_days", "state"],
        unique=False,
        sqlite_where=WHERE,
        postgresql_where=WHERE,
    )


def downgrade() -> None:
    op.drop_index("ix_incoming_documents_due_days", table_name="incoming_documents")
    with op.batch_alter_table("incoming_documents", schema=None) as batch_op:
        batch_op.drop_column("due_from")
        batch_op.drop_column("due_days")
