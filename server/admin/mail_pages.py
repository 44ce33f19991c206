"""How the mail stands: the server it leaves by, what waits, and which addresses are refused."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin.changes import require_admin
from server.admin.doors import door, doors
from server.door.visitor import current_actor
from server.mail import queries
from server.office import office
from server.pages import when


@door("/people/mail", "mail")
def mail() -> ResponseReturnValue:
    """An address that is refused is its owner's to mend; he reads the same words."""
    actor = current_actor()
    require_admin(actor)
    rows = [
        {
            "href": url_for("admin.person", account=one.account),
            "cells": [one.full_name, one.account, one.address, when(one.at), one.words],
        }
        for one in queries.refused()
    ]
    return render_template(
        "admin/list.html",
        title=_("Thư báo bị trả lại"),
        under=_standing(),
        columns=[_("Họ và tên"), _("Tài khoản"), _("Địa chỉ"), _("Lúc"), _("Máy chủ thư nói")],
        rows=rows,
        filters=[],
        doors=doors(actor, "mail"),
        create=None,
        next_href=None,
    )


def _standing() -> str:
    mailbox, stands = office().mailbox, queries.standing()
    if mailbox is None:
        return _("Chưa mở việc gửi thư báo (CONGSO_SMTP_URL để trống).")
    where = f"{mailbox.host}:{mailbox.port}"
    words = _("Gửi qua %(where)s; đang chờ gửi: %(n)s thư.", where=where, n=stands.waiting)
    trouble = _("Lần thử gần nhất: %(words)s", words=stands.trouble)
    return f"{words} {trouble}" if stands.trouble else words
