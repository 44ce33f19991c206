"""/handing-over: what I give or take, as whoever gives or takes it confirms it."""

from typing import Any

from flask import Blueprint, Flask, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.archive.sheets import sent
from server.documents.counter import ID as PAPER
from server.documents.forms import field
from server.documents.lists.pages import file_of, form_for
from server.documents.outgoing.signatures.agent_doors import Doors, open_agent_doors
from server.documents.sheets import No, attempt
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.handing_over import confirming, forms, looking, services, sheet, views
from server.handing_over.models import WorkHandover
from server.org.actor import Actor
from server.pages import day, fresh_op

room = Blueprint("handed", __name__, url_prefix="/handing-over")
require_seat(room)
FILE = "ban-giao-{}-ky-so.pdf"
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
        digest=looking.digest(one),
        owes=views.owes_confirmation(one, actor),
        sign=_sign(one, actor, no) if views.owes_signature(one, actor) else None,
        no=no,
        op_id=fresh_op(),
    )


def _sign(one: WorkHandover, actor: Actor, no: No | None) -> dict[str, Any]:
    """What exactly he signs, with which key, and what that asks for."""
    row = one.signed_list
    assert row is not None
    gives = actor.person_id == one.appointment.person_id
    how = _("Người bàn giao") if gives else _("Người nhận bàn giao")
    said = form_for(actor, row, ("handed", one.id), (FILE.format(one.id), how), no)
    seen = field("list_sha256", "", "hidden", looking.digest(one))
    return said | {
        "form": [seen, *said["form"]],
        "href": url_for("handed.confirm", row_id=one.id),
        "label": _("Ký danh sách này"),
    }


@room.post(f"/{ID}/confirm")
def confirm(row_id: int) -> ResponseReturnValue:
    """He has read the list; its digest says which."""
    actor = current_actor()
    services.for_party(actor, row_id)
    made, no = attempt(
        forms.Seen,
        lambda it: confirming.confirm(actor, row_id, **it.model_dump()),
    )
    if no is not None:
        return _page(row_id, no), no.status
    by_key = isinstance(made, WorkHandover) and views.signed_by(made, actor)
    done = _("Đã ký danh sách bàn giao.") if by_key else _("Đã xác nhận danh sách bàn giao.")
    flash(done, "ok")
    return redirect(url_for("handed.show", row_id=row_id))


@room.get(f"/{ID}/list.pdf")
def paper(row_id: int) -> Response:
    one = services.for_party(current_actor(), row_id)
    return sent(sheet.pdf(one), f"ban-giao-{row_id}.pdf")


@room.get(f"/{ID}/signed.pdf")
def signed(row_id: int) -> Response:
    """The list as those who have a key sign it."""
    return signed_file(services.for_party(current_actor(), row_id))


def signed_file(one: WorkHandover) -> Response:
    """For the administrator's pages too."""
    return file_of(one.signed_list, FILE.format(one.id))


AGENT_DOORS = Doors(
    confirming.LISTS,
    lambda actor, row_id: (actor, services.for_party(actor, row_id)),
    at=PAPER,
    require=confirming.require,
    has_versions=False,
    named=lambda one: (_("Danh sách bàn giao công việc"), views.who(one)),
)
open_agent_doors(room, AGENT_DOORS)
