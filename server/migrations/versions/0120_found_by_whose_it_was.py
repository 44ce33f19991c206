"""what was handed over before searches knew it is found by the name of the agency that ended, too"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from server.words import keyed, marked

revision = "0120"
down_revision = "0119"
branch_labels = None
depends_on = None

AT_ONCE = 500
INTO = " bàn giao cho "


def upgrade() -> None:
    fill(op.get_bind())


def fill(bind: sa.Connection) -> None:
    """The names stand in the history: "…: UBND xã Hoằng Phú bàn giao cho …". A row that has them is
    passed over, so it may be broken off and begun again; triggers keep the index."""
    rows = sa.table("search_rows", *map(sa.column, ("id", "folded", "marked")))
    last = 0
    while found := bind.execute(_PASSED, {"last": last, "most": AT_ONCE}).all():
        last = found[-1].id
        for row in found:
            said = _names(bind, row)
            if said:
                words = {
                    "folded": " ".join((row.folded, *map(keyed, said))),
                    "marked": "".join(
                        (row.marked.rstrip(), *(marked(one).rstrip() for one in said), " ")
                    ),
                }
                bind.execute(sa.update(rows).where(rows.c.id == row.id).values(**words))


def _names(bind: sa.Connection, row: Any) -> Sequence[str]:
    """Which of the agencies that had it before the row does not say yet, each once."""
    reasons = bind.execute(_WHY, {"kind": row.paper_kind, "paper": row.paper_id}).scalars()
    names = dict.fromkeys(one.partition(": ")[2].partition(INTO)[0] for one in reasons)
    return [one for one in names if one and f" {keyed(one)} " not in f" {row.folded} "]


_PASSED = sa.text(
    "SELECT id, paper_kind, paper_id, folded, marked FROM search_rows WHERE id > :last"
    " AND EXISTS (SELECT 1 FROM history WHERE history.paper_kind = search_rows.paper_kind"
    " AND history.paper_id = search_rows.paper_id AND history.transition = 'pass_on')"
    " ORDER BY id LIMIT :most"
)
_WHY = sa.text(
    "SELECT reason FROM history WHERE paper_kind = :kind AND paper_id = :paper"
    " AND transition = 'pass_on' AND reason <> '' ORDER BY id"
)


def downgrade() -> None:
    """What was found before is found still."""
