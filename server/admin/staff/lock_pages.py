"""The list of who is locked out, with a form beside each that opens again."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import shapes
from server.admin.changes import require_admin
from server.admin.doors import door, doors
from server.admin.staff import locks
from server.documents.sheets import No, attempt
from server.door.visitor import current_actor
from server.pages import fresh_op, when


@door("/people/locks", "locks", form=True)
def lock_list() -> ResponseReturnValue:
    """The list; what is sent here opens one of them, and says why."""
    actor = current_actor()
    require_admin(actor)
    if request.method == "GET":
        return _page()
    _made, no = attempt(
        shapes.Release,
        lambda it: locks.release(actor, it.account, it.address, reason=it.reason),
    )
    if no is not None:
        return _page(no), no.status
    flash(_("Đã mở khóa; người này đăng nhập lại được ngay."), "ok")
    return redirect(url_for("admin.locks"))


def _page(no: No | None = None) -> str:
    asked = (request.form.get("account"), request.form.get("address"))
    rows: list[dict[str, Any]] = [
        {
            "lock": one,
            "door": _("ở mã xác thực") if one.second else _("ở mật khẩu"),
            "span": _("từ %(since)s đến %(until)s", since=when(one.since), until=when(one.until)),
            "error": no.errors.get("reason") if no and asked == (one.account, one.address) else "",
        }
        for one in locks.locks()
    ]
    return render_template(
        "admin/locks.html",
        title=_("Đang bị khóa đăng nhập"),
        rows=rows,
        doors=doors(current_actor(), "locks"),
        wrong=no.above if no else "",
        op_id=fresh_op(),
    )
