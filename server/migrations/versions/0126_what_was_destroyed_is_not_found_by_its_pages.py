"""no word of the pages of a letter that was destroyed is found any more (AR-07)"""

import sqlalchemy as sa
from alembic import op

revision = "0126"
down_revision = "0125"
branch_labels = None
depends_on = None

_FORGET = (
    "DELETE FROM search_texts WHERE id IN (SELECT search_rows.id FROM search_rows"
    " JOIN destroyed_files ON destroyed_files.paper_kind = search_rows.paper_kind"
    " AND destroyed_files.paper_id = search_rows.paper_id)"
)


def upgrade() -> None:
    fill(op.get_bind())


def fill(bind: sa.Connection) -> None:
    """Triggers keep the index."""
    bind.execute(sa.text(_FORGET))


def downgrade() -> None:
    """What was destroyed stays so."""
