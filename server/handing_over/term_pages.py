"""/handing-over/terms: terms that run out, and agencies that close, with what would be left."""

import datetime as dt
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from server.admin.queries import place_words
from server.clock import today
from server.door.visitor import current_actor
from server.handing_over import terms
from server.handing_over.party_pages import room
from server.handing_over.terms import Left
from server.org.models import Appointment
from server.pages import day
from workflows import Role


@room.get("/terms")
@room.get("/closings")
def ending() -> str:
    """An administrator opens the act that gives each thing to somebody."""
    actor = current_actor()
    is_admin = Role.ADMIN in actor.roles
    found = [*terms.seen_by(actor), *(terms.closings() if is_admin else [])]
    return render_template(
        "admin/list.html",
        title=_("Hết nhiệm kỳ, đóng cơ quan mà còn việc"),
        under=_("Tính trước 14 ngày. Việc có người nhận thì dòng ấy tự hết."),
        columns=[_("Ai, cơ quan nào"), _("Đến hết ngày"), _("Còn lại, chưa có người làm tiếp")],
        filters=[],
        doors=[],
        rows=[_row(one, is_admin=is_admin) for one in found],
        next_href=None,
    )


def _row(one: Left, *, is_admin: bool) -> dict[str, Any]:
    if not isinstance(one.row, Appointment):
        return {"cells": [one.row.short_name, _until(one), one.things]}
    who = one.row.person
    href = url_for("handing_over.new", account=who.account) if is_admin and who.account else ""
    words = f"{who.full_name}, {place_words(one.row.position)}"
    return {"href": href, "cells": [words, _until(one), one.things]}


def _until(one: Left) -> str:
    """Its last day; a term is told half open (§2.4)."""
    last = day(one.day - dt.timedelta(1))
    return _("%(day)s (đã hết)", day=last) if one.day <= today() else last
