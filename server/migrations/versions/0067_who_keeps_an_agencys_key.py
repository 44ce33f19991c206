"""who keeps an agency's key, once it was handed over with minutes (SIG-03)

Of whom it was handed to before, the log has no word in the agency's row: minutes made anew say so.
"""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agencies") as agencies:
        agencies.add_column(
            sa.Column(
                "keeper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        agencies.create_foreign_key(op.f("fk_agencies_keeper_id"), "persons", ["keeper_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("agencies") as agencies:
        agencies.drop_constraint(op.f("fk_agencies_keeper_id"), type_="foreignkey")
        agencies.drop_column("keeper_id")
