"""Lists: newest first, by keyset, stopping at a page, rights in the same statement (DESIGN §8)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, literal_column, select, union_all

from server.database import db
from server.desks.models import Reader
from server.org.actor import Actor
from server.papers.models import Paper
from workflows import Refused

PAGE = 50


def page_of(
    kind: type[Paper],
    actor: Actor,
    columns: Sequence[Any],
    wanted: Sequence[ColumnElement[bool]],
    cursor: str | None,
) -> tuple[list[Row], str | None]:
    """A page of what this actor may read, as Core rows, and where the next one begins.

    Each of the actor's seats is walked newest first and stops at a page; the walks are merged.
    So a clerk with a million papers and an officer with ten both read fifty rows.
    """
    ids = _ids(kind, actor, wanted, before(cursor))
    rows = db.session.execute(
        select(*columns).where(kind.id.in_(ids[:PAGE])).order_by(kind.id.desc())
    ).all()
    more = len(ids) > PAGE
    return list(rows), str(ids[PAGE - 1]) if more else None


def before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not cursor.isdigit():
        raise Refused("cursor_malformed", "cursor")
    return int(cursor)


def _ids(
    kind: type[Paper], actor: Actor, wanted: Sequence[ColumnElement[bool]], top: int | None
) -> list[int]:
    walks = [_walk(kind, seat, wanted, top).subquery() for seat in actor.seats]
    merged = union_all(*(select(walk.c.paper_id) for walk in walks)).subquery()
    newest = select(merged.c.paper_id).distinct().order_by(merged.c.paper_id.desc())
    return list(db.session.scalars(newest.limit(PAGE + 1)))


def _walk(kind: type[Paper], seat: str, wanted: Sequence[ColumnElement[bool]], top: int | None):
    walk = select(Reader.paper_id).where(
        Reader.seat == seat, Reader.paper_kind == literal_column(f"'{kind.workflow.name}'")
    )
    if wanted:
        walk = walk.join(kind, kind.id == Reader.paper_id).where(*wanted)
    if top is not None:
        walk = walk.where(Reader.paper_id < top)
    return walk.order_by(Reader.paper_id.desc()).limit(PAGE + 1)
