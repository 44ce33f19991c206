"""minutes of a delivery are signed"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "taker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(
            sa.Column(
                "list_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_handovers_list_id"), "signed_lists", ["list_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_handovers_taker_id"), "persons", ["taker_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("handovers", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_handovers_taker_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_handovers_list_id"), type_="foreignkey")
        batch_op.drop_column("list_id")
        batch_op.drop_column("taker_id")
