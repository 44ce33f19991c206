"""/audit: what an auditor sees first, and under which inspection he opens papers."""

import datetime as dt
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from server.auditing import anomaly_pages, inspecting, reports, signatures
from server.auditing.found import Span
from server.auditing.pages import line_of, room
from server.clock import now
from server.counted import counted
from server.documents.forms import Fields, field, kept
from server.documents.sheets import No, attempt
from server.ledger import alarms, tree
from server.ledger.heads import newest
from server.pages import when
from server.papers.openings import Inspection, inspections_of, running
from server.reports.models import KeptReport
from server.shapes import Asked, Filled

SHOWN = 6
WEEK = dt.timedelta(days=7)


class Beginning(Asked):
    """By which decision, of what."""

    order_code: Filled
    about: Filled


@room.get("")
def index() -> str:
    return _page()


@room.post("/inspections")
def begin() -> ResponseReturnValue:
    """From now on he opens papers under this decision."""
    _done, no = attempt(Beginning, lambda it: inspecting.begin(g.actor, it.order_code, it.about))
    if no is not None:
        return _page(no), no.status
    flash(_("Đã ghi đợt kiểm tra. Mỗi lần mở văn bản sẽ được ghi vào nhật ký theo đợt này."), "ok")
    return redirect(url_for("auditing.index"))


@room.post("/inspections/<int(max=9223372036854775807):row_id>/end")
def end(row_id: int) -> ResponseReturnValue:
    inspecting.end(g.actor, row_id)
    flash(_("Đã kết thúc đợt kiểm tra."), "ok")
    return redirect(url_for("auditing.index"))


def _page(no: No | None = None) -> str:
    moment = now()
    found = anomaly_pages.found_in({}, Span(moment - WEEK, moment))
    rows, _after = signatures.page_of({}, None)
    ordered = running(g.actor.person_id)
    return render_template(
        "auditing/index.html",
        title=_("Kiểm tra"),
        state=_state(),
        faults=alarms.faults(),
        anomalies=[anomaly_pages.line_of(pair) for pair in found[:SHOWN]],
        anomaly_count=len(found),
        signatures=[line_of(row) for row in rows[:SHOWN]],
        running=_said(ordered) if ordered else None,
        signed=[_signed(one) for one in reports.signed_by(g.actor)],
        past=[_said(one) for one in inspections_of(g.actor.person_id) if one.ended_at],
        act={
            "name": "begin",
            "href": url_for("auditing.begin"),
            "label": _("Bắt đầu đợt kiểm tra"),
            "form": _form(no),
            "error": no.above if no else "",
        },
    )


def _state() -> str:
    """The chain in one sentence."""
    size, head = tree.size(), newest()
    if head is None:
        return counted("Nhật ký có %(n)s mục, chưa có điểm chốt nào được ký.", size)
    return counted(
        "Nhật ký có %(n)s mục; điểm chốt mới nhất ký lúc %(at)s, bao trùm %(m)s mục đầu.",
        size,
        at=when(head.at),
        m=format_decimal(head.size),
    )


def _said(one: Inspection) -> dict[str, Any]:
    span = when(one.began_at) + (f" – {when(one.ended_at)}" if one.ended_at else "")
    return {"id": one.id, "code": one.order_code, "about": one.about, "span": span}


def _signed(one: KeptReport) -> dict[str, Any]:
    return {
        "href": url_for("auditing.kept_file", row_id=one.id),
        "title": one.figures["title"],
        "asked": one.figures["asked"],
        "lines": counted("%(n)s dòng", one.figures["lines"]),
        "at": when(one.signed_at),
    }


def _form(no: No | None) -> Fields:
    form: Fields = [
        field("order_code", _("Quyết định, kế hoạch kiểm tra"), required=True),
        field("about", _("Nội dung kiểm tra"), "textarea", rows=2, required=True),
    ]
    return kept(form, request.form, no.errors) if no else form
