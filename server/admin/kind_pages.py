"""Pages of document types: the 29 of the decree as an agency uses them, and settling one."""

import datetime as dt
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import kinds, shapes, views
from server.admin.changes import require_admin, said_day
from server.admin.doors import door, doors
from server.clock import today
from server.counted import counted
from server.documents.forms import Fields, field
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.org import kind_rules
from server.org import queries as org
from server.org.kind_rules import BY_CLAUSE, DUE_DAYS, GOES_TO, OFFERED, settled
from server.org.models import Agency
from server.org.queries import agency_by_code
from workflows.kinds import ARRIVING, COMMON_SERIES, Kind, arriving_kind, is_drafted


@door("/people/kinds", "kinds")
def index() -> ResponseReturnValue:
    """One agency's table: what it writes, which series numbers it, how long it may take."""
    actor = current_actor()
    require_admin(actor)
    options = org.own_agencies()
    asked = request.args.get("agency", "")
    code = asked if asked in dict(options) else (options[0][0] if options else "")
    return render_template(
        "admin/kinds.html",
        title=_("Loại văn bản, sổ số và thời hạn"),
        columns=[_("Tên loại"), _("Viết tắt"), _("Sổ số"), _("Hạn xử lý văn bản đến"),
                 _("Ban hành")],
        rows=_rows(agency_by_code(code)) if code else [],
        filters=[
            {"name": "agency", "label": _("Cơ quan"), "kind": "select", "value": code,
             "options": options}
        ],
        doors=doors(actor, "kinds"),
        next_href=None,
    )  # fmt: skip


def _rows(agency: Agency) -> list[dict[str, Any]]:
    series, later = kind_rules.series_table(agency.id), _next_year(agency)
    days, off = settled(agency.id, DUE_DAYS), settled(agency.id, OFFERED)
    return [_row(agency, one, (series, later, days, off)) for one in ARRIVING]


def _next_year(agency: Agency) -> Any:
    return kind_rules.series_table(agency.id, dt.date(today().year + 1, 1, 1))


def _row(agency: Agency, one: Kind, said: tuple[Any, ...]) -> dict[str, Any]:
    series, later, days, off = said
    is_off, due = off.get(one.name) == "0", days.get(one.name)
    drafting: tuple[Any, Any] = ("–", "–")
    if is_drafted(one.name):
        drafting = _series(one, series, later), _offered(is_off=is_off)
    return {
        "href": url_for("admin.kind", agency=agency.code, name=one.name),
        "tone": "muted" if is_off else "",
        "cells": [
            one.name,
            one.abbreviation or "–",
            drafting[0],
            counted("%(n)s ngày làm việc", due) if due else "–",
            drafting[1],
        ],
    }


def _series(one: Kind, series: Any, later: Any) -> str:
    now, then = (table.get(one.name, COMMON_SERIES) for table in (series, later))
    return now if now == then else _("%(now)s; từ năm sau %(then)s", now=now, then=then)


def _offered(*, is_off: bool) -> dict[str, str]:
    return views.chip(views.PAST, _("đã tắt")) if is_off else views.chip(views.HELD, _("có"))


@door("/people/kinds/<agency>/<name>", "kind", form=True)
def settle(agency: str, name: str) -> ResponseReturnValue:
    """One type in one agency."""
    actor = current_actor()
    require_admin(actor)
    body, one = agency_by_code(agency), arriving_kind(name)
    there = url_for("admin.kinds", agency=agency)
    sheet = Sheet(
        title=f"{one.name}, {body.short_name}",
        form=_form(body, one),
        shape=shapes.KindSettled,
        act=lambda it: kinds.settle(actor, agency, one.name, kinds.Use(**it.model_dump())),
        back=(there, _("Loại văn bản")),
        explain=_(
            "Sổ số do người đứng đầu cơ quan quy định (điểm c khoản 1 Điều 15). Trong năm đã lấy số"
            " thì sổ mới có hiệu lực từ ngày 01/01 năm sau, để số và ký hiệu không trùng."
        ),
        done=lambda day: (_("Đã ghi; sổ số tính từ %(day)s.", day=said_day(day or today())), there),
    )
    return serve(sheet)


def _form(agency: Agency, one: Kind) -> Fields:
    return [*(_drafted(agency, one) if is_drafted(one.name) else []), *_arriving(agency, one)]


def _drafted(agency: Agency, one: Kind) -> Fields:
    next_year = _next_year(agency).get(one.name, COMMON_SERIES)
    return [
        field("offered", _("Cơ quan ban hành loại văn bản này"), "checkbox",
              "" if settled(agency.id, OFFERED).get(one.name) == "0" else "1",
              hint=_("tắt thì mẫu này không còn khi soạn dự thảo mới")),
        field("series", _("Sổ số"), value=next_year, required=True,
              hint=_("CHUNG là sổ dùng chung; ví dụ riêng: QĐ, GM")),
    ]  # fmt: skip


def _arriving(agency: Agency, one: Kind) -> Fields:
    return [
        field("due_days", _("Hạn xử lý khi là văn bản đến, số ngày làm việc"), "number",
              settled(agency.id, DUE_DAYS).get(one.name, ""),
              hint=_("theo quy chế làm việc; gợi ý khi cho ý kiến chỉ đạo, để trống nếu không")),
        field("goes_to", _("Văn bản đến loại này chuyển thẳng cho đơn vị"), "select",
              settled(agency.id, GOES_TO).get(one.name, ""),
              options=[("", _("không, trình lãnh đạo")),
                       *((unit.code, unit.name) for unit in org.units(agency.id))],
              hint=_("khi quy chế công tác văn thư giao đích danh (khoản 1 Điều 23)")),
        field("by_clause", _("Điều khoản của quy chế văn thư"),
              value=settled(agency.id, BY_CLAUSE).get(one.name, "")),
    ]  # fmt: skip
