"""exceptions of what came in, and of an agency's key

A rule that is set aside (DOMAIN §3.4) may be of a document that came in, or of no document: the
agency's key went to another person. A handing over may be of that key alone. What came in is looked
up by its số đến and by who leads.
"""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0066"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RECORDS, HANDOVERS = "exception_records", "work_handovers"
COMING = (
    ("ix_incoming_documents_arrival", "arrival_no"),
    ("ix_incoming_documents_lead", "lead_unit_id"),
)


def upgrade() -> None:
    """Until now each was of an outgoing document, and whose that is stands there."""
    with op.batch_alter_table(RECORDS, schema=None) as batch_op:
        batch_op.add_column(sa.Column("agency_id", WHOLE, nullable=True))
        batch_op.add_column(sa.Column("incoming_id", WHOLE, nullable=True))
        batch_op.add_column(sa.Column("approver", sa.String(), nullable=False, server_default=""))
        batch_op.alter_column("outgoing_id", existing_type=WHOLE, nullable=True)
    _whose()
    with op.batch_alter_table(RECORDS, schema=None) as batch_op:
        batch_op.alter_column("agency_id", existing_type=WHOLE, nullable=False)
        batch_op.alter_column("approver", existing_type=sa.String(), server_default=None)
        for column, of in (("agency_id", "agencies"), ("incoming_id", "incoming_documents")):
            name = batch_op.f(f"fk_{RECORDS}_{column}")
            batch_op.create_foreign_key(name, of, [column], ["id"])
        batch_op.create_index(batch_op.f(f"ix_{RECORDS}_incoming_id"), ["incoming_id"])
    for name, column in COMING:
        op.create_index(name, "incoming_documents", [column, "id"])
    with op.batch_alter_table(HANDOVERS, schema=None) as batch_op:
        no = sa.Column("only_key", sa.Boolean(), nullable=False, server_default=sa.false())
        batch_op.add_column(no)
    with op.batch_alter_table(HANDOVERS, schema=None) as batch_op:
        batch_op.alter_column("only_key", existing_type=sa.Boolean(), server_default=None)


def _whose() -> None:
    rows = sa.table(RECORDS, sa.column("agency_id"), sa.column("outgoing_id"))
    papers = sa.table("outgoing_documents", sa.column("id"), sa.column("agency_id"))
    whose = sa.select(papers.c.agency_id).where(papers.c.id == rows.c.outgoing_id)
    op.get_bind().execute(sa.update(rows).values(agency_id=whose.scalar_subquery()))


def downgrade() -> None:
    for name, _column in COMING:
        op.drop_index(name, "incoming_documents")
    rows = sa.table(RECORDS, sa.column("outgoing_id"))
    op.get_bind().execute(sa.delete(rows).where(rows.c.outgoing_id.is_(None)))
    with op.batch_alter_table(HANDOVERS, schema=None) as batch_op:
        batch_op.drop_column("only_key")
    with op.batch_alter_table(RECORDS, schema=None) as batch_op:
        batch_op.drop_index(batch_op.f(f"ix_{RECORDS}_incoming_id"))
        for column in ("agency_id", "incoming_id"):
            name = batch_op.f(f"fk_{RECORDS}_{column}")
            batch_op.drop_constraint(name, type_="foreignkey")
            batch_op.drop_column(column)
        batch_op.drop_column("approver")
        batch_op.alter_column("outgoing_id", existing_type=WHOLE, nullable=False)
