"""Lists: newest first, by keyset, stopping at a page, rights in the same statement (DESIGN §8)."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, literal_column, select, union_all

from server.database import db
from server.desks.models import Reader
from server.org.actor import Actor
from server.papers.leading import few
from server.papers.models import Paper
from workflows import Refused

PAGE = 50
PLACE = re.compile(r"\d{1,18}", re.ASCII)
"""An id as the address of the next page has it: no longer than a column holds."""


def page_of(
    kind: type[Paper],
    actor: Actor,
    columns: Sequence[Any],
    wanted: Sequence[ColumnElement[bool]],
    cursor: str | None,
) -> tuple[list[Row], str | None]:
    """A page of what this actor may read, as Core rows, and where the next one begins.

    Each of the actor's seats is walked newest first and stops at a page; the walks are merged.
    So a clerk with a million papers and an officer with ten both read fifty rows. Of a filter that
    few papers meet, those few are walked instead.
    """
    chosen = _newest(kind, actor, wanted, before(cursor))
    rows = db.session.execute(
        select(*columns).join(chosen, chosen.c.paper_id == kind.id).order_by(kind.id.desc())
    ).all()
    more = len(rows) > PAGE
    return list(rows[:PAGE]), str(rows[PAGE - 1].id) if more else None


def newest(found: Select[*tuple[Any, ...]], top: int | None) -> tuple[list[Row], int | None]:
    """A page of whatever stands first in these rows, by its id, and where the next one begins."""
    key = found.column_descriptions[0]["entity"].id
    below = found if top is None else found.where(key < top)
    rows = db.session.execute(below.order_by(key.desc()).limit(PAGE + 1)).all()
    return list(rows[:PAGE]), rows[PAGE - 1][0].id if len(rows) > PAGE else None


def before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not PLACE.fullmatch(cursor):
        raise Refused("cursor_malformed", "cursor")
    return int(cursor)


def _newest(
    kind: type[Paper], actor: Actor, wanted: Sequence[ColumnElement[bool]], top: int | None
) -> Subquery:
    """The ids of a page and one more, for the join that reads only these papers."""
    rare = few(kind, wanted)
    if rare is not None:
        return _among(kind, actor, [kind.id.in_(rare), *wanted], top)
    walks = [_walk(kind, seat, wanted, top).subquery() for seat in actor.seats]
    merged = union_all(*(select(walk.c.paper_id) for walk in walks)).subquery()
    newest = select(merged.c.paper_id).distinct().order_by(merged.c.paper_id.desc())
    return newest.limit(PAGE + 1).subquery()


def _among(
    kind: type[Paper], actor: Actor, wanted: Sequence[ColumnElement[bool]], top: int | None
) -> Subquery:
    may_read = select(Reader.seat).where(
        Reader.seat.in_(actor.seats),
        Reader.paper_kind == literal_column(f"'{kind.workflow.name}'"),
        Reader.paper_id == kind.id,
    )
    below = [] if top is None else [kind.id < top]
    mine = select(kind.id.label("paper_id")).where(*wanted, *below, may_read.exists())
    return mine.order_by(kind.id.desc()).limit(PAGE + 1).subquery()


def _walk(
    kind: type[Paper], seat: str, wanted: Sequence[ColumnElement[bool]], top: int | None
) -> Select[Any]:
    walk = select(Reader.paper_id).where(
        Reader.seat == seat, Reader.paper_kind == literal_column(f"'{kind.workflow.name}'")
    )
    if wanted:
        walk = walk.join(kind, kind.id == Reader.paper_id).where(*wanted)
    if top is not None:
        walk = walk.where(Reader.paper_id < top)
    return walk.order_by(Reader.paper_id.desc()).limit(PAGE + 1)
