"""How PostgreSQL is asked for the newest hits, window by window (`finding.windows`)."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    bindparam,
    literal_column,
    or_,
    select,
    union_all,
)

from server.database import db
from server.finding.asked import Asked
from server.finding.matching import hits, hits_by_name, named
from server.finding.models import SearchRow, SearchText
from server.finding.windows import Window, windows
from server.papers.hits import Look
from server.papers.listing import before
from server.papers.models import Paper


def is_of(kind: type[Paper]) -> ColumnElement[bool]:
    return SearchRow.paper_kind == literal_column(f"'{kind.workflow.name}'")


def led(look: Look, asked: Asked, wanted: Sequence[ColumnElement[bool]]) -> list[int]:
    """The same as ids, asked of PostgreSQL window by window; of a paper's readers the index knows.

    The reader rows are asked all the same of what is shown: an index is only an index.
    """
    found: list[int] = []

    def share() -> float:
        return len(found) / look.most

    # Of one kind, or where more is wanted, the index does not know how many have the words.
    is_known = len(look.kinds) > 1 and not any(look.kinds.values())
    for window in windows(before(look.cursor), share=share if is_known else None):
        found += _in_window(look, asked, window, wanted)
        if len(found) > look.most:
            break
    return found[: look.most + 1]


def _in_window(
    look: Look, asked: Asked, window: Window, wanted: Sequence[ColumnElement[bool]]
) -> Iterable[int]:
    seats, most = look.actor.seats, look.most + 1
    if _is_plain(look, asked):
        question = _question(tuple(look.kinds), bool(window.blocks))
        return db.session.scalars(question, named(asked, window, seats) | {"most": most})
    inside = [hits(place, asked, window, seats) for place in (SearchRow, SearchText)]
    return db.session.scalars(_newest_of(inside, wanted, most))


def _is_plain(look: Look, asked: Asked) -> bool:
    return not (asked.either or asked.without or any(look.kinds.values()))


@cache
def _question(kinds: tuple[type[Paper], ...], in_blocks: bool) -> Select[Any]:
    """What is asked of nearly every window, of these kinds whatever is said of their papers."""
    inside = [hits_by_name(place, in_blocks) for place in (SearchRow, SearchText)]
    wanted = [or_(*(is_of(kind) for kind in kinds))]
    return _newest_of(inside, wanted, bindparam("most", type_=Integer))


def _newest_of(
    inside: Sequence[Subquery], wanted: Sequence[ColumnElement[bool]], most: Any
) -> Select[Any]:
    either = union_all(*(_wanted_of(one, wanted, most) for one in inside)).subquery()
    return select(either.c.id).distinct().order_by(either.c.id.desc()).limit(most)


def _wanted_of(found: Subquery, wanted: Sequence[ColumnElement[bool]], most: Any) -> Select[Any]:
    newest = select(SearchRow.id).join(found, found.c.id == SearchRow.id).where(*wanted)
    return select(newest.order_by(SearchRow.id.desc()).limit(most).subquery())
