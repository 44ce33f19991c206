"""what old fonts wrote with the letter of Iceland (QÐ-UBND) is found as if it were ours (QĐ-UBND)"""

import sqlalchemy as sa
from alembic import op

revision = "0123"
down_revision = "0122"
branch_labels = None
depends_on = None

PLACES = ("search_rows", "search_texts")
_READ_ANEW = (
    "UPDATE {place} SET folded = replace(folded, 'ð', 'd'), marked = replace(marked, 'ð', 'đ')"
    " WHERE marked LIKE '%ð%'"
)


def upgrade() -> None:
    fill(op.get_bind())


def fill(bind: sa.Connection) -> None:
    """Triggers keep the index."""
    for place in PLACES:
        bind.execute(sa.text(_READ_ANEW.format(place=place)))


def downgrade() -> None:
    """What was found before is found still."""
