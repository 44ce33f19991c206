"""Pages of the calendar: the days of a year that are not what their weekday says."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.admin import queries, shapes, views
from server.admin.changes import require_admin, said_day
from server.admin.days import calendar, hours
from server.admin.doors import door, doors
from server.admin.fields import day_field
from server.clock import today
from server.documents.forms import Fields, field
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.org.models import CalendarDay, OfficeHours

WEEKDAYS = (
    later("thứ Hai"), later("thứ Ba"), later("thứ Tư"), later("thứ Năm"), later("thứ Sáu"),
    later("thứ Bảy"), later("Chủ nhật"),
)  # fmt: skip
KINDS = {
    calendar.OFF: later("ngày nghỉ"),
    calendar.WORK: later("ngày làm bù"),
    calendar.PLAIN: later("ngày thường (thông báo đã rút)"),
}
TONES = {calendar.OFF: views.HELD, calendar.WORK: views.AHEAD, calendar.PLAIN: views.PAST}


@door("/people/calendar", "calendar")
def index() -> ResponseReturnValue:
    """A year of days that are not what their weekday says."""
    actor = current_actor()
    require_admin(actor)
    years = [str(today().year + n) for n in (-1, 0, 1, 2)]
    asked = request.args.get("year", "")
    year = asked if asked in years else str(today().year)
    return render_template(
        "admin/calendar.html",
        title=_("Lịch làm việc năm %(year)s", year=year),
        columns=[_("Ngày"), _("Thứ"), _("Tên"), _("Theo thông báo"), _("Tình trạng")],
        rows=[_row(one) for one in queries.calendar_of(int(year))],
        filters=[
            {"name": "year", "label": _("Năm"), "kind": "select", "value": year,
             "options": [(one, one) for one in years]}
        ],
        doors=doors(actor, "calendar"),
        create=(_("Ghi ngày nghỉ, ngày làm bù"), url_for("admin.mark_day")),
        second=(_("Nạp ngày lễ cả năm"), url_for("admin.load_year")),
        next_href=None,
        hours=[_hours(*one) for one in hours.listed()],
        hours_href=url_for("admin.office_hours"),
    )  # fmt: skip


def _hours(agency: str, one: OfficeHours) -> str:
    said = one.sessions.replace("-", "–").replace(" ", ", ")
    day, notice = said_day(one.since), one.notice
    return _("%(agency)s, từ %(day)s: %(hours)s (%(notice)s)",
             agency=agency, day=day, hours=said, notice=notice)  # fmt: skip


def _row(one: CalendarDay) -> dict[str, Any]:
    edit = url_for("admin.mark_day", day=f"{one.day:%d/%m/%Y}") if one.day >= today() else None
    weekday, state = str(WEEKDAYS[one.day.weekday()]), views.chip(TONES[one.kind], KINDS[one.kind])
    return {"href": edit, "cells": [said_day(one.day), weekday, one.name, one.notice, state]}


@door("/people/calendar/mark", "mark_day", form=True)
def mark_day() -> ResponseReturnValue:
    """One day, by one notice."""
    actor = current_actor()
    require_admin(actor)
    return answer(
        _("Ghi ngày nghỉ, ngày làm bù"), _day_form(), shapes.DayMark,
        lambda it: calendar.mark(
            actor, it.day, calendar.Marked(it.kind, it.name, it.notice), moves=it.moves
        ),
    )  # fmt: skip


@door("/people/calendar/year", "load_year", form=True)
def load_year() -> ResponseReturnValue:
    """The public holidays of a year, all at once."""
    actor = current_actor()
    require_admin(actor)
    form = [
        field("year", _("Năm"), "number", str(today().year + 1), required=True),
        field("notice", _("Theo thông báo"), required=True, hint=_("số, ký hiệu của thông báo")),
        moves_field(),
    ]
    return answer(
        _("Nạp ngày lễ cả năm"), form, shapes.YearLoad,
        lambda it: calendar.load_year(actor, it.year, notice=it.notice, moves=it.moves),
        _("Bảng ngày lễ đi cùng chương trình (kể cả ngày âm lịch và hoán đổi đã công bố). Ngày đã"
          " ghi thì giữ nguyên; hãy so với thông báo của năm đó rồi sửa từng ngày."),
    )  # fmt: skip


def _day_form() -> Fields:
    """A new day, or the one that was clicked, as it stands."""
    day = request.args.get("day", "")[:10]
    old = queries.calendar_day(day)
    return [
        day_field("day", _("Ngày"), value=day or f"{today():%d/%m/%Y}", required=True),
        field("kind", _("Là"), "select", old.kind if old else "", required=True,
              options=[("", _("– chọn –")), *KINDS.items()]),
        field("name", _("Tên"), value=old.name if old else "", required=True,
              hint=_("ví dụ: Nghỉ Tết Nguyên đán; Làm bù cho ngày 31/08")),
        field("notice", _("Theo thông báo"), value=old.notice if old else "", required=True,
              hint=_("số, ký hiệu của thông báo")),
        moves_field(),
    ]  # fmt: skip


def moves_field() -> dict[str, Any]:
    """What was shown is confirmed by its number, so nobody confirms what he has not seen."""
    return field("moves", _("Số hạn sẽ đổi"),
                 hint=_("để trống; nếu lịch mới làm đổi hạn đang chạy, trang này nói trước hạn nào"
                        " đổi, rồi ghi số ấy vào đây để xác nhận"))  # fmt: skip


def answer(title: str, form: Fields, shape: Any, act: Any, explain: str = "") -> Any:
    """One form about the calendar: shown, or taken and back to the calendar."""
    there = url_for("admin.calendar")
    sheet = Sheet(
        title=title,
        form=form,
        shape=shape,
        act=act,
        back=(there, _("Lịch làm việc")),
        explain=explain or _("Có hiệu lực ngay: mọi thời hạn tính từ lúc này dùng lịch mới."),
        done=lambda _row: (_("Đã ghi vào lịch."), there),
    )
    return serve(sheet)
