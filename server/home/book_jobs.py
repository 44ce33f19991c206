"""A register on paper or as a workbook: a job, for a year may have a hundred thousand lines."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_babel import force_locale

from server import bindery, pool, taking_along
from server.clock import now, today
from server.database import db
from server.home.book_parts import part_of
from server.home.book_rows import Whose, is_voided, page_of
from server.home.columns import BOOKS, Book
from server.jobs import Payload, job
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency
from server.org.queries import actor_by_id
from server.pages import when
from server.registers.models import BookVolume
from server.typesetting.books import Line, Register

KIND = "registers:write"
FORMS = ("pdf", "xlsx")
STEMS = {
    "in": "so-van-ban-den", "out": "so-van-ban-di", "follow": "so-theo-doi",
    "post": "so-gui-buu-dien", "kept": "so-su-dung-ban-luu",
}  # fmt: skip
"""How the file of each book is called."""


def begin_later(actor: Actor, volume: BookVolume) -> int:
    """What was told of a volume's lines since it was closed, on leaves to be bound behind it."""
    asked = {"code": "", "volume": str(volume.id), "later": str(volume.number)}
    return begin(Whose(actor, volume.agency_id), volume.book, volume.year, "pdf", asked)


def begin(whose: Whose, name: str, year: int, form: str, filters: dict[str, str]) -> int:
    """The job's id; who may see no register gets none written."""
    actor = whose.actor
    page_of(BOOKS[name], year, whose, filters, 1)
    asked = {"name": name, "year": year, "form": form, "filters": filters}
    asked["agency_id"] = whose.agency_id or actor.agency_id
    return taking_along.ask(KIND, actor, asked=asked)


@job(KIND)
def write(asked: dict[str, Any], post: list[int]) -> Payload:
    """By the rights that the asker has now; what is official stays Vietnamese. Harmless twice."""
    name, year, form = asked["name"], asked["year"], asked["form"]
    whose = Whose(actor_by_id(*post), asked["agency_id"])
    with force_locale("vi"):
        lines = lines_of(BOOKS[name], year, whose, asked["filters"])
    book = register_of(BOOKS[name], year, whose, lines, _so_far(year))
    book = replace(book, span=f"{book.span} · tính đến {when(now())}")
    if part := part_of(whose, asked["filters"]):
        book = replace(book, title=f"{book.title} (trích)", span=f"Trích: {part} · {book.span}")
    if number := asked["filters"].get("later"):
        book = replace(book, title=f"{book.title}: ghi sau khi khóa quyển số {number}")
    made = bound(book, lines) if form == "pdf" else taking_along.sheet(book, lines, form)
    return taking_along.told(made, f"{STEMS[name]}-{year}.{form}", len(lines))


def lines_of(kept: Book, year: int, whose: Whose, filters: dict[str, str]) -> list[Line]:
    """All of them, first number first, as the screen shows them."""
    found: list[Line] = []
    top: int | None = None
    while True:
        rows, top = page_of(kept, year, whose, filters, top)
        found += [([*map(_said, kept.cells(row))], is_voided(row)) for row in rows]
        if top is None:
            return found[::-1]


def _said(cell: object) -> str | int:
    return cell if isinstance(cell, int) else str(cell)


def register_of(kept: Book, year: int, whose: Whose, lines: Sequence[Line], days: str) -> Register:
    """What stands on the cover: whose book, of which days, from which number to which."""
    agency = db.session.get_one(Agency, whose.agency_id)
    first, last = (lines[0][0][kept.link], lines[-1][0][kept.link]) if lines else ("", "")
    return Register(
        title=kept.title.removesuffix(" năm"),
        agency=agency.name,
        superior=agency.superior,
        year=year,
        span=f"{days} · Từ số {first} đến số {last}" if lines and kept.numbered else days,
        columns=kept.columns,
        shares=kept.shares,
        counted="văn bản" if kept.numbered else "",
    )


def _so_far(year: int) -> str:
    until = min(today(), today().replace(year=year, month=12, day=31))
    return f"Từ ngày 01/01/{year} đến ngày {until:%d/%m}/{year}"


def bound(book: Register, lines: Sequence[Line]) -> bytes:
    """The leaves behind their cover."""
    parts, fonts = taking_along.leaves(book, lines, 1), office().cabinet.fonts
    return pool.submit(bindery.bind, book, parts, fonts, timeout=taking_along.PATIENCE)
