"""Whether who opened a page still works by it, asked before anything is sent from an old one."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from server.account.doors import room
from server.database import db
from server.org.actor import Actor
from server.org.models import Appointment
from server.shapes import whole


@room.get("/login/still", endpoint="still")
def still() -> ResponseReturnValue:
    """A key that today's session takes (204, `X-CSRFToken`), if the appointment `as` is still at
    work in this browser; else the words for whoever pressed, and the page keeps what it holds."""
    actor: Actor | None = g.actor
    fresh = {"Cache-Control": "no-store"}
    if actor and request.args.get("as") == str(actor.appointment_id):
        return "", 204, fresh | {"X-CSRFToken": generate_csrf()}
    return render_template("account/still.html", **_said(actor)), 200, fresh


def _said(actor: Actor | None) -> dict[str, str]:
    if actor is None:
        return {
            "title": _("Phiên làm việc đã hết"),
            "why": _(
                "Phiên làm việc của trang này đã hết hạn hoặc đã được kết thúc,"
                " hoặc chức vụ của anh/chị ở đây đã kết thúc."
            ),
            "href": "/login",
            "go": _("Đăng nhập ở thẻ mới"),
        }
    if _has_ended(actor):
        return {
            "title": _("Chức vụ đã kết thúc"),
            "why": _(
                "Chức vụ mở trang này đã kết thúc; nay anh/chị làm việc với tư cách %(post)s."
                " Hãy chép lại những gì cần giữ, rồi mở trang mới.",
                post=str(actor.post),
            ),
            "href": "/",
            "go": _("Mở thẻ mới"),
        }
    other = _(
        "Từ khi mở trang này, trình duyệt đã chuyển sang làm việc với tư cách %(post)s"
        " (%(account)s). Hãy đổi lại ở thẻ mới.",
        post=str(actor.post),
        account=actor.account,
    )
    title, go = _("Đang làm việc với tư cách khác"), _("Mở thẻ mới")
    return {"title": title, "why": other, "href": "/", "go": go}


def _has_ended(actor: Actor) -> bool:
    """The page is his own, of a post that he does not hold any more: there is no way back to it."""
    opened_as = whole(request.args.get("as", ""))
    row = db.session.get(Appointment, opened_as) if opened_as else None
    is_mine = row is not None and row.person_id == actor.person_id
    return is_mine and opened_as not in {one.id for one in actor.posts}
