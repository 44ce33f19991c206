"""Neighbours sign what they hand in, each by keys of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0056"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "neighbours",
        sa.Column("id", LONG, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organs", sa.Text(), nullable=False),
        sa.Column("signed_only", sa.Boolean(), nullable=False),
        sa.Column("by_id", LONG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_neighbours_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbours")),
    )
    op.create_table(
        "neighbour_keys",
        sa.Column("id", LONG, nullable=False),
        sa.Column("neighbour_id", LONG, nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["neighbour_id"], ["neighbours.id"], name=op.f("fk_neighbour_keys_neighbour_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbour_keys")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_neighbour_keys_fingerprint")),
    )
    op.create_index("ix_neighbour_keys_neighbour_id", "neighbour_keys", ["neighbour_id"])
    op.create_table(
        "heard_nonces",
        sa.Column("key_id", LONG, nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"], ["neighbour_keys.id"], name=op.f("fk_heard_nonces_key_id")
        ),
        sa.PrimaryKeyConstraint("key_id", "nonce", name=op.f("pk_heard_nonces")),
    )
    op.create_index("ix_heard_nonces_at", "heard_nonces", ["at"])


def downgrade() -> None:
    op.drop_table("heard_nonces")
    op.drop_table("neighbour_keys")
    op.drop_table("neighbours")
