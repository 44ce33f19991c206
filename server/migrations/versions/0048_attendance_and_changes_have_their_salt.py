"""attendance and changes have their salt, a certificate is found in the signature log"""

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
    op.create_index("ix_signatures_certificate", "signatures", ["certificate_sha256", "id"])


def downgrade() -> None:
    op.drop_index("ix_signatures_certificate", "signatures")
    for name in SALTED:
        op.drop_column(name, "salt")
