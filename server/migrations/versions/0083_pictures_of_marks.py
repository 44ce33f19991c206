"""the pictures that people and agencies gave of their signature and seal (Annex I, II.7d, II.8)"""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0080"
branch_labels = None
depends_on = None

TABLE = "mark_pictures"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", WHOLE, primary_key=True),
        sa.Column("person_id", WHOLE, sa.ForeignKey("persons.id")),
        sa.Column("agency_id", WHOLE, sa.ForeignKey("agencies.id")),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by_account", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_mark_pictures_person", TABLE, ["person_id", "id"])
    op.create_index("ix_mark_pictures_agency", TABLE, ["agency_id", "id"])


def downgrade() -> None:
    op.drop_table(TABLE)
