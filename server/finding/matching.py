"""How each database is asked for the rows in which some words stand."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    column,
    literal_column,
    table,
)

from server.database import db
from server.finding.asked import Asked
from server.finding.models import SearchRow, SearchText

Place = type[SearchRow] | type[SearchText]
GAP: ColumnElement[str] = literal_column("' '")


def matching(walk: Select[Any], place: Place, asked: Asked) -> Select[Any]:
    """The rows that have all the words, newest first, by the index of words."""
    if place is SearchText:
        walk = walk.join(SearchText, SearchText.id == SearchRow.id)
    walk = walk.where(*_nearly(place, asked))
    name = place.__tablename__
    if db.session.connection().dialect.name == "postgresql":
        words: ColumnElement[Any] = literal_column(f"{name}.folded_fts")
        said = bindparam(None, asked.for_tsquery, String, literal_execute=True)
        match = words.op("@@")(said.op("::")(literal_column("tsquery")))
        return walk.where(match).order_by(SearchRow.id.desc())
    index = table(f"{name}_fts", column("rowid"), column(f"{name}_fts"))
    match = index.c[f"{name}_fts"].op("MATCH")(asked.for_fts5)
    walk = walk.join(index, index.c.rowid == SearchRow.id)
    return walk.where(match).order_by(index.c.rowid.desc())


def standing(place: Place, asked: Asked) -> ColumnElement[bool]:
    """The same of a row at hand, without an index."""
    text = GAP + place.folded + GAP
    *whole, last = (f" {word}" for word in asked.words)
    ends = [f"{word} " for word in whole] + [last if asked.is_open else f"{last} "]
    return and_(*(text.contains(end) for end in ends), *_nearly(place, asked))


def _nearly(place: Place, asked: Asked) -> list[ColumnElement[bool]]:
    """What no index knows: marks as they were typed, and words side by side."""
    exactly = [place.marked.contains(one, autoescape=True) for one in asked.marks]
    return exactly + [(GAP + place.folded + GAP).contains(one) for one in asked.phrases]
