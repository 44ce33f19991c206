"""by which mandate a document was approved: it is asked again at the signature (DOMAIN ORG-06)

Of approvals of before nobody knows: they are asked by what is in force on the day of the signature.
"""

import sqlalchemy as sa
from alembic import op

revision = "0107"
down_revision = "0109"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("sign_offs") as table:
        table.add_column(sa.Column("delegation_id", LONG, nullable=True))
        table.create_foreign_key(
            op.f("fk_sign_offs_delegation_id"), "delegations", ["delegation_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("sign_offs") as table:
        table.drop_constraint(op.f("fk_sign_offs_delegation_id"), type_="foreignkey")
        table.drop_column("delegation_id")
