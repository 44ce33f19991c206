"""Whether who opened a page still works by it, asked before anything is sent from an old one."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from server.account.doors import room
from server.org.actor import Actor


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
                "Trang này mở đã lâu, và phiên làm việc của nó đã hết hạn hoặc đã được kết thúc."
            ),
            "href": "/login",
            "go": _("Đăng nhập ở thẻ mới"),
        }
    other = _(
        "Từ khi mở trang này, trình duyệt đã chuyển sang làm việc với tư cách %(post)s"
        " (%(account)s). Hãy đổi lại ở thẻ mới.",
        post=str(actor.post),
        account=actor.account,
    )
    title, go = _("Đang làm việc với tư cách khác"), _("Mở thẻ mới")
    return {"title": title, "why": other, "href": "/", "go": go}
