"""a clerk sends an update of what is out: until when an answer is now asked for"""

import sqlalchemy as sa
from alembic import op

revision = "0121"
down_revision = "0120"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("letters", sa.Column("due_on", sa.Date))


def downgrade() -> None:
    op.drop_column("letters", "due_on")
