"""who led a document until a leader gave it to another (IN-T13)"""

import sqlalchemy as sa
from alembic import op

revision = "0097"
down_revision = "0102"
branch_labels = None
depends_on = None

TABLE = "former_leads"
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", LONG, nullable=False),
        sa.Column("incoming_id", LONG, nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incoming_id"],
            ["incoming_documents.id"],
            name=op.f("fk_former_leads_incoming_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_leads")),
    )
    op.create_index("ix_former_leads_paper", TABLE, ["incoming_id"])
    op.create_index("ix_former_leads_seat", TABLE, ["seat", "incoming_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
