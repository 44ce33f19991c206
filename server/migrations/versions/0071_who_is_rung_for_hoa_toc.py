"""who is rung when Hỏa tốc was left lying, and the short messages to them (DOMAIN §4.4)"""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0064"
branch_labels = None
depends_on = None

NUMBERS, CALLS = "duty_numbers", "duty_calls"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        NUMBERS,
        sa.Column("id", WHOLE, primary_key=True),
        sa.Column("agency_id", WHOLE, sa.ForeignKey("agencies.id"), nullable=False),
        sa.Column("person_id", WHOLE, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.UniqueConstraint("agency_id", "person_id"),
    )
    op.create_table(
        CALLS,
        sa.Column("id", WHOLE, primary_key=True),
        sa.Column("agency_id", WHOLE, sa.ForeignKey("agencies.id"), nullable=False),
        sa.Column("person_id", WHOLE, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", WHOLE, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
    )
    op.create_index("ix_duty_calls_due", CALLS, ["state", "due_at"])
    op.create_index("ix_duty_calls_person", CALLS, ["agency_id", "person_id", "at"])


def downgrade() -> None:
    op.drop_table(CALLS)
    op.drop_table(NUMBERS)
