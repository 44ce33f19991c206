"""Parts that go while their agency lives on, and agencies that are renamed."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0057"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CLOSINGS, PARTINGS = "reorganisation_closings", "reorganisation_partings"


def upgrade() -> None:
    """No plan so far renamed anybody, or took only a part."""
    with op.batch_alter_table(CLOSINGS, schema=None) as batch_op:
        no = sa.Column("renamed", sa.Boolean(), nullable=False, server_default=sa.false())
        batch_op.add_column(no)
    with op.batch_alter_table(CLOSINGS, schema=None) as batch_op:
        batch_op.alter_column("renamed", server_default=None)
    op.create_table(
        PARTINGS,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("plan_id", WHOLE, nullable=False),
        sa.Column("agency_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=True),
        sa.Column("heir_id", WHOLE, nullable=False),
        sa.Column("new_unit_id", WHOLE, nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [there], name=op.f(f"fk_{PARTINGS}_{name}"))
            for name, there in (
                ("plan_id", "reorganisations.id"), ("agency_id", "agencies.id"),
                ("unit_id", "units.id"), ("heir_id", "agencies.id"), ("new_unit_id", "units.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{PARTINGS}")),
    )  # fmt: skip
    op.create_index(op.f(f"ix_{PARTINGS}_plan_id"), PARTINGS, ["plan_id"])


def downgrade() -> None:
    op.drop_table(PARTINGS)
    with op.batch_alter_table(CLOSINGS, schema=None) as batch_op:
        batch_op.drop_column("renamed")
