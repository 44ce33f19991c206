"""things that go elsewhere"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reorganisation_things",
        sa.Column("plan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("paper_kind", sa.String(), nullable=False),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("heir_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_id"], ["agencies.id"], name=op.f("fk_reorganisation_things_from_id")
        ),
        sa.ForeignKeyConstraint(
            ["heir_id"], ["agencies.id"], name=op.f("fk_reorganisation_things_heir_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["reorganisations.id"], name=op.f("fk_reorganisation_things_plan_id")
        ),
        sa.PrimaryKeyConstraint(
            "plan_id", "paper_kind", "paper_id", name=op.f("pk_reorganisation_things")
        ),
    )


def downgrade() -> None:
    op.drop_table("reorganisation_things")
