"""that work began says the state: it begins once (IN-T16), and no step read the flag as true"""

import sqlalchemy as sa
from alembic import op

revision = "0119"
down_revision = "0118"
branch_labels = None
depends_on = None

PAPERS = "incoming_documents"


def upgrade() -> None:
    """A column away in both databases without making the table anew, its triggers stay."""
    op.drop_column(PAPERS, "started")


def downgrade() -> None:
    started = sa.Column("started", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column(PAPERS, started)
