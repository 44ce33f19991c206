"""The figures, and the lines of the register behind each, over one index that holds all asked."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, select

from server import standby
from server.org.actor import Actor
from server.papers.services import may_read
from server.registers.models import RegisterRow
from server.reports.conditions import Asked, conditions
from server.reports.told import Told

PAGE = 40
"""Lines of a page: fifty with long subjects were over 25 KB."""
WORDS: Sequence[Any] = (
    RegisterRow.number, RegisterRow.entered_on, RegisterRow.issuer, RegisterRow.code,
    RegisterRow.doc_type, RegisterRow.subject, RegisterRow.signer,
)  # fmt: skip


def sums(actor: Actor, asked: Asked, by: str, names: Sequence[str]) -> Sequence[Row]:
    """A row for each unit, type, urgency or field: `key`, and how many have each of the parts."""
    parts = asked.told.parts(asked.days)
    counted = [func.sum(case((and_(*parts[name]), 1), else_=0)).label(name) for name in names]
    column = asked.told.by(asked.days)[by]
    rows = select(column.label("key"), *counted).where(*conditions(actor, asked))
    return standby.counted(rows.group_by("key"))


def lines(actor: Actor, asked: Asked, before: int | None) -> tuple[Sequence[Row], int | None]:
    """A page of the register's lines behind a figure, newest first, and where the next begins."""
    rows = _lines(actor, asked, before, PAGE + 1)
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def all_lines(actor: Actor, asked: Asked) -> Sequence[Row]:
    """All of them, the oldest first, for a workbook."""
    return _lines(actor, asked, None, None)[::-1]


def _lines(actor: Actor, asked: Asked, before: int | None, most: int | None) -> Sequence[Row]:
    """The id is taken as a sum, so that no database walks all papers by it instead of the
    quarter's."""
    told = asked.told
    paper, place = told.paper, told.paper.id + 0
    below = [] if before is None else [before > place]
    chosen = select(paper.id).where(*conditions(actor, asked), *below).order_by(place.desc())
    some = chosen.limit(most).subquery()
    rows = (
        select(*WORDS, *_of_paper(told), may_read(paper, actor).label("open"))
        .join(some, some.c.id == paper.id)
        .join(RegisterRow, and_(*_its_line(told)))
        .order_by(paper.id.desc())
    )
    return standby.counted(rows)


def _of_paper(told: Told) -> Sequence[Any]:
    columns = {"unit_id": told.unit, "since": told.since, "due": told.due, "done": told.done}
    paper = told.paper
    return (
        paper.id, paper.state, paper.urgency,
        *(column.label(name) for name, column in columns.items()),
    )  # fmt: skip


def _its_line(told: Told) -> list[ColumnElement[bool]]:
    """A copy of a document, too, has a line among those that went out: in a book of its own."""
    paper, row = told.paper, RegisterRow
    mine = [row.paper_id == paper.id, row.direction == told.direction]
    own_book = [row.book == "OUT:" + paper.series] if told.direction == "OUT" else []
    return [*mine, *own_book, row.agency_id == paper.agency_id, row.year == paper.year]
