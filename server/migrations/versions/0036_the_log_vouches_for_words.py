"""the log vouches for words"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

SALTED = ("register_rows", "sign_offs", "appointments", "delegations", "absences")


def upgrade() -> None:
    """Empty: what stands there gets its salt when the log is told of it (`ledger.vouching`)."""
    for name in SALTED:
        op.add_column(name, sa.Column("salt", sa.String(), nullable=True))


def downgrade() -> None:
    """Without a new table: that of the registers' lines has triggers."""
    for name in SALTED:
        op.execute(f"ALTER TABLE {name} DROP COLUMN salt")
