"""The registers on screen, by book and year, with what the law lets each reader see."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Row, Select, and_, select

from server.clock import today
from server.desks.models import Reader
from server.documents.incoming.models import IncomingDocument
from server.door.gate import require_seat
from server.finding.asked import Asked, ask
from server.finding.matching import matching
from server.finding.models import SearchRow
from server.home.columns import BOOKS, FOLLOWED, Book
from server.org import queries
from server.org.actor import Actor
from server.org.models import Agency, Unit
from server.papers.listing import before
from server.registers.models import RegisterRow
from server.registers.queries import lines, turned, years_of
from workflows import Role

room = Blueprint("books", __name__, url_prefix="/registers")
require_seat(room)

YEAR = "<int(min=1900,max=2999):year>"


@room.get("")
def index() -> ResponseReturnValue:
    return redirect(f"/registers/in/{today().year}")


@room.get(f"/<any(in, out, follow):name>/{YEAR}")
def book(name: str, year: int) -> ResponseReturnValue:
    """A page of a book, newest line first."""
    actor: Actor = g.actor
    kept, agency = BOOKS[name], _agency(actor)
    filters = _asked(actor)
    written = lines(actor, kept.direction, year, agency.id if agency else None)
    shown = _shown(kept, written, actor, filters)
    rows, after = _turned(kept, shown, ask(filters["q"]))
    chosen = {key: value for key, value in filters.items() if value}
    return render_template(
        "registers/book.html",
        title=f"{kept.title} {year}",
        under=agency.name if agency else actor.agency_name,
        columns=kept.columns,
        name=name,
        rows=[_line(kept, row) for row in rows],
        link_column=kept.link,
        next_href=f"?{urlencode({**chosen, 'cursor': after})}" if after else None,
        filters=_bar(actor, filters),
        **_switches(name, year, agency or actor.agency_id, chosen),
    )


def _agency(actor: Actor) -> Agency | None:
    """Another agency's book is an auditor's to open (CONTRACT §2.5); others' wish is ignored."""
    code = request.args.get("agency", "")
    return queries.agency_by_code(code) if code and Role.AUDITOR in actor.roles else None


def _asked(actor: Actor) -> dict[str, str]:
    names = ("q", "code", "agency") if Role.AUDITOR in actor.roles else ("q", "code")
    return {name: request.args.get(name, "").replace("\0", "").strip()[:200] for name in names}


def _shown(kept: Book, written: Select, actor: Actor, filters: dict[str, str]) -> Select:
    """The lines with what the book's columns need of the paper, and whether one may open it."""
    shown = written.outerjoin(kept.kind, kept.kind.id == RegisterRow.paper_id).add_columns(
        _may_open(kept, actor).label("open")
    )
    if kept is BOOKS["follow"]:
        shown = shown.add_columns(*FOLLOWED).outerjoin(
            Unit, Unit.id == IncomingDocument.lead_unit_id
        )
    return shown.where(*_wanted(filters))


def _turned(kept: Book, shown: Select, asked: Asked | None) -> tuple[list[Row], int | None]:
    """The page that the address asks for; by words, the papers are walked as a search does."""
    top = before(request.args.get("cursor"))
    if asked is None:
        return turned(shown, top)
    its_paper = and_(
        SearchRow.paper_kind == kept.kind.workflow.name,
        SearchRow.paper_id == RegisterRow.paper_id,
    )
    return turned(matching(shown.join(SearchRow, its_paper), SearchRow, asked), top, SearchRow.id)


def _may_open(kept: Book, actor: Actor) -> ColumnElement[bool]:
    mine = select(Reader.seat).where(
        Reader.seat.in_(actor.seats),
        Reader.paper_kind == kept.kind.workflow.name,
        Reader.paper_id == RegisterRow.paper_id,
    )
    return mine.exists()


def _wanted(filters: dict[str, str]) -> Sequence[ColumnElement[bool]]:
    code = filters["code"]
    return [RegisterRow.code.icontains(code, autoescape=True)] if code else []


def _line(kept: Book, row: Row) -> dict[str, Any]:
    return {
        "href": f"/{kept.kind.workflow.name}/{row.paper_id}" if row.open else None,
        "voided": row.note.startswith("Hủy"),
        "cells": kept.cells(row),
    }


def _bar(actor: Actor, filters: dict[str, str]) -> list[dict[str, Any]]:
    hint = _("Trích yếu, có dấu hay không dấu")
    bar: list[dict[str, Any]] = [
        {"name": "q", "label": _("Tìm trong sổ"), "value": filters["q"], "hint": hint},
        {"name": "code", "label": _("Số, ký hiệu"), "value": filters["code"]},
    ]
    if Role.AUDITOR not in actor.roles:
        return bar
    agencies = [(one.code, one.short_name) for one in queries.agencies() if not one.external]
    choice = {"name": "agency", "label": _("Cơ quan"), "kind": "select"}
    options = [("", _("Cơ quan của tôi")), *agencies]
    return [*bar, {**choice, "value": filters["agency"], "options": options}]


def _switches(
    name: str, year: int, agency: Agency | int | None, chosen: dict[str, str]
) -> dict[str, Any]:
    """The other books and the other years, with the same conditions."""
    agency_id = agency.id if isinstance(agency, Agency) else agency
    asked = f"?{urlencode(chosen)}" if chosen else ""
    years = sorted({*years_of(agency_id), today().year, year}, reverse=True)
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
