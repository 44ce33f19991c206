"""councils, steering committees and teams that issue papers with numbers of their own (NUM-06)"""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "advisory_bodies",
        sa.Column("id", ID, nullable=False),
        sa.Column("agency_id", ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("abbreviation", sa.String(), nullable=False),
        sa.Column("may_use_seal", sa.Boolean(), nullable=False),
        sa.Column("decision_code", sa.String(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_advisory_bodies_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisory_bodies")),
    )
    op.create_index("ix_advisory_bodies_agency", "advisory_bodies", ["agency_id"])
    with op.batch_alter_table("outgoing_documents") as papers:
        papers.add_column(sa.Column("issuing_body_id", ID, nullable=True))
        papers.create_foreign_key(
            op.f("fk_outgoing_documents_issuing_body_id"),
            "advisory_bodies",
            ["issuing_body_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("outgoing_documents") as papers:
        papers.drop_constraint(op.f("fk_outgoing_documents_issuing_body_id"), type_="foreignkey")
        papers.drop_column("issuing_body_id")
    op.drop_index("ix_advisory_bodies_agency", "advisory_bodies")
    op.drop_table("advisory_bodies")
