"""minutes between agencies"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agency_handovers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("giver_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("giver_post", sa.String(), nullable=False),
        sa.Column("taker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("taker_post", sa.String(), nullable=False),
        sa.Column("list_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_id"], ["agencies.id"], name=op.f("fk_agency_handovers_from_id")
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["persons.id"], name=op.f("fk_agency_handovers_giver_id")
        ),
        sa.ForeignKeyConstraint(
            ["list_id"], ["signed_lists.id"], name=op.f("fk_agency_handovers_list_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["reorganisations.id"], name=op.f("fk_agency_handovers_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["taker_id"], ["persons.id"], name=op.f("fk_agency_handovers_taker_id")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["agencies.id"], name=op.f("fk_agency_handovers_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_handovers")),
    )
    with op.batch_alter_table("agency_handovers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_handovers_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agency_handovers_to_id"), ["to_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("agency_handovers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_handovers_to_id"))
        batch_op.drop_index(batch_op.f("ix_agency_handovers_plan_id"))

    op.drop_table("agency_handovers")
