"""Replies are found by the document that they answer."""

from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

INDEX = "ix_outgoing_documents_replies_to_id"


def upgrade() -> None:
    op.create_index(INDEX, "outgoing_documents", ["replies_to_id"])


def downgrade() -> None:
    op.drop_index(INDEX, table_name="outgoing_documents")
