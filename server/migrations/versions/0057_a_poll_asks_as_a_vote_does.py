"""A poll in writing asks as a vote does, and belongs to a matter of a session."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0059"
branch_labels = None
depends_on = None

TABLE, KEY = "meeting_items", "fk_meeting_items_of_item_id"
INDEX = "ix_meeting_items_of_item_id"
COLUMNS = (
    ("choices", sa.JSON(), "[]"),
    ("up_to", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), "1"),
    ("threshold", sa.String(), ""),
    ("basis", sa.String(), ""),
)


def upgrade() -> None:
    integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    with op.batch_alter_table(TABLE) as batch_op:
        for name, kind, default in COLUMNS:
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=default))
        batch_op.add_column(sa.Column("of_item_id", integer, nullable=True))
        batch_op.create_foreign_key(batch_op.f(KEY), TABLE, ["of_item_id"], ["id"])
    with op.batch_alter_table(TABLE) as batch_op:
        for name, _kind, _default in COLUMNS:
            batch_op.alter_column(name, server_default=None)
    op.create_index(INDEX, TABLE, ["of_item_id"])


def downgrade() -> None:
    op.drop_index(INDEX, table_name=TABLE)
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.drop_constraint(batch_op.f(KEY), type_="foreignkey")
        for name in ("of_item_id", *(one for one, _kind, _default in COLUMNS)):
            batch_op.drop_column(name)
