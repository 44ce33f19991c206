"""How each database is asked for the rows in which some words stand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    column,
    literal_column,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.orm import aliased

from server.finding.asked import BEGINNING, Asked, any_of
from server.finding.models import SearchRow, SearchText
from server.finding.postgres import WORDS_OF
from server.finding.windows import Window

Place = type[SearchRow] | type[SearchText]
Within = tuple[int | None, int | None]
GAP: ColumnElement[str] = literal_column("' '")


def matching(
    walk: Select[Any],
    place: Place,
    asked: Asked,
    within: tuple[int | None, int | None] = (None, None),
) -> Select[Any]:
    """The rows that have all the words, newest first, by SQLite's index of words; `within`: below
    which row, and how many of those that the index finds are looked at, if not all."""
    if place is SearchText:
        walk = walk.join(SearchText, SearchText.id == SearchRow.id)
    name = place.__tablename__
    index = table(f"{name}_fts", column("rowid"), column(f"{name}_fts"))
    match = index.c[f"{name}_fts"].op("MATCH")(asked.for_fts5)
    below, most = within
    if most is None:
        walk = walk.join(index, index.c.rowid == SearchRow.id).where(match, *_nearly(place, asked))
        return walk.order_by(index.c.rowid.desc())
    begins = [] if below is None else [index.c.rowid < below]
    newest = select(index.c.rowid).where(match, *begins).order_by(index.c.rowid.desc())
    some = newest.limit(most).subquery()
    walk = walk.join(some, some.c.rowid == SearchRow.id).where(*_nearly(place, asked))
    return walk.order_by(some.c.rowid.desc())


def hits(place: Place, asked: Asked, window: Window, seats: Sequence[str] | None) -> Subquery:
    """The ids of the rows in the window that have all the words and let one of these seats read,
    newest first, by PostgreSQL's index; everybody's where no seats are named.

    `OFFSET 0` is a fence: else it would walk a million papers for the fifty that it hopes for.
    """
    name = place.__tablename__
    found = select(place.id).where(
        _is_in_index(WORDS_OF[name], asked.for_tsquery(place is SearchRow, window.blocks)),
        place.id < window.below,
        *_unindexed(place, asked),
    )
    if seats is not None:
        found = found.where(_is_in_index(f"{name}.seats_fts", any_of(seats)))
    return found.order_by(place.id.desc()).offset(0).subquery()


def _is_in_index(entries: str, said: str) -> ColumnElement[bool]:
    """Written out, so that the planner counts what it is asked for."""
    query = bindparam(None, said, String, literal_execute=True)
    found: ColumnElement[Any] = literal_column(entries)
    return found.op("@@")(query.op("::")(literal_column("tsquery")))


def standing(place: Place, asked: Asked) -> ColumnElement[bool]:
    """The same of a row at hand, without an index."""
    text = GAP + place.folded + GAP
    ends = [f" {word} " for word in asked.words]
    if asked.is_open:
        ends[-1] = f" {asked.words[-1]}"
    return and_(*(text.contains(end) for end in ends), *_nearly(place, asked))


def _nearly(place: Place, asked: Asked) -> list[ColumnElement[bool]]:
    """What SQLite's index does not know: marks as they were typed, words side by side, and what
    stands elsewhere of the same paper."""
    exactly = [place.marked.contains(one, autoescape=True) for one in asked.marks]
    nearby = [(GAP + place.folded + GAP).contains(one) for one in asked.phrases]
    either = [or_(*(standing(place, one) for one in group)) for group in asked.either]
    return exactly + nearby + either + _without(place, asked)


def _without(place: Place, asked: Asked) -> list[ColumnElement[bool]]:
    """Neither what is said of the paper nor what its pages say has one of these."""
    if not asked.without:
        return []
    beside: Place = aliased(SearchText) if place is SearchRow else aliased(SearchRow)
    there = select(beside.id).where(
        beside.id == place.id, or_(*(standing(beside, one) for one in asked.without))
    )
    return [not_(standing(place, one)) for one in asked.without] + [not_(there.exists())]


def _unindexed(place: Place, asked: Asked) -> list[ColumnElement[bool]]:
    """The same of PostgreSQL's, which has the marks of whole words, and three letters of an open
    one."""
    known = asked.whole_marks if place is SearchRow else ()
    marks = tuple(one for one in asked.marks if one not in known)
    rest = _nearly(place, replace(asked, marks=marks))
    if asked.is_open and len(asked.words[-1]) > BEGINNING:
        rest.append((GAP + place.folded).contains(f" {asked.words[-1]}"))
    return rest
