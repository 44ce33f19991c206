"""/handing-over: what I give or take, as whoever gives or takes it confirms it."""

from flask import Blueprint, Flask, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.archive.sheets import sent
from server.documents.sheets import No, attempt
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.handing_over import forms, services, sheet, views
from server.pages import day, fresh_op

room = Blueprint("handed", __name__, url_prefix="/handing-over")
require_seat(room)
ID = "<int(max=9007199254740992):row_id>"


def install(app: Flask) -> None:
    app.register_blueprint(room)


@room.get("")
def index() -> str:
    """Lists that wait for my confirmation, and those that I confirmed."""
    actor = current_actor()
    rows = [
        {
            "href": url_for("handed.show", row_id=one.id),
            "who": views.who(one),
            "from": day(one.leaves_on),
            "state": views.state(one),
            "owes": views.owes_confirmation(one, actor),
        }
        for one in views.mine(actor)
    ]
    return render_template("account/handovers.html", rows=rows)


@room.get(f"/{ID}")
def show(row_id: int) -> ResponseReturnValue:
    return _page(row_id)


def _page(row_id: int, no: No | None = None) -> str:
    actor = current_actor()
    one = services.for_party(actor, row_id)
    return render_template(
        "account/handover.html",
        title=_("Bàn giao của %(name)s", name=one.appointment.person.full_name),
        one=one,
        state_of=views.state(one),
        facts_of=views.facts(one),
        lines=views.kept(one),
        confirmations=views.confirmations(one),
        digest=services.digest(one),
        owes=views.owes_confirmation(one, actor),
        no=no,
        op_id=fresh_op(),
    )


@room.post(f"/{ID}/confirm")
def confirm(row_id: int) -> ResponseReturnValue:
    """He has read the list; its digest says which."""
    actor = current_actor()
    services.for_party(actor, row_id)
    _made, no = attempt(
        forms.Seen,
        lambda it: services.confirm(actor, row_id, list_sha256=it.list_sha256),
    )
    if no is not None:
        return _page(row_id, no), no.status
    flash(_("Đã xác nhận danh sách bàn giao."), "ok")
    return redirect(url_for("handed.show", row_id=row_id))


@room.get(f"/{ID}/list.pdf")
def paper(row_id: int) -> Response:
    one = services.for_party(current_actor(), row_id)
    return sent(sheet.pdf(one), f"ban-giao-{row_id}.pdf")
