"""The page "Hộp máy quét": what waits in the folder, what failed and why, and the two answers."""

from typing import Any

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server import pages
from server.answers import words_of
from server.documents import forms
from server.documents.forms import FormWrong
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import fresh_op, when
from server.scanbox import looking, settling, taking  # noqa: F401  (their rounds and jobs)
from server.scanbox.folder import ITSELF
from server.scanbox.models import FAILED, TAKEN, WAITING, Scan
from server.scanbox.pages import arrangements, open_table, waiting
from server.shapes import Why

room = Blueprint("scanbox", __name__, url_prefix="/scans")
require_seat(room)
open_table(room)
ID = "<int(max=9223372036854775807):scan_id>"
STAGES = {
    "WAITING": later("chờ tiếp nhận"),
    "FAILED": later("chưa nhận được"),
    "TAKEN": later("đã tiếp nhận"),
    "DISMISSED": later("đã bỏ qua"),
    "GONE": later("không còn trong thư mục"),
}


def install(app: Flask) -> None:
    app.register_blueprint(room)
    pages.badge("scans", settling.troubled)


@room.get("")
def index() -> ResponseReturnValue:
    return _page(current_actor())


def _page(actor: Actor, wrong: tuple[int, str] | None = None) -> str:
    lying, gone = settling.listed(actor)
    return render_template(
        "scanbox/index.html",
        title=_("Hộp máy quét"),
        folder=f"{current_app.config['SETTINGS'].scans.name}/{actor.agency_code}",
        failed=[_row(one, wrong) for one in lying if one.stage == FAILED],
        waiting=[_named(one) for one in lying if one.stage == WAITING],
        gone=[_row(one, None) for one in gone],
        papers=waiting(actor),
        arrangements=arrangements(actor),
        op_id=fresh_op(),
    )


def _row(scan: Scan, wrong: tuple[int, str] | None) -> dict[str, Any]:
    error = wrong[1] if wrong and wrong[0] == scan.id else ""
    href = url_for("incoming.confirm", paper_id=scan.paper_id) if scan.stage == TAKEN else ""
    reason = {"label": _("Lý do bỏ qua"), "error": error, "value": request.form.get("reason", "")}
    return {
        "id": scan.id,
        "name": _named(scan),
        "stage": scan.stage,
        "stage_word": STAGES[scan.stage],
        "at": when(scan.settled_at or scan.seen_at),
        "why": _why(scan),
        "is_known": scan.reason == "scan_known",
        "href": href,
        "again_href": url_for("scanbox.again", scan_id=scan.id),
        "dismiss_href": url_for("scanbox.dismiss", scan_id=scan.id),
        "reason": reason,
    }


def _named(scan: Scan) -> str:
    return scan.name if scan.name != ITSELF else _("cả thư mục này")


def _why(scan: Scan) -> str:
    """The reason in words, and of which file of a letter; or why the clerk dismissed it."""
    if not scan.reason:
        return scan.words
    named = f"{scan.words}: " if scan.words else ""
    return named + words_of(scan.reason, {})


@room.post(f"/{ID}/again")
def again(scan_id: int) -> ResponseReturnValue:
    scan = settling.again(current_actor(), scan_id)
    flash(_("Đang thử lại %(name)s.", name=scan.name), "ok")
    return redirect(url_for("scanbox.index"))


@room.post(f"/{ID}/dismiss")
def dismiss(scan_id: int) -> ResponseReturnValue:
    actor = current_actor()
    try:
        given = forms.read(Why, request.form)
    except FormWrong as wrong:
        return _page(actor, (scan_id, wrong.errors["reason"])), 422
    scan = settling.dismiss(actor, scan_id, reason=given.model_dump()["reason"])
    flash(_("Đã bỏ qua %(name)s; tệp được giữ trong thư mục .khong-nhan.", name=scan.name), "ok")
    return redirect(url_for("scanbox.index"))
