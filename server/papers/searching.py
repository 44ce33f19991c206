"""Search: newest first, stopping at a page, rights row by row in the same statement (SPEED.md §1).

Who wants what few papers are is asked for that little; else the index of words is walked from the
newest paper down. SQLite walks FTS5 so by itself, but for whoever may read little. PostgreSQL is
led (`finding.windows`), and finds in the index itself what may be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Subquery,
    and_,
    func,
    or_,
    select,
    union_all,
)

from server.database import db
from server.desks.models import Reader
from server.finding.asked import Asked, ask, takes_at_word
from server.finding.matching import floors, matching, standing
from server.finding.models import SearchRow, SearchText
from server.finding.typed import Meant, meant, numbered
from server.finding.windows import is_led
from server.org.actor import Actor
from server.papers.hits import BESIDE, LATER, Beside, Hits, Kinds, Look, Shown
from server.papers.leading import FEW, few
from server.papers.led import is_of, led
from server.papers.listing import before
from server.papers.models import Paper
from server.pouring import among
from server.words import plainly

Found = tuple[list[Row], str | None]


class Wanted(NamedTuple):
    """What a list is searched for: words, and conditions on the paper besides."""

    said: str
    besides: Sequence[ColumnElement[bool]]


RARE = 5 * FEW
"""The same where words are wanted besides: papers that have both are rarer still."""


PLACE = (SearchRow.id.label("place"), SearchRow.paper_kind, SearchRow.paper_id)
_PLACES: Select[Any] = select(*PLACE)  # type: ignore[assignment]


def search(shown: Shown, look: Look, said: str) -> Hits:
    """What was typed is taken at its word; where nothing is found so, the last word may go on, then
    marks do not count. What else was meant (`finding.typed`) stands behind all that, or alone."""
    said = numbered(plainly(said))
    asked, other = ask(said), meant(said)
    if asked is None or not look.kinds:
        return Hits([])
    stage, place = divmod(before(look.cursor) or 0, BESIDE)
    if stage:
        look = look._replace(cursor=str(place) if place else None)
    if 0 < stage <= LATER:
        return _beside(shown, look, Hits([], asked=asked, attempt=stage), said, other)
    only = max(stage - LATER, 0)
    found = _found(shown, look, asked, only)
    if other.words == said or found.after:
        return found
    if found.rows:
        behind = look._replace(cursor=None, most=look.most - len(found.rows))
        return _beside(shown, behind, found, said, other)
    read = ask(other.asked)
    meant_so = _found(shown, look, read, only) if read else found
    return meant_so._replace(read_as=other.words) if meant_so.rows else found


def _beside(shown: Shown, look: Look, found: Hits, said: str, meant_so: Meant) -> Hits:
    """With what the words mean besides: who types CĐS finds "chuyển đổi số" too. Who asks for words
    side by side, or without some, is taken at his word."""
    asked, other = ask(said), ask(meant_so.asked)
    if asked is None or other is None or takes_at_word(said):
        return found
    tried = [*_attempts(asked)][: found.attempt]
    if not look.most or not tried:
        return found._replace(after=str(found.attempt * BESIDE) if tried else None)
    look = look._replace(mark=found.attempt * BESIDE)
    more = _found(shown, look, replace(other, without=(tried[-1],)))
    if more.asked is None:
        return found
    rows, beside = [*found.rows, *more.rows], Beside(len(found.rows), meant_so.words, more.asked)
    return found._replace(rows=rows, beside=beside, after=more.after)


def without_words(shown: Shown, look: Look) -> Hits:
    """What is wanted without a word, where an index finds that few papers are; else nothing."""
    few_of = _few_of(look) if look.kinds else None
    if few_of is None:
        return Hits([])
    newest = few_of.distinct().order_by(SearchRow.id.desc()).limit(look.most + 1)
    return _page(shown, look, newest.subquery())


def _page(shown: Shown, look: Look, chosen: Subquery | None) -> Hits:
    """A page of what was chosen, and where the next begins."""
    if chosen is None:
        return Hits([])
    if look.mark:
        marked = (chosen.c.place + look.mark).label("place")
        chosen = select(marked, chosen.c.paper_kind, chosen.c.paper_id).subquery()
    rows = list(db.session.execute(shown(chosen).order_by(chosen.c.place.desc())))
    more = str(rows[look.most - 1].place) if len(rows) > look.most else None
    return Hits(rows[: look.most], more)


def _found(shown: Shown, look: Look, asked: Asked, only: int = 0) -> Hits:
    """By the first attempt that finds something, or by that one only."""
    wanted = _allowed(look.kinds, look.cursor)
    few_of = _few_of(look)
    for n, attempt in enumerate(_attempts(asked), start=1):
        if only and n != only:
            continue
        is_brief = few_of is None and _is_brief(look, asked, attempt, only)
        top, floor = _brief(look, attempt) if is_brief else (0, None)
        chosen = (
            _newest(look, attempt, wanted, floor)
            if few_of is None
            else _among(few_of, attempt, look.most)
        )
        mark = look.mark or ((LATER + n) * BESIDE if n > 1 or floor else 0)
        page = _page(shown, look._replace(mark=mark), chosen)
        if page.rows:
            loosely = attempt not in (asked, asked.whole)
            after = page.after or (str(mark + floor) if floor else None)
            page = page._replace(after=after, loosely=loosely, asked=attempt, attempt=n)
            return page._replace(top=top)
    return Hits([])


def _is_brief(look: Look, asked: Asked, attempt: Asked, only: int) -> bool:
    """Whether it is only seen whether a word that may go on is one already: who turns the page of
    those that have it, or looks for what the words mean besides, wants them all."""
    begins = asked.is_open and not attempt.is_open and bool(attempt.marks)
    return begins and not (only or look.mark or is_led())


def _brief(look: Look, attempt: Asked) -> tuple[int, int | None]:
    """From where to where it is looked, none where the index finds no more: a page that is asked
    again looks at the same rows, and the next begins below them."""
    top = before(look.cursor) or (db.session.scalar(select(func.max(SearchRow.id))) or 0) + 1
    ends = db.session.execute(select(*floors(attempt, top, BRIEF))).one()
    return top, max((one + 1 for one in ends if one is not None), default=None)


def list_of(
    kind: type[Paper], actor: Actor, columns: Sequence[Any], asked: Wanted, cursor: str | None
) -> Found:
    """A page of one kind's list by the words in its search box, and by what else is wanted."""

    def shown(chosen: Subquery) -> Select[Any]:
        return select(*columns, chosen.c.place).join(chosen, chosen.c.paper_id == kind.id)

    found = search(shown, Look(actor, {kind: asked.besides}, cursor), asked.said)
    return found.rows, found.after


