"""Envelopes that wait for their next try: to whom, why, and the button that sends them now."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin.changes import require_admin
from server.admin.doors import door, doors
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.exchange import stopped
from server.pages import when
from server.shapes import Nothing


@door("/people/waiting", "waiting")
def index() -> ResponseReturnValue:
    """A line a recipient, who has been tried most often first."""
    actor = current_actor()
    require_admin(actor)
    found = stopped.waiting(actor)
    return render_template(
        "admin/list.html",
        title=_("Phong bì đang chờ"),
        under=_("Gửi chưa được, máy tự gửi lại; chữa xong đường nối thì gửi lại ngay."),
        columns=[_("Nơi nhận"), _("Phong bì"), _("Đã thử"), _("Lần tới"), _("Lý do")],
        rows=[_row(one) for one in found],
        filters=[],
        doors=doors(actor, "waiting"),
        second=(_("Gửi lại ngay"), url_for("admin.send_waiting")) if found else None,
        create=None,
        next_href=None,
    )


def _row(one: stopped.Waiting) -> dict[str, object]:
    cells = [one.organ_id, one.letters, one.tries, when(one.next_try_at), one.why]
    return {"href": None, "cells": cells}


@door("/people/waiting/send", "send_waiting", form=True)
def send_now() -> ResponseReturnValue:
    """Whatever waits, to whomever: a line that is not mended yet costs one try more."""
    actor = current_actor()
    require_admin(actor)
    there = url_for("admin.waiting")
    found = stopped.waiting(actor)
    sheet = Sheet(
        title=_("Gửi lại ngay"),
        form=[],
        shape=Nothing,
        act=lambda _it: stopped.go_now(actor),
        submit=_("Gửi lại ngay"),
        done=lambda _row: (_("Đang gửi lại."), there),
        back=(there, _("Phong bì đang chờ")),
        explain=_(
            "Mọi phong bì đang chờ (%(n)s) được gửi lại ngay, không đợi tới giờ của từng phong bì;"
            " nơi nào vẫn chưa thông thì chờ tiếp từ đầu.",
            n=sum(one.letters for one in found),
        ),
    )
    return serve(sheet)
