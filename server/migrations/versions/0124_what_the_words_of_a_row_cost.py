"""PostgreSQL is told what it costs to take a row into words, so that it asks the index for them"""

from alembic import op

revision = "0124"
down_revision = "0123"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _cost(1000)


def downgrade() -> None:
    _cost(100)


def _cost(units: int) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER FUNCTION finding_words(text, text, bigint) COST {units}")
