"""The signature log has what is no outgoing document too: minutes, volumes, copies"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REST = "version_n, version_sha256, n, field, kind, person_id, signer, account, agency_id, position, capacity, key_kind, delegation_id, exception_id, serial, issuer, certificate_sha256, input_sha256, output_sha256, verdict, claimed_at, revocation, trusted_at, client_ip, salt, at"  # fmt: skip


def upgrade() -> None:
    """Rows that are there stay as they are, their digests in the ledger too."""
    _disarm()
    with op.batch_alter_table("signatures", schema=None) as batch_op:
        for name in ("about", "what"):
            batch_op.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        batch_op.alter_column("outgoing_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index("ix_signatures_about", ["about", "id"], unique=False)

    with op.batch_alter_table("signatures", schema=None) as batch_op:
        for name in ("about", "what"):
            batch_op.alter_column(
                name, existing_type=sa.String(), existing_nullable=False, server_default=None
            )
    _arm(f"id, outgoing_id, about, what, {REST}")


def downgrade() -> None:
    """What the older office has no place for goes; the ledger still tells that it was signed."""
    _disarm()
    op.execute("DELETE FROM signatures WHERE outgoing_id IS NULL")
    with op.batch_alter_table("signatures", schema=None) as batch_op:
        batch_op.drop_index("ix_signatures_about")
        batch_op.alter_column("outgoing_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("what")
        batch_op.drop_column("about")
    _arm(f"id, outgoing_id, {REST}")


def _disarm() -> None:
    """SQLite makes the table anew, and its triggers go with the old one."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER signatures_keep ON signatures")
        op.execute("DROP TRIGGER signatures_once ON signatures")
    else:
        for verb in ("update", "delete", "second"):
            op.execute(f"DROP TRIGGER signatures_no_{verb}")


def _arm(fixed: str) -> None:
    """As before: rows are only added to, but for the day on which one was taken back."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER signatures_keep BEFORE UPDATE OF {fixed} OR DELETE OR TRUNCATE ON signatures FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep()"
        )
        op.execute(
            "CREATE TRIGGER signatures_once BEFORE UPDATE OF voided_at ON signatures FOR EACH ROW WHEN (OLD.voided_at IS NOT NULL) EXECUTE FUNCTION ledger_keep()"
        )
        return
    no = "BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
    op.execute(f"CREATE TRIGGER signatures_no_update BEFORE UPDATE OF {fixed} ON signatures {no}")
    op.execute(f"CREATE TRIGGER signatures_no_delete BEFORE DELETE ON signatures {no}")
    op.execute(
        f"CREATE TRIGGER signatures_no_second BEFORE UPDATE OF voided_at ON signatures WHEN OLD.voided_at IS NOT NULL {no}"
    )
