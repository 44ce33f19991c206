"""whose is what may be a secret: an older document, a file taken out of a draft or a result"""

import sqlalchemy as sa
from alembic import op

revision = "0108"
down_revision = "0107"
branch_labels = None
depends_on = None

OLDER, TAKEN = "earlier_documents", "taken_files"


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table(OLDER) as table:
        table.add_column(sa.Column("kept_by_id", _number(), nullable=True))
    op.execute("UPDATE earlier_documents SET kept_by_id = agency_id")
    with op.batch_alter_table(OLDER) as table:
        table.alter_column("kept_by_id", existing_type=_number(), nullable=False)
        table.create_foreign_key(
            op.f("fk_earlier_documents_kept_by_id"), "agencies", ["kept_by_id"], ["id"]
        )
        table.create_index(op.f("ix_earlier_documents_kept_by_id"), ["kept_by_id"])
    op.create_table(
        TAKEN,
        sa.Column("id", _number(), nullable=False),
        sa.Column("incoming_id", _number(), nullable=False),
        sa.Column("n", _number(), nullable=False),
        sa.Column("paper_kind", sa.String(), nullable=False),
        sa.Column("paper_id", _number(), nullable=False),
        sa.Column("place", _number(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("given_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["incoming_id"], ["incoming_documents.id"], name=op.f("fk_taken_files_incoming_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taken_files")),
    )
    op.create_index("ix_taken_files_incoming_id", TAKEN, ["incoming_id"])
    op.create_index("ix_taken_files_paper", TAKEN, ["paper_kind", "paper_id"])
    op.create_index("ix_taken_files_sha256", TAKEN, ["sha256"])


def downgrade() -> None:
    op.drop_table(TAKEN)
    with op.batch_alter_table(OLDER) as table:
        table.drop_index(op.f("ix_earlier_documents_kept_by_id"))
        table.drop_constraint(op.f("fk_earlier_documents_kept_by_id"), type_="foreignkey")
        table.drop_column("kept_by_id")
