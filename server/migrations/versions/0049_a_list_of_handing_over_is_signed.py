"""a list of handing over is signed"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Lists that were confirmed until now were confirmed without a key."""
    op.create_table(
        "signed_lists",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("signers", sa.JSON(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=False),
        sa.Column("pages", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_signed_lists_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_lists")),
    )
    with op.batch_alter_table("work_confirmations", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("by_key", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("work_confirmations", schema=None) as batch_op:
        batch_op.alter_column("by_key", existing_type=sa.Boolean(), server_default=None)
    with op.batch_alter_table("work_handovers", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "list_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_work_handovers_list_id"), "signed_lists", ["list_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("work_handovers", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_work_handovers_list_id"), type_="foreignkey")
        batch_op.drop_column("list_id")

    with op.batch_alter_table("work_confirmations", schema=None) as batch_op:
        batch_op.drop_column("by_key")

    op.drop_table("signed_lists")
