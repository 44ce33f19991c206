"""What came for a paper is found by the paper."""

from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

INDEX = "ix_arrivals_paper"


def upgrade() -> None:
    op.create_index(INDEX, "arrivals", ["incoming_id"])


def downgrade() -> None:
    op.drop_index(INDEX, table_name="arrivals")
