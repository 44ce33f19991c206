"""when somebody was reminded that a deadline is near, and what a unit owes (DOMAIN §11.4)"""

import sqlalchemy as sa
from alembic import op

revision = "0100"
down_revision = "0097"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("desks", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_desks_unit_due", "desks", ["unit_id", "due_at"])


def downgrade() -> None:
    op.drop_index("ix_desks_unit_due", "desks")
    op.drop_column("desks", "reminded_at")
