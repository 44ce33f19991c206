"""/reports: the figures of a period, and the list that each of them opens."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars, charts
from server.clock import now
from server.door.gate import require_seat
from server.org import queries as org
from server.org.actor import Actor
from server.pages import day, due_of, when
from server.papers.listing import before
from server.reports import queries, workbooks
from server.reports.conditions import OUTCOMES, Asked, require
from server.reports.words import (
    PARTS,
    SHADES,
    WAYS,
    address,
    asked,
    figure,
    named,
    rows_of,
    span,
    together,
    unit_names,
    whose,
)
from server.words_of_law import state_word

room = Blueprint("reports", __name__, url_prefix="/reports")
require_seat(room)
DRAWN = 20
"""Bars of the chart; the table has all."""


@room.get("")
def index() -> str:
    """The figures of a period, this month's where none is named."""
    actor: Actor = g.actor
    require(actor)
    period, by = Asked(asked().days), _by()
    rows = rows_of(actor, period, by, OUTCOMES)
    key = [(SHADES[name], str(PARTS[name])) for name in OUTCOMES]
    return render_template(
        "reports/index.html",
        as_of=when(now()),
        whose=whose(actor),
        span=span(period),
        filters=_boxes(period, by),
        way=WAYS[by],
        columns=[_("vào sổ"), *(PARTS[name] for name in OUTCOMES)],
        rows=[(one["name"], _figures(one["counts"], period, {by: one["key"]})) for one in rows],
        **_together(period, rows),
        chart=charts.lying([(one["name"], one["counts"]) for one in rows[:DRAWN]], key),
        drawn=DRAWN if len(rows) > DRAWN else None,
        write=f"/reports/xlsx?{address(period, by=by)}",
    )


@room.get("/incoming")
def lines() -> str:
    """The lines of the register behind a figure."""
    actor: Actor = g.actor
    require(actor)
    sought = asked()
    rows, after = queries.lines(actor, sought, before(request.args.get("cursor")))
    days, units = org.calendar(), unit_names(actor)
    return render_template(
        "reports/lines.html",
        as_of=when(now()),
        whose=whose(actor),
        span=span(sought),
        told=_told(sought, units),
        rows=[_line(row, days) for row in rows],
        back=_back(sought),
        next_href=f"?{address(sought, cursor=after)}" if after else None,
        write=f"/reports/incoming/xlsx?{address(sought)}",
    )


@room.post("/xlsx")
def write_figures() -> ResponseReturnValue:
    """The figures as they are shown, as a workbook."""
    return redirect(f"/jobs/{workbooks.begin(g.actor, Asked(asked().days), _by())}")


@room.post("/incoming/xlsx")
def write_lines() -> ResponseReturnValue:
    """All lines behind a figure, as a workbook."""
    return redirect(f"/jobs/{workbooks.begin(g.actor, asked(), None)}")


def _by() -> str:
    return bars.chosen({"by": WAYS}).get("by", "unit")


def _boxes(period: Asked, by: str) -> list[bars.Box]:
    first, last = period.days or ("", "")
    said = {"first": str(first), "last": str(last), "by": by}
    return [
        bars.day("first", _("Từ ngày (nhiều nhất một quý)"), said),
        bars.day("last", _("Đến ngày"), said),
        {
            "name": "by", "label": _("Chia theo"), "kind": "select", "value": by,
            "options": [*WAYS.items()],
        },
    ]  # fmt: skip


def _figures(counts: list[int], period: Asked, narrowed: dict[str, str]) -> list[tuple[int, str]]:
    """The sum of a row, and its parts."""
    parts = zip(OUTCOMES, counts, strict=True)
    whole = figure(sum(counts), period, **narrowed)
    return [whole, *(figure(n, period, **narrowed, outcome=name) for name, n in parts)]


def _together(period: Asked, rows: list[dict[str, Any]]) -> dict[str, Any]:
    counts = together(rows)
    handled = counts[0] + counts[1]
    share = f"{100 * counts[0] / handled:.1f} %".replace(".", ",") if handled else "–"
    return {"sums": _figures(counts, period, {}), "share": share}


def _told(sought: Asked, units: dict[int, str]) -> list[str]:
    """What the list is narrowed to, in words."""
    said = []
    for name, value in sought.narrowed.items():
        if name == "outcome":
            said.append(str(PARTS[value]))
        else:
            key: Any = None if value == "none" else int(value) if name == "unit" else value
            said.append(named(name, key, units))
    return said


def _back(sought: Asked) -> tuple[str, str]:
    if sought.days is None:
        return "/board", _("Bảng điều hành")
    by = next((name for name in WAYS if name in sought.narrowed), "unit")
    return f"/reports?{address(Asked(sought.days), by=by)}", _("Báo cáo văn bản đến")


def _line(row: Any, days: Any) -> dict[str, Any]:
    return {
        "number": row.number,
        "day": day(row.entered_on),
        "issuer": row.issuer,
        "code": row.code,
        "subject": row.subject,
        "href": f"/incoming/{row.id}" if row.open else "",
        "state": row.state,
        "state_word": state_word("incoming", row.state),
        **due_of(row.due_at, row.done_at, days),
    }
