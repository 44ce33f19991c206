"""The lines of a register with its filters: the same on screen, on paper and in a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, select

from server.desks.models import Reader
from server.documents.incoming.models import IncomingDocument
from server.finding.asked import Asked, ask
from server.finding.matching import hits, matching, standing
from server.finding.models import SearchRow
from server.finding.windows import Window, is_led, windows
from server.home.columns import BOOKS, FOLLOWED, Book
from server.org.actor import Actor
from server.org.models import Unit
from server.papers.leading import FEW
from server.registers.models import RegisterRow
from server.registers.queries import PAGE, is_longer, leaf, lines, read, turned


class Whose(NamedTuple):
    """Who looks, and into which agency's book (None: the own one)."""

    actor: Actor
    agency_id: int | None


def page_of(
    kept: Book, year: int, whose: Whose, filters: Mapping[str, str], top: int | None
) -> tuple[list[Row], int | None]:
    """A page of the book, newest line first, and where the next one begins."""
    written = lines(whose.actor, kept.direction, year, whose.agency_id)
    asked = ask(filters.get("q", ""))
    if asked is None:
        return turned(_shown(kept, written, whose.actor, filters), top)
    agency_id = whose.agency_id or whose.actor.agency_id
    beside = _beside_papers(kept, written)
    walks: Iterator[Select]
    if not is_longer(FEW, agency_id, kept.direction, year):
        walks = iter([beside.where(standing(SearchRow, asked)).order_by(SearchRow.id.desc())])
    elif is_led():
        walks = (_in_window(beside, asked, window) for window in windows(top))
    else:
        walks = iter([matching(beside, SearchRow, asked)])
    rows: list[Row] = []
    for walk in walks:
        rows += read(_shown(kept, walk, whose.actor, filters), top, SearchRow.id)
        if len(rows) > PAGE:
            break
    return leaf(rows)


def is_voided(row: Row) -> bool:
    return bool(row.note.startswith("Hủy"))


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
    """By the number, as somebody typed it; by the volume, as its binder asks."""
    code, volume = filters["code"], filters.get("volume")
    wanted = [RegisterRow.code.icontains(code, autoescape=True)] if code else []
    return [*wanted, RegisterRow.volume_id == int(volume)] if volume else wanted
