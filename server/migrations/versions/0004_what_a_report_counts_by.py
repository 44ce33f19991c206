"""What a report counts by stands in one index of the documents that came in"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_incoming_documents_told", "incoming_documents"
COLUMNS = [
    "agency_id", "state", "registered_on", "due_at", "done_at", "lead_unit_id", "doc_type",
    "urgency",
]  # fmt: skip


def upgrade() -> None:
    """Some seconds a million papers."""
    op.create_index(NAME, TABLE, COLUMNS)


def downgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
