"""/board: what a leader looks at first: what came today, what is late, what falls due this week."""

from typing import Any

from flask import Blueprint, g, render_template
from flask_babel import gettext as _

from server import charts
from server.clock import now, today
from server.documents.tasks.board_pages import WHOSE as TASKS_FOR
from server.door.gate import require_seat
from server.org.actor import Actor
from server.pages import when
from server.reports.coming import OUTCOMES, STANDING
from server.reports.conditions import Asked, require
from server.reports.going import GOING
from server.reports.words import PARTS, SHADES, figure, rows_of, together, whose
from server.words import sort_key

room = Blueprint("board", __name__)
require_seat(room)


@room.get("/board")
def board() -> str:
    """By unit, over the sums of the reports."""
    actor: Actor = g.actor
    require(actor)
    rows = _rows(actor)
    sums = together(rows, len(STANDING) + 1)
    return render_template(
        "reports/board.html",
        as_of=when(now()),
        whose=whose(actor),
        columns=_columns(),
        rows=[(one["name"], _figures(one["counts"], unit=one["key"])) for one in rows],
        sums=_figures(sums),
        chart=_chart(rows),
        going=_going(actor),
        has_tasks=bool(actor.roles & TASKS_FOR),
    )


def _going(actor: Actor) -> dict[str, Any]:
    """What has a number and has not left, late or not, whenever it was issued."""
    asked, names = Asked(None, {}, "outgoing"), GOING.standing
    rows = rows_of(actor, asked, "unit", names)
    cells = [(one["name"], _cells(one["counts"], asked, unit=one["key"])) for one in rows]
    return {
        "columns": [PARTS[name] for name in names],
        "rows": cells,
        "sums": _cells(together(rows, len(names)), asked),
    }


def _cells(counts: list[int], asked: Asked, **narrowed: str) -> list[tuple[int, str]]:
    parts = zip(asked.told.standing, counts, strict=True)
    return [figure(n, asked, **narrowed, outcome=name) for name, n in parts]


def _columns() -> list[Any]:
    return [_("vào sổ hôm nay"), *(PARTS[name] for name in STANDING)]


def _rows(actor: Actor) -> list[dict[str, Any]]:
    """A row for each unit that has something: today's, and what stands open; the latest first."""
    found: dict[str, dict[str, Any]] = {}
    for one in rows_of(actor, _today(), "unit", OUTCOMES):
        found[one["key"]] = {**one, "counts": [sum(one["counts"]), 0, 0, 0]}
    for one in rows_of(actor, Asked(None), "unit", STANDING):
        came = found.get(one["key"], {"counts": [0]})["counts"][0]
        found[one["key"]] = {**one, "counts": [came, *one["counts"]]}
    late = 1 + STANDING.index("overdue")
    return sorted(found.values(), key=lambda one: (-one["counts"][late], sort_key(one["name"])))


def _today() -> Asked:
    return Asked((today(), today()))


def _figures(counts: list[int], **narrowed: str) -> list[tuple[int, str]]:
    standing = _cells(counts[1:], Asked(None), **narrowed)
    return [figure(counts[0], _today(), **narrowed), *standing]


def _chart(rows: list[dict[str, Any]]) -> charts.Chart:
    """Of what stands open: late, due this week, and the rest."""
    bars = []
    for one in rows:
        _came, late, week, undone = one["counts"]
        if undone:
            bars.append((one["name"], [late, week, undone - late - week]))
    names = [(SHADES[name], str(PARTS[name])) for name in ("overdue", "week")]
    return charts.lying(bars, [*names, (SHADES["open"], _("chưa đến hạn trong tuần"))])
