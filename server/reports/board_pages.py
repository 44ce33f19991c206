"""/board: what a leader looks at first: what is late, what falls due this week, what came today."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server import charts
from server.clock import now, today
from server.documents.tasks.board_pages import at_a_glance
from server.door.gate import require_seat
from server.org.actor import Actor
from server.pages import when
from server.reports.coming import OUTCOMES, STANDING
from server.reports.conditions import Asked, require
from server.reports.going import GOING
from server.reports.table import percent
from server.reports.words import PARTS, SHADES, address, figure, rows_of, together, whose
from server.words import sort_key

room = Blueprint("board", __name__)
require_seat(room)

Rows = list[dict[str, Any]]
LATELY = dt.timedelta(29)
"""Before today: thirty days with it."""
UNDONE = STANDING.index("undone")
LARGE = {
    **PARTS, "overdue": PARTS["red"], "unsent_late": PARTS["red"], "week": later("hạn trong tuần"),
}  # fmt: skip
"""Under a heading that says of what."""


@room.get("/board")
def board() -> str:
    """By unit, over the sums of the reports; all of it on one screen."""
    actor: Actor = g.actor
    require(actor)
    rows, rates = _rows(actor), _rates(actor)
    return render_template(
        "reports/board.html",
        as_of=when(now()),
        whose=whose(actor),
        coming=_coming(rows, rates),
        going=_going(actor),
        tasks=at_a_glance(actor),
    )


def _coming(rows: Rows, rates: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    """What came in: a row a unit, its bar beside its name."""
    sums = together(rows, len(STANDING) + 1)
    done = [sum(one) for one in zip(*rates.values(), strict=True)] or [0, 0]
    most = max((one["counts"][UNDONE] for one in rows), default=0)
    return {
        "columns": [*(LARGE[name] for name in STANDING), _("vào sổ hôm nay")],
        "heads": [*(LARGE[name] for name in STANDING), _("đúng hạn*")],
        "rows": [_row(one, rates.get(one["key"], (0, 0)), most) for one in rows],
        "sums": _figures(sums),
        "rate": percent(*done) if sum(done) else "",
        "rate_href": f"/reports?{address(Asked(_lately()), by='unit')}",
        "key": _key(),
    }


def _row(one: dict[str, Any], rate: tuple[int, int], most: int) -> dict[str, Any]:
    late, week, undone = one["counts"][:-1]
    bar = charts.alone(one["name"], [late, week, undone - late - week], _key(), most)
    cells = _cells(one["counts"][:-1], Asked(None), unit=one["key"])
    return {"name": one["name"], "cells": cells, "bar": bar, "rate": percent(*rate)}


def _going(actor: Actor) -> dict[str, Any]:
    """What has a number and has not left, late or not, whenever it was issued."""
    asked, names = Asked(None, {}, "outgoing"), GOING.standing
    rows = rows_of(actor, asked, "unit", names)
    cells = [(one["name"], _cells(one["counts"], asked, unit=one["key"])) for one in rows]
    return {
        "columns": [LARGE[name] for name in names],
        "rows": cells,
        "sums": _cells(together(rows, len(names)), asked),
    }


def _cells(counts: list[int], asked: Asked, **narrowed: str) -> list[tuple[int, str]]:
    parts = zip(asked.told.standing, counts, strict=True)
    return [figure(n, asked, **narrowed, outcome=name) for name, n in parts]


def _rows(actor: Actor) -> Rows:
    """A row for each unit that has something: what stands open, and today's; the latest first."""
    found: dict[str, dict[str, Any]] = {}
    for one in rows_of(actor, Asked(None), "unit", STANDING):
        found[one["key"]] = {**one, "counts": [*one["counts"], 0]}
    for one in rows_of(actor, _today(), "unit", OUTCOMES):
        stands = found.setdefault(one["key"], {**one, "counts": [0] * (len(STANDING) + 1)})
        stands["counts"][-1] = sum(one["counts"])
    return sorted(found.values(), key=lambda one: ([-n for n in one["counts"]], _named(one)))


def _named(one: dict[str, Any]) -> bytes:
    return sort_key(one["name"])


def _rates(actor: Actor) -> dict[str, tuple[int, int]]:
    """Of what came in the last thirty days: how much was done in time, of how much that is done."""
    names = ("on_time", "late")
    rows = rows_of(actor, Asked(_lately()), "unit", names)
    return {one["key"]: (one["counts"][0], sum(one["counts"])) for one in rows}


def _lately() -> tuple[dt.date, dt.date]:
    return today() - LATELY, today()


def _today() -> Asked:
    return Asked((today(), today()))


def _figures(counts: list[int]) -> list[tuple[int, str]]:
    return [*_cells(counts[:-1], Asked(None)), figure(counts[-1], _today())]


def _key() -> list[tuple[str, str]]:
    """Of what stands open: late, due this week, and the rest."""
    names = [(SHADES[name], str(LARGE[name])) for name in ("overdue", "week")]
    return [*names, (SHADES["open"], _("còn lại"))]