def _attempts(asked: Asked) -> Iterator[Asked]:
    exact = (asked.whole, asked) if asked.whole != asked else (asked,)
    yield from exact
    if asked.whole.unmarked != asked.whole:
        yield from (one.unmarked for one in exact)


def _reads_few(actor: Actor) -> bool:
    mine = select(Reader.paper_id).where(Reader.seat.in_(actor.seats)).limit(FEW + 1).subquery()
    return (db.session.scalar(select(func.count()).select_from(mine)) or 0) <= FEW


def _allowed(kinds: Kinds, cursor: str | None) -> list[ColumnElement[bool]]:
    return [or_(*(_wanted(kind, kinds[kind]) for kind in kinds)), *_below(cursor)]


def _below(cursor: str | None) -> list[ColumnElement[bool]]:
    top = before(cursor)
    return [] if top is None else [SearchRow.id < top]


def _wanted(kind: type[Paper], conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    if not conditions:
        return is_of(kind)
    return and_(
        is_of(kind), select(kind.id).where(kind.id == SearchRow.paper_id, *conditions).exists()
    )


def _few_of(look: Look) -> Select[Any] | None:
    """The rows of all that this actor reads, or of all that is wanted, where they are few."""
    actor, kinds, cursor = look[:3]
    if not is_led() and _reads_few(actor):
        mine = _PLACES.join(Reader, and_(*_is_read())).where(Reader.seat.in_(actor.seats))
        return mine.where(*_allowed(kinds, cursor))
    theirs = [_rare(kind, conditions) for kind, conditions in kinds.items()]
    known = [one for one in theirs if one is not None]
    if len(known) < len(theirs):
        return None
    rare = _PLACES.where(SearchRow.id.in_(union_all(*known)), _may_read(actor))
    return rare.where(*_below(cursor))


def _rare(kind: type[Paper], conditions: Sequence[ColumnElement[bool]]) -> Select[Any] | None:
    """The rows of the papers that are wanted: found by the papers, which SQLite must not do last.

    Were the kind asked of the outer rows, it would walk all rows of that kind.
    """
    rare = few(kind, conditions, RARE)
    if rare is None:
        return None
    its_row = and_(is_of(kind), SearchRow.paper_id == kind.id)
    return select(SearchRow.id).join(kind, its_row).where(kind.id.in_(rare), *conditions)


def _among(few_of: Select[Any], asked: Asked, most: int) -> Subquery:
    """Those of a few rows in which the words stand."""
    stands = or_(standing(SearchRow, asked), standing(SearchText, asked))
    found = few_of.outerjoin(SearchText, SearchText.id == SearchRow.id).where(stands)
    return found.distinct().order_by(SearchRow.id.desc()).limit(most + 1).subquery()


def _may_read(actor: Actor) -> ColumnElement[bool]:
    return select(Reader.seat).where(Reader.seat.in_(actor.seats), *_is_read()).exists()


def _is_read() -> tuple[ColumnElement[bool], ...]:
    return Reader.paper_kind == SearchRow.paper_kind, Reader.paper_id == SearchRow.paper_id


BRIEF = 1_000
"""Rows that are looked at for a word that may be just begun: half of "tại" is a word itself, which
hardly anybody writes, and SQLite's index knows no marks. Where none of them has it, it is only
begun (`is_open`); where some have, the next page begins below them."""


def _newest(
    look: Look,
    asked: Asked,
    wanted: Sequence[ColumnElement[bool]],
    floor: int | None = None,
) -> Subquery | None:
    """The papers of a page and one more: by what is said of them, and by what their pages say; None
    where the index knows that there are none."""
    may_read = _may_read(look.actor)
    if is_led():
        found = led(look, asked, wanted)
        return _PLACES.where(among(SearchRow.id, found), may_read).subquery() if found else None
    asks = [matching(_PLACES, place, asked, floor) for place in (SearchRow, SearchText)]
    walks = [one.where(may_read, *wanted).limit(look.most + 1).subquery() for one in asks]
    merged = union_all(*(select(walk) for walk in walks)).subquery()
    newest = select(merged).distinct().order_by(merged.c.place.desc())
    return newest.limit(look.most + 1).subquery()
