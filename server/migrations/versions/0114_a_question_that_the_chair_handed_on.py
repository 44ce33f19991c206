"""a question asked beforehand may be handed on to somebody else, who answers it"""

import sqlalchemy as sa
from alembic import op

revision = "0114"
down_revision = "0117"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meeting_questions") as table:
        table.add_column(
            sa.Column(
                "given_to_id",
                sa.BigInteger().with_variant(sa.Integer, "sqlite"),
                sa.ForeignKey("persons.id", name=op.f("fk_meeting_questions_given_to_id")),
                nullable=True,
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("meeting_questions") as table:
        table.drop_constraint(op.f("fk_meeting_questions_given_to_id"), type_="foreignkey")
        table.drop_column("given_to_id")
