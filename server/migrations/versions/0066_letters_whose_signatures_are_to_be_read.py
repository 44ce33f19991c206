"""letters whose signatures are to be read, found without a look at the others"""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0062"
branch_labels = None
depends_on = None

UNJUDGED = sa.text("state = 'ARRIVED' AND verdict = ''")


def upgrade() -> None:
    op.create_index(
        "ix_incoming_documents_unjudged", "incoming_documents", ["id"],
        sqlite_where=UNJUDGED, postgresql_where=UNJUDGED,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_incoming_documents_unjudged", "incoming_documents")
