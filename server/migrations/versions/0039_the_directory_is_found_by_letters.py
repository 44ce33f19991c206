"""the directory is found by letters"""

import sqlalchemy as sa
from alembic import op

from server.words import fold

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

agencies = sa.table(
    "agencies",
    *(sa.column(name) for name in ("id", "code", "short_name", "name", "organ_id", "sought")),
)


def upgrade() -> None:
    with op.batch_alter_table("agencies", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sought", sa.String(), nullable=False, server_default=""))
    office = op.get_bind()
    for row in office.execute(sa.select(agencies)).all():
        said = " " + fold(f"{row.code} {row.short_name} {row.name} {row.organ_id}")
        office.execute(sa.update(agencies).where(agencies.c.id == row.id).values(sought=said))
    with op.batch_alter_table("agencies", schema=None) as batch_op:
        batch_op.alter_column("sought", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("agencies", schema=None) as batch_op:
        batch_op.drop_column("sought")
