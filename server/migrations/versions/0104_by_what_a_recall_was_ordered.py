"""by which written document a recall was ordered (article 18.4, OUT-T17)"""

import sqlalchemy as sa
from alembic import op

revision = "0104"
down_revision = "0105"
branch_labels = None
depends_on = None

TABLE = "recall_orders"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("outgoing_id", NUMBER, sa.ForeignKey("outgoing_documents.id"), primary_key=True),
        sa.Column("paper_kind", sa.String(), nullable=False),
        sa.Column("paper_id", NUMBER, nullable=False),
    )
    op.create_index("ix_recall_orders_paper", TABLE, ["paper_kind", "paper_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
