"""/reports: the figures of a period, and the list that each of them opens."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars
from server.clock import now
from server.door.gate import require_seat
from server.org import queries as org
from server.org.actor import Actor
from server.pages import day, due_of, fresh_op, headline, when
from server.papers.listing import before
from server.reports import keeping, queries, workbooks
from server.reports.conditions import KINDS, READERS, Asked
from server.reports.figures import figures
from server.reports.keeping import MAKERS
from server.reports.lists import LISTS
from server.reports.narrowing import boxes
from server.reports.periods import in_its_place, last_month, periods
from server.reports.rights import kinds_of, require
from server.reports.rows import Heads, Line
from server.reports.table import DRAWN
from server.reports.words import (
    AT_ITS_END,
    PARTS,
    TABS,
    TITLES,
    WAYS,
    address,
    asked,
    days_asked,
    named,
    span,
    unit_names,
    whose,
)
from server.words_of.law import state_word

room = Blueprint("reports", __name__, url_prefix="/reports")
require_seat(room)
OF = f"<any({', '.join((*KINDS, *LISTS))}):of>"


@room.get("")
def index() -> str:
    """The figures of a period, this month's where none is named; last month's while this one has
    nothing yet."""
    actor: Actor = g.actor
    period, by = period_asked(actor)
    told, instead = figures(actor, period, by), ""
    if not (told.has_some or bars.days("first", "last") or period.of in AT_ITS_END):
        earlier = last_month(period)
        if (theirs := figures(actor, earlier, by)).has_some:
            period, told, instead = earlier, theirs, in_its_place()
    start = before(request.args.get("cursor")) or 0
    rows, after = told.turned(start)
    return render_template(
        "reports/index.html",
        told=told,
        instead=instead,
        rows=rows,
        begins=start == 0,
        opens=period.of != "below",
        next_href=f"?{address(period, by=by, of=period.of, cursor=after)}" if after else None,
        kinds=_kinds(actor, period),
        filters=_boxes(period, by),
        drawn=DRAWN if len(told.rows) > DRAWN else None,
        address=address(period, by=by, of=period.of),
        periods=periods(period, by),
        what=f"{period.of}-{by}",
        days=[day(one) for one in period.period],
        order=f"/reports/orders/new?what={period.of}-{by}",
        op_id=fresh_op(),
        may_make=bool(MAKERS & actor.roles),
        has_board=bool(READERS & actor.roles),
        closed=_closed(actor, period, by),
    )


def _closed(actor: Actor, period: Asked, by: str) -> dict[str, Any] | None:
    """Of a period that is over: the report that was kept of it, and what is counted otherwise."""
    row = keeping.kept_of(actor, period, by)
    if row is None:
        return None
    return {
        "href": f"/reports/kept/{row.id}",
        "made": f"{when(row.at)}, {row.maker}",
        "since": keeping.changed_since(actor, row),
    }


def period_asked(actor: Actor) -> tuple[Asked, str]:
    """Of what, the first that one has where nothing is chosen, in which days, divided how."""
    of = bars.chosen({"of": TITLES}).get("of") or next(iter(kinds_of(actor)), "incoming")
    by = bars.chosen({"by": WAYS[of]}).get("by", next(iter(WAYS[of])))
    return Asked(days_asked(), {}, of), by


@room.get(f"/{OF}")
def lines(of: str) -> str:
    """The lines of the register behind a figure."""
    actor: Actor = g.actor
    require(actor, of)
    if of in LISTS:
        return _rows(actor, asked(of))
    sought = asked(of)
    rows, after = queries.lines(actor, sought, before(request.args.get("cursor")))
    days, units = org.calendar(), unit_names(actor)
    return render_template(
        "reports/lines.html",
        as_of=when(now()),
        whose=whose(actor),
        span=span(sought),
        told=_told(sought, units),
        rows=[_line(of, row, days) for row in rows],
        filters=boxes(actor, sought, None),
        back=_back(sought),
        next_href=f"?{address(sought, cursor=after)}" if after else None,
        write=f"/reports/{of}/xlsx?{address(sought)}",
    )


def _rows(actor: Actor, sought: Asked) -> str:
    """Behind a figure of what is no document."""
    told = LISTS[sought.of]
    rows, after = told.page(actor, sought, before(request.args.get("cursor")))
    return render_template(
        "reports/rows.html",
        as_of=when(now()),
        whose=actor.agency_name,
        span=span(sought),
        told=[str(PARTS[sought.narrowed["outcome"]])] if "outcome" in sought.narrowed else [],
        rows=[
            {"href": one.href, "cells": one.cells, "more": _said(told.heads, one)} for one in rows
        ],
        filters=boxes(actor, sought, told),
        back=_back(sought),
        next_href=f"?{address(sought, cursor=after)}" if after else None,
        write=f"/reports/{sought.of}/xlsx?{address(sought)}",
    )


@room.post("/xlsx")
def write_figures() -> ResponseReturnValue:
    """The figures as they are shown, as a workbook."""
    period, by = period_asked(g.actor)
    return redirect(f"/jobs/{workbooks.begin(g.actor, period, by)}")


@room.post("/docx")
def write_words() -> ResponseReturnValue:
    """The same for who takes them over into a report of his own."""
    period, by = period_asked(g.actor)
    return redirect(f"/jobs/{workbooks.begin(g.actor, period, by, 'docx')}")


@room.post(f"/{OF}/xlsx")
def write_lines(of: str) -> ResponseReturnValue:
    """All lines behind a figure, as a workbook."""
    return redirect(f"/jobs/{workbooks.begin(g.actor, asked(of), None)}")


def _said(heads: Heads, line: Line) -> str:
    """What stands under the first two, each with its name."""
    rest = [*zip(heads, line.cells, strict=True)][2:]
    return " · ".join(f"{name}: {said}" for (name, _share), said in rest if said)


def _kinds(actor: Actor, period: Asked) -> list[tuple[str, str, bool]]:
    """The reports that this one has, of the same days."""
    return [
        (str(TABS[of]), f"/reports?{address(period, of=of)}", of == period.of)
        for of in kinds_of(actor)
    ]


def _boxes(period: Asked, by: str) -> list[bars.Box]:
    first, last = period.days or ("", "")
    said = {"first": str(first), "last": str(last), "by": by}
    from_day = (
        [] if period.of in AT_ITS_END else [bars.day("first", _("Từ ngày (tối đa một năm)"), said)]
    )
    return [
        {"name": "of", "kind": "hidden", "value": period.of},
        *from_day,
        bars.day("last", _("Đến ngày"), said),
        {
            "name": "by", "label": _("Chia theo"), "kind": "select", "value": by,
            "options": [*WAYS[period.of].items()],
        },
    ]  # fmt: skip


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
    ways = WAYS[sought.of]
    by = next((name for name in ways if name in sought.narrowed), next(iter(ways)))
    there = address(Asked(sought.days), by=by, of=sought.of)
    return f"/reports?{there}", str(TITLES[sought.of])


def _line(of: str, row: Any, days: Any) -> dict[str, Any]:
    return {
        "number": row.number,
        "day": day(row.entered_on),
        "issuer": row.issuer or row.signer,
        "code": row.code,
        "subject": headline(row.subject),
        "href": f"/{of}/{row.id}" if row.open else "",
        "state": row.state,
        "state_word": state_word(of, row.state),
        **(_went(row) if of == "outgoing" else due_of(row.due, row.done, days)),
    }


def _went(row: Any) -> dict[str, Any]:
    """When it was signed, and when it left."""
    went = [(_("ký %(at)s"), row.since), (_("phát hành %(at)s"), row.done)]
    return {"went": " · ".join(words % {"at": when(at)} for words, at in went if at)}
