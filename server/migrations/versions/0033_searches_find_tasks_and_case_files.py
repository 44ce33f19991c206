"""searches find tasks and case files"""

import sqlalchemy as sa
from alembic import op

from server.words import keyed, marked

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

COLUMNS = {"tasks": ("subject", "lead_name"), "casefiles": ("code", "subject")}
TABLES = {"tasks": "tasks", "casefiles": "case_files"}
AT_ONCE = 1000


def upgrade() -> None:
    fill(op.get_bind())


def fill(bind: sa.Connection) -> None:
    """A row for each that is there, in the order in which they came; triggers keep the index.

    Words are folded as they are looked for today, so by the office's own hand.
    """
    rows = sa.table("search_rows", *map(sa.column, ("paper_kind", "paper_id", "folded", "marked")))
    for kind, columns in COLUMNS.items():
        papers = sa.table(TABLES[kind], sa.column("id"), *map(sa.column, columns))
        found = bind.execute(sa.select(papers).order_by(papers.c.id)).all()
        for first in range(0, len(found), AT_ONCE):
            said = [_row(kind, one) for one in found[first : first + AT_ONCE]]
            bind.execute(sa.insert(rows), said)


def _row(kind: str, one: sa.Row) -> dict[str, object]:
    words = " ".join(filter(None, one[1:]))
    return {
        "paper_kind": kind, "paper_id": one.id, "folded": keyed(words), "marked": marked(words)
    }  # fmt: skip


def downgrade() -> None:
    these = "paper_kind IN ('tasks', 'casefiles')"
    op.execute(f"DELETE FROM search_texts WHERE id IN (SELECT id FROM search_rows WHERE {these})")
    op.execute(f"DELETE FROM search_rows WHERE {these}")
