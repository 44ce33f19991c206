"""places of a meeting that wait for who comes into their post, and whose answer decides a tie

The next deputy sits where the one sat who became chair; a poll's tie is decided by who chaired it
when he answered, though another chairs it since.
"""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

TABLE, VOTES, COLUMN, KEY = "meeting_places", "votes", "tie_of_id", "fk_votes_tie_of_id"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("meeting_id", WHOLE, sa.ForeignKey("meetings.id"), primary_key=True),
        sa.Column("position_id", WHOLE, sa.ForeignKey("positions.id"), primary_key=True),
        sa.Column("n", WHOLE, nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("site", WHOLE, nullable=True),
        sa.Column("of_id", WHOLE, sa.ForeignKey("persons.id"), nullable=False),
    )
    with op.batch_alter_table(VOTES) as batch_op:
        batch_op.add_column(sa.Column(COLUMN, WHOLE, nullable=True))
        batch_op.create_foreign_key(batch_op.f(KEY), "persons", [COLUMN], ["id"])


def downgrade() -> None:
    with op.batch_alter_table(VOTES) as batch_op:
        batch_op.drop_constraint(batch_op.f(KEY), type_="foreignkey")
        batch_op.drop_column(COLUMN)
    op.drop_table(TABLE)
