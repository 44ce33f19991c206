"""whom an issuer of single sign-on knows as which person (CONGSO_OIDC_ISSUER)"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0067"
branch_labels = None
depends_on = None

TABLE = "outside_identities"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("issuer", sa.String(), primary_key=True),
        sa.Column("person_id", WHOLE, sa.ForeignKey("persons.id"), primary_key=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("issuer", "subject"),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
