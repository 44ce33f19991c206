"""why somebody is away: on leave, on a journey, or for another reason (DOMAIN §2.1)"""

import sqlalchemy as sa
from alembic import op

revision = "0089"
down_revision = "0084"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("absences") as rows:
        rows.add_column(sa.Column("kind", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("absences") as rows:
        rows.alter_column("kind", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("absences") as rows:
        rows.drop_column("kind")
