"""The registers on screen, by book and year, with what the law lets each reader see."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import Row

from server import bars
from server.clock import now, today
from server.documents.earlier.books import OURS, years_held
from server.documents.outgoing.signatures.log_readers import LOG_READERS
from server.door.gate import require_seat
from server.home import book_jobs
from server.home.book_rows import Whose, is_voided, page_of
from server.home.columns import BOOKS, Book
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import fitting, when
from server.papers.listing import before
from server.policy import WHOLE_REGISTER, may_see_register
from server.registers.whose import agency_asked, choice
from workflows import Role
from workflows.lines import pieces

room = Blueprint("books", __name__, url_prefix="/registers")
require_seat(room)

VOLUMES = ("in", "out")
"""The books that the decree has signed and bound; the follow-up book changes for ever."""
REPORTS = {"in": "/reports", "out": "/reports?of=outgoing"}
NAMED = 2
"""Recipients that a line names; the others stand once under the book, for most lines share them:
fifty times fourteen communes were 8 KB."""


ROOM, MARKS = 16_900, 72
"""Bytes of a page of 25 KB that its lines may take; of a line besides its words."""


@room.get("")
def index() -> ResponseReturnValue:
    return redirect(f"/registers/in/{today().year}")


@room.get("/<any(in, out, follow, post, kept):name>/<year:year>")
def book(name: str, year: int) -> ResponseReturnValue:
    """A page of a book, newest line first."""
    actor: Actor = g.actor
    kept, filters = BOOKS[name], _asked(actor)
    agency = agency_asked(actor, filters["agency"])
    whose = Whose(actor, agency.id if agency else None)
    rows, after = page_of(kept, year, whose, filters, before(request.args.get("cursor")))
    chosen = {key: value for key, value in filters.items() if value}
    fits = fitting((_bytes(kept, row) for row in rows), ROOM)
    if fits < len(rows):
        rows, after = rows[:fits], rows[fits - 1].place
    notes: dict[str, int] = {}
    held = years_held(agency.id if agency else actor.agency_id)
    return render_template(
        "registers/book.html",
        title=f"{kept.title} {year}",
        whose=agency.name if agency else actor.agency_name,
        as_of=when(now()),
        columns=kept.columns,
        name=name,
        rows=[_line(kept, row, notes) for row in rows],
        notes=notes,
        link_column=kept.link,
        next_href=f"?{urlencode({**chosen, 'cursor': after})}" if after else None,
        filters=_bar(actor, filters),
        volumes=_volumes(actor, name, year, agency),
        reports=REPORTS.get(name) if _may_report(actor) else None,
        reads_log=bool(actor.roles & LOG_READERS),
        earlier=_earlier(actor, agency, held),
        write={f: f"/registers/{name}/{year}/{f}?{urlencode(chosen)}" for f in book_jobs.FORMS},
        **_switches(name, year, held[OURS], chosen),
    )


@room.post("/<any(in, out, follow, post, kept):name>/<year:year>/<any(pdf, xlsx):form>")
def write(name: str, year: int, form: str) -> ResponseReturnValue:
    """The book as it is shown, with its conditions, to be printed and signed, or as a sheet."""
    actor: Actor = g.actor
    filters = _asked(actor)
    agency = agency_asked(actor, filters["agency"])
    whose = Whose(actor, agency.id if agency else None)
    return redirect(f"/jobs/{book_jobs.begin(whose, name, year, form, filters)}")


def _volumes(actor: Actor, name: str, year: int, agency: Agency | None) -> str | None:
    """The way to what was signed of this book, for whoever sees all of it."""
    shown = name in VOLUMES and (agency or WHOLE_REGISTER & actor.roles)
    code = agency.code if agency else None
    return url_for("volumes.shelf", name=name, year=year, agency=code) if shown else None


def _earlier(
    actor: Actor, agency: Agency | None, held: Mapping[str, list[int]]
) -> tuple[str, str] | None:
    """The way to what an older system kept, or for the clerk to bring it in."""
    asked = f"?agency={agency.code}" if agency else ""
    for direction in VOLUMES:
        if held[direction]:
            return f"/earlier/books/{direction}/{held[direction][0]}{asked}", _("Sổ cũ")
    if Role.CLERK in actor.roles and agency is None:
        return "/earlier/takeovers", _("Nhập từ hệ thống cũ")
    return None


def _may_report(actor: Actor) -> bool:
    return bool(actor.roles & (WHOLE_REGISTER | {Role.UNIT_HEAD}))


def _asked(actor: Actor) -> dict[str, str]:
    """What the address asks for. Who opens no book of his own agency looks into that which ended
    last (ORG-15)."""
    names = ("q", "code", "agency")
    said = dict.fromkeys(names, "") | bars.typed(*names)
    if not said["agency"] and not may_see_register(actor.roles):
        said["agency"] = next((code for code, _name in choice(actor)), "")
    return said


def _bytes(kept: Book, row: Row) -> int:
    return sum(len(str(cell or "").encode()) for cell in _line(kept, row, {})["cells"]) + MARKS


def _line(kept: Book, row: Row, notes: dict[str, int]) -> dict[str, Any]:
    cells = kept.cells(row)
    cells[kept.given_to] = _in_short(cells[kept.given_to] or "", notes)
    cells[-1] = _struck(cells[-1] or "")
    return {
        "href": f"/{kept.kind.workflow.name}/{row.paper_id}" if row.open else None,
        "voided": is_voided(row),
        "cells": cells,
    }


def _struck(note: str) -> Markup:
    """What a line said before it was corrected is struck through, and stays to be read."""
    shown = [
        (Markup("<s>{}</s>") if old else Markup("{}")).format(one) for one, old in pieces(note)
    ]
    return Markup("").join(shown)


def _in_short(named: str, notes: dict[str, int]) -> str:
    """Of many recipients the first, and the number of the note that names the others."""
    places = named.split("; ")
    others = places[NAMED:]
    if len(others) < 2:
        return named
    note = notes.setdefault("; ".join(others), len(notes) + 1)
    more = _(" và %(n)s nơi khác (%(note)s)", n=len(others), note=note)
    return "; ".join(places[:NAMED]) + more


def _bar(actor: Actor, filters: dict[str, str]) -> list[dict[str, Any]]:
    boxes = [
        bars.search(filters, _("Trích yếu, có dấu hay không dấu"), _("Tìm trong sổ")),
        {"name": "code", "label": _("Số, ký hiệu"), "value": filters["code"]},
    ]
    agencies = choice(actor)
    if not agencies:
        return boxes
    own = may_see_register(actor.roles)
    said = (_("Cơ quan"), _("Cơ quan của tôi") if own else _("Cơ quan kết thúc gần nhất"))
    return [*boxes, bars.choice("agency", said, agencies, filters)]


def _switches(name: str, year: int, used: Iterable[int], chosen: dict[str, str]) -> dict[str, Any]:
    """The other books and the other years, with the same conditions."""
    asked = f"?{urlencode(chosen)}" if chosen else ""
    years = sorted({*used, today().year, year}, reverse=True)
    return {
        "directions": [
            {
                "label": one.tab,
                "href": f"/registers/{other}/{year}{asked}",
                "current": other == name,
            }
            for other, one in BOOKS.items()
        ],
        "years": [
            {"label": y, "href": f"/registers/{name}/{y}{asked}", "current": y == year}
            for y in years
        ],
    }
