"""which heir gets what is still addressed to an agency that ended (DOMAIN ORG-13)"""

import sqlalchemy as sa
from alembic import op

revision = "0102"
down_revision = "0096"
branch_labels = None
depends_on = None

TABLE = "mail_routes"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("agency_id", NUMBER, sa.ForeignKey("agencies.id"), nullable=False),
        sa.Column("heir_id", NUMBER, sa.ForeignKey("agencies.id"), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
    )
    op.create_index("ix_mail_routes_agency_id", TABLE, ["agency_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
