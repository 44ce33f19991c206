"""The lines of a register with its filters: the same on screen, on paper and in a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, select

from server.database import table
from server.desks.models import Reader
from server.documents.incoming.models import IncomingDocument
from server.finding.asked import Asked, ask
from server.finding.matching import hits, matching, standing
from server.finding.models import SearchRow
from server.finding.windows import Window, is_led, windows
from server.home.columns import BOOKS, FOLLOWED, Book, noted
from server.org.actor import Actor
from server.org.models import Unit
from server.papers.leading import FEW
from server.registers.models import RegisterRow
from server.registers.numbers import PLACE, InBook, Walk, has_part, with_part
from server.registers.queries import PAGE, is_longer, leaf, lines, read
from workflows.lines import why_voided


class Whose(NamedTuple):
    """Who looks, and into which agency's book (None: the own one)."""

    actor: Actor
    agency_id: int | None


def page_of(
    kept: Book, year: int, whose: Whose, filters: Mapping[str, str], top: int | None
) -> tuple[list[Row], int | None]:
    """A page of the book, newest line first, and where the next one begins."""
    written = lines(whose.actor, kept.direction, year, whose.agency_id)
    book = InBook(whose.agency_id or whose.actor.agency_id, kept.direction, year)
    rows: list[Row] = []
    for walk in _walks(kept, book, written, filters, top):
        rows += read(_shown(kept, walk.lines, whose.actor, filters), top, walk.place)
        if len(rows) > PAGE:
            break
    return leaf(rows)


def _walks(
    kept: Book, book: InBook, written: Select, filters: Mapping[str, str], top: int | None
) -> Iterator[Walk]:
    """The lines asked for: by what few of them have, a number before words."""
    asked, part = ask(filters.get("q", "")), filters["code"]
    if asked is not None and not part:
        return _by_words(_beside_papers(kept, written), asked, book, top)
    if asked is not None:
        written = _beside_papers(kept, written).where(standing(SearchRow, asked))
    if part:
        return _by_number(written, part, book, top)
    return iter([Walk(written.order_by(PLACE.desc()), PLACE)])


def _by_number(written: Select, part: str, book: InBook, top: int | None) -> Iterator[Walk]:
    if is_longer(FEW, *book):
        return with_part(written, part, book, top)
    return iter([Walk(written.where(has_part(part)).order_by(PLACE.desc()), PLACE)])


def _by_words(beside: Select, asked: Asked, book: InBook, top: int | None) -> Iterator[Walk]:
    place = table(SearchRow).c.id
    if not is_longer(FEW, *book):
        return iter([Walk(beside.where(standing(SearchRow, asked)).order_by(place.desc()), place)])
    if is_led():
        return (Walk(_in_window(beside, asked, window), place) for window in windows(top))
    return iter([Walk(matching(beside, SearchRow, asked), place)])


def is_voided(row: Row) -> bool:
    return bool(why_voided(noted(row)))


def _shown(kept: Book, written: Select, actor: Actor, filters: Mapping[str, str]) -> Select:
    """The lines with what the book's columns need of the paper, and whether one may open it."""
    shown = written.outerjoin(kept.kind, kept.kind.id == RegisterRow.paper_id).add_columns(
        _may_open(kept, actor).label("open")
    )
    if kept is BOOKS["follow"]:
        shown = shown.add_columns(*FOLLOWED).outerjoin(
            Unit, Unit.id == IncomingDocument.lead_unit_id
        )
    return shown.where(*_wanted(filters))


def _beside_papers(kept: Book, written: Select) -> Select:
    """The lines beside the words of their papers.

    Joined before anything is laid beside a line: SQLite puts no table before one that an outer join
    stands behind, and would ask the words of every line of the year.
    """
    its_paper = and_(
        SearchRow.paper_kind == kept.kind.workflow.name,
        SearchRow.paper_id == RegisterRow.paper_id,
    )
    return written.join(SearchRow, its_paper)


def _in_window(beside: Select, asked: Asked, window: Window) -> Select:
    """The lines in the window whose papers have the words, by PostgreSQL's index of words."""
    found = hits(SearchRow, asked, window, None)
    return beside.join(found, found.c.id == SearchRow.id).order_by(SearchRow.id.desc())


def _may_open(kept: Book, actor: Actor) -> ColumnElement[bool]:
    mine = select(Reader.seat).where(
        Reader.seat.in_(actor.seats),
        Reader.paper_kind == kept.kind.workflow.name,
        Reader.paper_id == RegisterRow.paper_id,
    )
    return mine.exists()


def _wanted(filters: Mapping[str, str]) -> Sequence[ColumnElement[bool]]:
    """By the volume, as its binder asks; of it what was told `later`, as its page does."""
    volume = filters.get("volume")
    if not volume:
        return []
    told = [RegisterRow.later != ""] if filters.get("later") else []
    return [RegisterRow.volume_id == int(volume), *told]
