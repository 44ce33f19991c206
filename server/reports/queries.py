"""The figures, and the lines of the register behind each, over one index that holds all asked."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, case, func, select

from server.database import db
from server.documents.incoming.models import IncomingDocument as Paper
from server.org.actor import Actor
from server.papers.services import may_read
from server.registers.models import RegisterRow
from server.reports.conditions import BY, Asked, conditions, part

PAGE = 40
"""Lines of a page: fifty with long subjects were over 25 KB."""
_PLACE = Paper.id + 0
"""The id as a sum, so that no database walks all papers by it instead of the quarter's."""

LINE: Sequence[Any] = (
    RegisterRow.number, RegisterRow.entered_on, RegisterRow.issuer, RegisterRow.code,
    RegisterRow.doc_type, RegisterRow.subject, Paper.id, Paper.state, Paper.urgency,
    Paper.lead_unit_id, Paper.due_at, Paper.done_at,
)  # fmt: skip


def sums(actor: Actor, asked: Asked, by: str, names: Sequence[str]) -> Sequence[Row]:
    """A row for each unit, type or urgency: `key`, and how many have each of the parts."""
    counted = [func.sum(case((and_(*part(name)), 1), else_=0)).label(name) for name in names]
    rows = select(BY[by].label("key"), *counted).where(*conditions(actor, asked))
    return db.session.execute(rows.group_by(BY[by])).all()


def lines(actor: Actor, asked: Asked, before: int | None) -> tuple[Sequence[Row], int | None]:
    """A page of the register's lines behind a figure, newest first, and where the next begins."""
    rows = _lines(actor, asked, before, PAGE + 1)
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def all_lines(actor: Actor, asked: Asked) -> Sequence[Row]:
    """All of them, the oldest first, for a workbook."""
    return _lines(actor, asked, None, None)[::-1]


def _lines(actor: Actor, asked: Asked, before: int | None, most: int | None) -> Sequence[Row]:
    below = [] if before is None else [before > _PLACE]
    chosen = select(Paper.id).where(*conditions(actor, asked), *below).order_by(_PLACE.desc())
    some = chosen.limit(most).subquery()
    rows = (
        select(*LINE, may_read(Paper, actor).label("open"))
        .join(some, some.c.id == Paper.id)
        .join(
            RegisterRow,
            and_(
                RegisterRow.paper_id == Paper.id,
                RegisterRow.direction == "IN",
                RegisterRow.agency_id == Paper.agency_id,
                RegisterRow.year == Paper.year,
            ),
        )
        .order_by(Paper.id.desc())
    )
    return db.session.execute(rows).all()
