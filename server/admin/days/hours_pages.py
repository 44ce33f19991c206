"""The page on which the office hours of an agency are set, from a day on (CAL-01)."""

import datetime as dt
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import shapes
from server.admin.changes import require_admin
from server.admin.days import hours
from server.admin.days.calendar_pages import answer, moves_field
from server.admin.doors import door
from server.admin.fields import day_field
from server.clock import today
from server.documents.forms import Fields, field
from server.door.visitor import current_actor
from server.org import queries as org
from workflows.deadlines import SESSIONS, Sessions

NAMES = ("opens", "noon", "after_noon", "closes")


@door("/people/calendar/hours", "office_hours", form=True)
def office_hours() -> ResponseReturnValue:
    """One agency, from one day on."""
    actor = current_actor()
    require_admin(actor)
    return answer(
        _("Đặt giờ làm việc"), _form(), shapes.HoursSet,
        lambda it: hours.set_hours(
            actor, it.agency, hours.HoursSaid(it.since, _sessions(it), it.notice), moves=it.moves
        ),
        _("Mỗi bộ giờ (mùa hè, mùa đông) tính từ ngày bắt đầu cho đến bộ giờ sau. Hạn do quy tắc"
          " tính, giờ nhắc văn bản khẩn và việc soát ký ngoài giờ theo bộ giờ của cơ quan."),
    )  # fmt: skip


def _form() -> Fields:
    options = org.own_agencies()
    usual = [f"{moment:%H:%M}" for session in SESSIONS for moment in session]
    labels = (_("Sáng từ"), _("Sáng đến"), _("Chiều từ"), _("Chiều đến"))
    return [
        field("agency", _("Cơ quan"), "select", request.args.get("agency", ""), required=True,
              options=[("", _("– chọn –")), *options]),
        day_field("since", _("Từ ngày"), value=f"{today():%d/%m/%Y}", required=True),
        *(field(name, label, value=value, required=True, maxlength=5)
          for name, label, value in zip(NAMES, labels, usual, strict=True)),
        field("notice", _("Theo thông báo"), required=True, hint=_("số, ký hiệu của thông báo")),
        moves_field(),
    ]  # fmt: skip


def _sessions(said: Any) -> Sessions:
    opens, noon, after_noon, closes = (dt.time.fromisoformat(getattr(said, it)) for it in NAMES)
    return ((opens, noon), (after_noon, closes))
