"""which received papers bear signatures with weak algorithms: a list of them is asked for (RP-04)"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0083"
branch_labels = None
depends_on = None

INDEX = "ix_incoming_documents_weak"
ROWS = sa.table(
    "incoming_documents",
    sa.column("id", sa.Integer),
    sa.column("verification", sa.JSON),
    sa.column("weak", sa.String),
)


def upgrade() -> None:
    op.add_column("incoming_documents", sa.Column("weak", sa.String(), nullable=True))
    told = sa.cast(ROWS.c.verification, sa.Text).contains('"weak:')
    known = op.get_bind().execute(sa.select(ROWS.c.id, ROWS.c.verification).where(told)).all()
    for row_id, said in known:
        weak = ", ".join(_weak(json.loads(said) if isinstance(said, str) else said)) or None
        op.execute(ROWS.update().where(ROWS.c.id == row_id).values(weak=weak))
    where = sa.text("weak IS NOT NULL")
    op.create_index(
        INDEX, "incoming_documents", ["weak", "id"], sqlite_where=where, postgresql_where=where
    )


def _weak(said: dict[str, Any]) -> list[str]:
    signed = said.get("signatures", [])
    reasons = (reason for one in signed for reason in one.get("reasons", []))
    return [*dict.fromkeys(one[5:] for one in reasons if one.startswith("weak:"))]


def downgrade() -> None:
    op.drop_index(INDEX, "incoming_documents")
    op.drop_column("incoming_documents", "weak")
