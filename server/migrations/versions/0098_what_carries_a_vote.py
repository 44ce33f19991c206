"""what carries a vote in an agency's bodies (VT-04); whose a matter's papers are (MT-04, §10.12)"""

import sqlalchemy as sa
from alembic import op

revision = "0098"
down_revision = "0100"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHOSE = ("guests", "at_sites")


def upgrade() -> None:
    op.create_table(
        "vote_rules",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("threshold", sa.String(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_vote_rules_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_rules")),
    )
    with op.batch_alter_table("vote_rules", schema=None) as batch_op:
        batch_op.create_index("ix_vote_rules_agency", ["agency_id", "body"], unique=False)
    none = sa.text("'[]'")
    with op.batch_alter_table("meeting_items", schema=None) as batch_op:
        for name in WHOSE:
            batch_op.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default=none))
    with op.batch_alter_table("meeting_items", schema=None) as batch_op:
        for name in WHOSE:
            batch_op.alter_column(name, existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("meeting_items", schema=None) as batch_op:
        for name in WHOSE:
            batch_op.drop_column(name)
    op.drop_table("vote_rules")
