"""How each database is asked for the rows in which some words stand."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    Subquery,
    TableClause,
    all_,
    and_,
    bindparam,
    column,
    literal_column,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from server.finding.asked import BEGINNING, Asked, any_of
from server.finding.models import SearchRow, SearchText
from server.finding.postgres import WORDS_OF
from server.finding.windows import Window

Place = type[SearchRow] | type[SearchText]
_MEANS_MORE = re.compile(r"[%_\\]")
GAP: ColumnElement[str] = literal_column("' '")


def matching(
    walk: Select[Any], place: Place, asked: Asked, floor: int | None = None
) -> Select[Any]:
    """The rows that have all the words, newest first, by SQLite's index of words; none below the
    floor, where there is one."""
    if place is SearchText:
        walk = walk.join(SearchText, SearchText.id == SearchRow.id)
    index, match = _index(place, asked)
    ends = [] if floor is None else [index.c.rowid >= floor]
    walk = walk.join(index, index.c.rowid == SearchRow.id)
    return walk.where(match, *ends, *_nearly(place, asked)).order_by(index.c.rowid.desc())


def floors(asked: Asked, below: int, most: int) -> list[ScalarSelect[int]]:
    """Of each place the row at which so many were looked at that the same index finds; none where
    it finds no more."""
    found = [_index(place, asked) for place in (SearchRow, SearchText)]
    walks = (select(index.c.rowid).where(match, index.c.rowid < below) for index, match in found)
    ends = (walk.order_by(walk.selected_columns.rowid.desc()).limit(1) for walk in walks)
    return [one.offset(most).scalar_subquery() for one in ends]


def _index(place: Place, asked: Asked) -> tuple[TableClause, ColumnElement[bool]]:
    name = f"{place.__tablename__}_fts"
    index = table(name, column("rowid"), column(name))
    return index, index.c[name].op("MATCH")(asked.for_fts5)


def hits(place: Place, asked: Asked, window: Window, seats: Sequence[str] | None) -> Subquery:
    """The ids of the rows in the window that have all the words and let one of these seats read,
    newest first, by PostgreSQL's index; everybody's where no seats are named."""
    terms = [_in_words(place, _written(asked.for_tsquery(place is SearchRow)))]
    if window.blocks:
        terms.append(_in_words(place, _written(any_of(window.blocks))))
    if seats is not None:
        terms.append(_in_seats(place, _written(any_of(seats))))
    return _gathered(place, [*terms, place.id < window.below, *_unindexed(place, asked)])


def hits_by_name(place: Place, in_blocks: bool) -> Subquery:
    """The same of whatever is named when it is asked (`named`): built once, for who types asks a
    dozen times, and to build a question took longer than to answer it."""
    own = place.__tablename__
    terms = [_in_words(place, _named(f"{own}_words")), _in_seats(place, _named("seats"))]
    if in_blocks:
        terms.append(_in_words(place, _named("blocks")))
    terms += [
        place.id < bindparam("below", type_=BigInteger),
        place.marked.like(all_(bindparam(f"{own}_marked", type_=ARRAY(String)))),
        (GAP + place.folded + GAP).like(all_(bindparam(f"{own}_folded", type_=ARRAY(String)))),
    ]
    return _gathered(place, terms)


def named(asked: Asked, window: Window, seats: Sequence[str]) -> dict[str, Any]:
    """What `hits_by_name` is asked with, of both places."""
    said: dict[str, Any] = {"seats": any_of(seats), "below": window.below}
    if window.blocks:
        said["blocks"] = any_of(window.blocks)
    for place in (SearchRow, SearchText):
        own = place.__tablename__
        said[f"{own}_words"] = asked.for_tsquery(place is SearchRow)
        said[f"{own}_marked"] = [_anywhere(one) for one in _unknown_marks(place, asked)]
        said[f"{own}_folded"] = [_anywhere(one) for one in (*asked.nearby, *_goes_on(asked))]
    return said


def _gathered(place: Place, terms: Sequence[ColumnElement[bool]]) -> Subquery:
    """The blocks are a question of their own: the index leaps then from where one list has nothing
    in them to where the other has; as one more word it read the rarest list from its beginning (22
    ms of a million became 7). `MATERIALIZED` and `OFFSET 0` are fences: else it would walk a
    million papers for the fifty that it hopes for.
    """
    gathered = select(place.id).where(*terms).cte().prefix_with("MATERIALIZED")
    return select(gathered.c.id).order_by(gathered.c.id.desc()).offset(0).subquery()


def _in_words(place: Place, said: ColumnElement[str]) -> ColumnElement[bool]:
    return _is_in_index(WORDS_OF[place.__tablename__], said)


def _in_seats(place: Place, said: ColumnElement[str]) -> ColumnElement[bool]:
    return _is_in_index(f"{place.__tablename__}.seats_fts", said)


def _is_in_index(entries: str, said: ColumnElement[str]) -> ColumnElement[bool]:
    found: ColumnElement[Any] = literal_column(entries)
    return found.op("@@")(said.op("::")(literal_column("tsquery")))


def _written(said: str) -> ColumnElement[str]:
    """Written out, so that the planner counts what it is asked for."""
    return bindparam(None, said, String, literal_execute=True)


def _named(name: str) -> ColumnElement[str]:
    return bindparam(name, type_=String, literal_execute=True)


def _anywhere(words: str) -> str:
    """As LIKE takes it."""
    escaped = _MEANS_MORE.sub(r"\\\g<0>", words)
    return f"%{escaped}%"


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
    nearby = [(GAP + place.folded + GAP).contains(one) for one in asked.nearby]
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
    rest = _nearly(place, replace(asked, marks=_unknown_marks(place, asked)))
    return rest + [(GAP + place.folded).contains(one) for one in _goes_on(asked)]


def _unknown_marks(place: Place, asked: Asked) -> tuple[str, ...]:
    known = asked.whole_marks if place is SearchRow else ()
    return tuple(one for one in asked.marks if one not in known)


def _goes_on(asked: Asked) -> tuple[str, ...]:
    """An open word of which the index knows but the beginning."""
    longer = asked.is_open and len(asked.words[-1]) > BEGINNING
    return (f" {asked.words[-1]}",) if longer else ()
