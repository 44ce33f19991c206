"""Tasks of every source: where they come from, who helps, where they are led"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sought", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column(
                "parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(
            sa.Column(
                "lead_agency_id",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column(
                "lead_unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(sa.Column("helpers", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("wanted", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("suspended_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column("notice_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index("ix_tasks_given", ["agency_id", "given_at"], unique=False)
        batch_op.create_index(
            "ix_tasks_open",
            ["agency_id", "state", "lead_agency_id", "lead_unit_id", "due_at"],
            unique=False,
        )
        batch_op.create_index("ix_tasks_parent", ["parent_id"], unique=False)
        batch_op.create_index(
            "ix_tasks_reported", ["agency_id", "reported_at", "state"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_tasks_lead_agency_id"), "agencies", ["lead_agency_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_tasks_parent_id"), "tasks", ["parent_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_tasks_lead_unit_id"), "units", ["lead_unit_id"], ["id"]
        )

    with op.batch_alter_table("tasks", schema=None) as batch_op:
        for name, kind in (
            ("sought", sa.String()),
            ("helpers", sa.JSON()),
            ("wanted", sa.String()),
        ):
            batch_op.alter_column(
                name, existing_type=kind, existing_nullable=False, server_default=None
            )
    _fill()


def _fill() -> None:
    """Of the tasks that are there: their words folded, and where they are led, by the seat."""
    bind = op.get_bind()
    units = dict(bind.execute(sa.text("SELECT id, unit_id FROM positions")).all())
    for one in bind.execute(sa.text("SELECT id, subject, lead_seat FROM tasks")).all():
        letter, number = one.lead_seat.split(":")[:2]
        led = {
            "id": one.id,
            "sought": _folded(one.subject),
            "agency": int(number) if letter == "a" else None,
            "unit": int(number)
            if letter == "u"
            else units.get(int(number))
            if letter == "p"
            else None,
        }
        bind.execute(
            sa.text(
                "UPDATE tasks SET sought = :sought, lead_agency_id = :agency,"
                " lead_unit_id = :unit WHERE id = :id"
            ),
            led,
        )


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.lower())
    bare = "".join(c for c in apart if not unicodedata.combining(c)).replace("đ", "d")
    return " ".join(bare.split())


def downgrade() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_tasks_lead_unit_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_tasks_parent_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_tasks_lead_agency_id"), type_="foreignkey")
        batch_op.drop_index("ix_tasks_reported")
        batch_op.drop_index("ix_tasks_parent")
        batch_op.drop_index("ix_tasks_open")
        batch_op.drop_index("ix_tasks_given")
        batch_op.alter_column("notice_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("suspended_until")
        batch_op.drop_column("suspended_at")
        batch_op.drop_column("wanted")
        batch_op.drop_column("helpers")
        batch_op.drop_column("lead_unit_id")
        batch_op.drop_column("lead_agency_id")
        batch_op.drop_column("parent_id")
        batch_op.drop_column("sought")
