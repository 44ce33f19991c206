"""who signed what came, and which listed files did not come with it (DOMAIN §8.2, §8.7)"""

import sqlalchemy as sa
from alembic import op

revision = "0096"
down_revision = "0089"
branch_labels = None
depends_on = None

PAPERS = "incoming_documents"


def upgrade() -> None:
    signer = sa.Column("signer", sa.String(), nullable=False, server_default=sa.text("''"))
    missing = sa.Column("missing", sa.JSON(), nullable=True)
    op.add_column(PAPERS, signer)
    op.add_column(PAPERS, missing)


def downgrade() -> None:
    op.drop_column(PAPERS, "missing")
    op.drop_column(PAPERS, "signer")
