"""of our own papers what was typed is found by its words, as the pages of others are"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from server.words import keyed, marked

revision = "0113"
down_revision = "0112"
branch_labels = None
depends_on = None

MOST = 400_000
AT_ONCE = 500


def upgrade() -> None:
    fill(op.get_bind())


def fill(bind: sa.Connection) -> None:
    """The newest text of each typed paper whose row may be found; triggers keep the index.

    Words are folded as they are looked for today, so by the office's own hand.
    """
    texts = sa.table("search_texts", *map(sa.column, ("id", "folded", "marked")))
    last = 0
    while found := bind.execute(_WITHOUT, {"last": last, "most": AT_ONCE}).all():
        last = found[-1].id
        rows = [*_rows(found)]
        if rows:
            bind.execute(sa.insert(texts), rows)


_WITHOUT = sa.text(
    "SELECT search_rows.id, draft_versions.fields FROM search_rows"
    " JOIN outgoing_documents ON outgoing_documents.id = search_rows.paper_id"
    " JOIN draft_versions ON draft_versions.outgoing_id = outgoing_documents.id"
    " AND draft_versions.n = outgoing_documents.version_n"
    " LEFT JOIN search_texts ON search_texts.id = search_rows.id"
    " WHERE search_rows.paper_kind = 'outgoing' AND search_texts.id IS NULL"
    " AND search_rows.id > :last ORDER BY search_rows.id LIMIT :most"
).columns(id=sa.BigInteger, fields=sa.JSON)


def _rows(found: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for row_id, fields in found:
        said = "" if fields.get("file") else _typed(fields)[:MOST]
        if said.strip():
            yield {"id": row_id, "folded": keyed(said), "marked": marked(said)}


def _typed(fields: Mapping[str, Any]) -> str:
    details = (fields.get("details") or {}).values()
    said = (*(fields.get("bases") or ()), *(fields.get("body") or ()), *details)
    return "\n".join(str(one) for one in said if one)


def downgrade() -> None:
    """What is found beside does no harm: an older office reads the same rows."""
