"""Pages of envelopes that a folder brought and nobody could take: the list, and one of them."""

from typing import Any
from urllib.parse import urlencode

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars
from server.admin.changes import require_admin
from server.admin.doors import PAGE, door, doors
from server.documents.forms import reason
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.exchange import aside
from server.exchange.aside import SetAside
from server.pages import when
from server.shapes import Because, Nothing


@door("/people/aside", "aside")
def index() -> ResponseReturnValue:
    """The newest first, a page at a time."""
    actor, asked, page = current_actor(), bars.typed("q"), bars.page()
    require_admin(actor)
    found = aside.set_aside(actor, asked.get("q", ""))
    more = len(found) > page * PAGE
    return render_template(
        "admin/list.html",
        title=_("Phong bì để riêng"),
        under=_("Thư mục liên thông có mà không nhận được; đã báo nơi gửi nếu đọc được tên."),
        columns=[_("Tệp"), _("Thư mục"), _("Lúc"), _("Dung lượng"), _("Lý do")],
        rows=[_row(one) for one in found[(page - 1) * PAGE : page * PAGE]],
        filters=[bars.search(asked, _("Tên tệp, lý do"))],
        doors=doors(actor, "aside"),
        create=None,
        next_href=f"?{urlencode({**asked, 'page': page + 1})}" if more else None,
    )  # fmt: skip


def _row(one: SetAside) -> dict[str, Any]:
    at = when(one.at) if one.at else ""
    return {
        "href": url_for("admin.read_aside", key=one.key),
        "cells": [one.name, one.folder, at, f"{-(-one.size // 1024)} KiB", one.why],
    }


@door("/people/aside/<key>", "read_aside", form=True)
def read_again(key: str) -> ResponseReturnValue:
    """What is known of it, the button that reads it again, and the way to drop it."""
    actor = current_actor()
    require_admin(actor)
    one = aside.one_aside(actor, key)
    sheet = _sheet(
        one.name,
        form=[],
        shape=Nothing,
        act=lambda _it: aside.read_again(actor, key),
        submit=_("Đọc lại"),
        done=_("Đã nhận phong bì."),
        explain=one.why,
        others=[(_("Bỏ phong bì này"), url_for("admin.drop_aside", key=key))],
    )
    return serve(sheet)


@door("/people/aside/<key>/drop", "drop_aside", form=True)
def drop(key: str) -> ResponseReturnValue:
    """With a reason, for it is gone then."""
    actor = current_actor()
    require_admin(actor)
    sheet = _sheet(
        _("Bỏ phong bì %(name)s", name=aside.one_aside(actor, key).name),
        form=[reason()],
        shape=Because,
        act=lambda it: aside.drop(actor, key, reason=it.reason),
        submit=_("Bỏ"),
        done=_("Đã bỏ phong bì."),
        explain=_("Tệp bị xóa khỏi đĩa; nhật ký giữ lại ai bỏ, vì sao và mã băm của tệp."),
    )
    return serve(sheet)


def _sheet(title: str, *, done: str, **how: Any) -> Sheet:
    there = url_for("admin.aside")
    return Sheet(
        title=title, back=(there, _("Phong bì để riêng")), done=lambda _row: (done, there), **how
    )
