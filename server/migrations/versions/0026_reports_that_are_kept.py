"""reports that are kept, and an index of what went out"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TOLD, OUT = "ix_outgoing_documents_told", "outgoing_documents"
TOLD_BY = [
    "agency_id", "state", "issued_on", "signed_at", "dispatched_at", "unit_id", "doc_type",
    "urgency",
]  # fmt: skip
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Some seconds a million documents."""
    op.create_index(TOLD, OUT, TOLD_BY)
    op.create_table(
        "report_orders",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("agency_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("appointment_id", WHOLE, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("of", "by", "every")),
        sa.PrimaryKeyConstraint("id", name="pk_report_orders"),
        sa.UniqueConstraint(
            "appointment_id",
            "of",
            "by",
            "every",
            name="uq_report_orders_appointment_id_of_by_every",
        ),
        *(_to(f"report_orders_{one}_id", f"{one}_id", table) for one, table in ORDERED_BY),
    )
    op.create_index("ix_report_orders_person_id", "report_orders", ["person_id"])
    op.create_table(
        "kept_reports",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("agency_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("of", "by")),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first", "last")),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("made_by", WHOLE, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("maker", "title")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("order_id", WHOLE, nullable=True),
        sa.Column("file_sha256", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_kept_reports"),
        sa.UniqueConstraint("order_id", "first", name="uq_kept_reports_order_id_first"),
        *(_to(f"kept_reports_{column}", column, table) for column, table in KEPT_BY),
    )
    op.create_index("ix_kept_reports_list", "kept_reports", ["agency_id", "id"])


ORDERED_BY = (("agency", "agencies"), ("person", "persons"), ("appointment", "appointments"))
KEPT_BY = (("agency_id", "agencies"), ("unit_id", "units"), ("made_by", "persons"))


def _to(name: str, column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}")


def downgrade() -> None:
    op.drop_table("kept_reports")
    op.drop_table("report_orders")
    op.drop_index(TOLD, table_name=OUT)
