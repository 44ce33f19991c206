"""attendance and changes have their salt"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

SALTED = ("meeting_people", "person_changes")


def upgrade() -> None:
    """Empty: what stands there gets its salt when the log is told of it (`ledger.vouching`)."""
    for name in SALTED:
        op.add_column(name, sa.Column("salt", sa.String(), nullable=True))


def downgrade() -> None:
    for name in SALTED:
        op.drop_column(name, "salt")
