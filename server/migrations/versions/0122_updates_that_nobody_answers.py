"""updates that nobody answers are found by themselves, for the clerk's list"""

import sqlalchemy as sa
from alembic import op

revision = "0122"
down_revision = "0121"
branch_labels = None
depends_on = None

INDEX = "ix_letters_updates"


def upgrade() -> None:
    where = sa.text("business = 2")
    columns = ["agency_id", "state"]
    op.create_index(INDEX, "letters", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index(INDEX, "letters")
