"""The page of the board: figures that open their lists, and as charts (DOMAIN §13, RP-08)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import render_template
from flask_babel import gettext as _
from sqlalchemy import Row

from server import charts
from server.clock import now, today
from server.documents.tasks import board
from server.documents.tasks.leading import GIVE_TO_ALL
from server.door.visitor import current_actor
from server.org import house
from server.org import queries as org
from server.org.actor import Actor
from server.pages import when
from server.words import sort_key
from server.words_of.law import law_word
from workflows import Role
from workflows.deadlines import WORDS, Colour

WHOSE = GIVE_TO_ALL | {Role.UNIT_HEAD}
LIST = "/tasks?"


def ages() -> list[tuple[str, str]]:
    """The names of how long something is late, as a list is asked for them."""
    return [
        ("1", _("đến 3 ngày")), ("4", _("trên 3 đến 7 ngày")), ("8", _("trên 7 đến 30 ngày")),
        ("31", _("trên 30 ngày")),
    ]  # fmt: skip


def board_page(actor: Actor) -> dict[str, Any]:
    """What the page shows of this actor's board."""
    scope = board.scope_of(actor)
    first = today().replace(month=1, day=1)
    rows = _rows(actor, scope, first)
    return {
        "as_of": when(now()),
        "whose": actor.agency_name if scope.unit_id is None else actor.unit_name,
        "year": first.year,
        "rows": rows,
        "sums": [sum(row["counts"][k] for row in rows) for k in range(len(COLUMNS) + 1)],
        "columns": [law_word(WORDS[one]) for one in COLUMNS],
        "by_place": _by_place(rows),
        **_trend(scope),
        **_ages(scope),
    }


def at_a_glance(actor: Actor) -> dict[str, Any] | None:
    """What a leader sees of it on the board of everything: how the open ones stand, and who leads
    the late ones."""
    scope = board.any_scope_of(actor)
    if scope is None:
        return None
    names, found = names_of(actor), board.standing(scope)
    red = str(Colour.RED)
    late = [(name_of(row, names), place_of(row), _counts(row)[red]) for row in found]
    late.sort(key=lambda one: (-one[2], sort_key(one[0])))
    return {
        "sums": [_glance(scope.place, one, found) for one in GLANCE],
        "columns": [law_word(WORDS[one]) for one in GLANCE],
        "late": [(name, [(n, _list(place, red))]) for name, place, n in late if n],
    }


GLANCE = (Colour.RED, Colour.YELLOW, Colour.GREEN)


def _glance(place: str, colour: Colour, found: Sequence[Row[Any]]) -> tuple[int, str]:
    count = sum(_counts(row)[str(colour)] for row in found)
    return count, _list(place, str(colour)) if count else ""


def _list(place: str, colour: str) -> str:
    return LIST + urlencode({"place": place, "colour": colour})


COLUMNS = (*board.STANDING, *board.DONE)


def _rows(actor: Actor, scope: board.Scope, first: dt.date) -> list[dict[str, Any]]:
    """A row a place, the latest first; each figure with the address of its list."""
    found: dict[str, dict[str, Any]] = {}
    names = names_of(actor)
    for row in board.standing(scope):
        found[place_of(row)] = {"name": name_of(row, names), **_counts(row)}
    for row in board.done(scope, (first, None)):
        found.setdefault(place_of(row), {"name": name_of(row, names)}).update(_counts(row))
    shown = [_shown(place, one, first) for place, one in found.items()]
    return sorted(shown, key=lambda one: (-one["counts"][0], sort_key(one["name"])))


def _counts(row: Row[Any]) -> dict[str, int]:
    said = row._mapping
    return {str(name): int(said[name] or 0) for name in (*COLUMNS, "extended") if name in said}


def _shown(place: str, one: Mapping[str, Any], first: dt.date) -> dict[str, Any]:
    counts = [int(one.get(str(name), 0)) for name in (*COLUMNS, "extended")]
    year = {"reported_from": first.isoformat()}
    hrefs = [
        LIST
        + urlencode({"place": place, "colour": str(name)} | (year if name in board.DONE else {}))
        for name in COLUMNS
    ]
    return {"name": one["name"], "counts": counts, "hrefs": hrefs}


def place_of(row: Row[Any]) -> str:
    """The place as a list is asked for it."""
    said = row._mapping
    if "lead_seat" in said:
        return f"s{row.lead_seat}"
    if row.lead_agency_id:
        return f"a{row.lead_agency_id}"
    return f"u{row.lead_unit_id}" if row.lead_unit_id else "other"


def names_of(actor: Actor) -> dict[str, str]:
    """What the places are called that lead."""
    units = {f"u{one.id}": one.name for one in org.units(actor.agency_id)}
    others = {f"a{one.id}": one.short_name for one in house.agencies_here()}
    return units | others | {f"a{actor.agency_id}": from_above()}


def from_above() -> str:
    """What a higher agency gave this one, by a document (§11.1)."""
    return _("Cấp trên giao")


def name_of(row: Row[Any], names: Mapping[str, str]) -> str:
    """Who leads: by name, or the place."""
    if "lead_name" in row._mapping:
        return str(row.lead_name)
    return names.get(place_of(row), _("Lãnh đạo, nơi khác"))


def _by_place(rows: Sequence[dict[str, Any]]) -> charts.Chart:
    key = [(str(one), law_word(WORDS[one])) for one in board.STANDING]
    shown = [(row["name"], row["counts"][: len(key)]) for row in rows if any(row["counts"][:4])]
    return charts.lying(shown, key)


def _trend(scope: board.Scope) -> dict[str, Any]:
    given, reported = board.trend(scope)
    names = [f"{monday:%d/%m}" for monday in board.weeks()]
    key = [(str(Colour.GREY), _("giao trong tuần")), (str(Colour.BLUE), _("xong trong tuần"))]
    rows = [
        (name, *_week(scope, monday, "given", n), *_week(scope, monday, "reported", m))
        for name, monday, n, m in zip(names, board.weeks(), given, reported, strict=True)
    ]
    return {"trend": charts.standing(names, [given, reported], key), "trend_rows": rows}


def _week(scope: board.Scope, monday: dt.date, name: str, count: int) -> tuple[int, str]:
    sunday = monday + dt.timedelta(6)
    span = {f"{name}_from": monday.isoformat(), f"{name}_to": sunday.isoformat()}
    return count, LIST + urlencode({"place": scope.place} | span)


def _ages(scope: board.Scope) -> dict[str, Any]:
    found = board.ages(scope)
    rows = [
        (words, found[name], LIST + urlencode({"place": scope.place, "age": name}))
        for name, words in ages()
    ]
    chart = charts.standing(
        [words for words, _n, _href in rows],
        [[count for _words, count, _href in rows]],
        [(str(Colour.RED), law_word(WORDS[Colour.RED]))],
    )
    return {"ages": chart, "age_rows": rows}


def show() -> str:
    return render_template("tasks/board.html", **board_page(current_actor()))
