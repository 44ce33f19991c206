"""/audit/reports: asking for a list on paper, seeing how far it is, signing it, taking it away."""

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from server import bars, jobs
from server.api.followed import file_of
from server.auditing import happenings, reports
from server.auditing.pages import room
from server.auditing.tables import LISTINGS
from server.database import db
from server.documents.forms import pin
from server.documents.sheets import No, attempt
from server.files import store
from server.jobs import DONE, FAILED, Job
from server.org.models import Person
from server.pages import fresh_op
from server.shapes import Asked, Pin
from workflows import Refused

ID = "<int(max=9223372036854775807):row_id>"


class Opening(Asked):
    """The PIN of the key."""

    pin: Pin


@room.post(f"/reports/<any({', '.join(LISTINGS)}):listing>/<any({', '.join(reports.FORMS)}):form>")
def ask_for(listing: str, form: str) -> ResponseReturnValue:
    """The list as it is shown, with its conditions."""
    names = LISTINGS[listing].names
    days = [one for one in names if one.endswith(("_from", "_to"))]
    asked = bars.typed(*(one for one in names if one not in days)) | bars.days(*days)
    row_id = reports.begin(g.actor, listing, form, happenings.by_codes(asked))
    return redirect(url_for("auditing.report", row_id=row_id))


@room.get(f"/reports/{ID}")
def report(row_id: int) -> str:
    return _page(_mine(row_id))


@room.post(f"/reports/{ID}/sign")
def sign_report(row_id: int) -> ResponseReturnValue:
    """The PIN goes to the cabinet and nowhere else; a wrong one keeps the page."""
    _done, no = attempt(Opening, lambda it: reports.sign(g.actor, row_id, pin=it.pin))
    if no is not None:
        return _page(_mine(row_id), no), no.status
    flash(_("Đã ký báo cáo."), "ok")
    return redirect(url_for("auditing.report", row_id=row_id))


@room.get(f"/reports/{ID}/file")
def report_file(row_id: int) -> Response:
    return file_of(_mine(row_id))


@room.get("/reports/kept/<int(max=9007199254740992):row_id>")
def kept_file(row_id: int) -> Response:
    """As it was signed, or as it was stamped since to last."""
    row = reports.kept_one(g.actor, row_id)
    name = f"{LISTINGS[row.by].stem}-{row.last:%Y%m%d}.pdf"
    path = store().path(row.file_sha256)
    return send_file(path, mimetype="application/pdf", download_name=name, max_age=0)


def _mine(row_id: int) -> Job:
    """Its owner's alone."""
    row = jobs.owned(row_id, g.actor.person_id)
    if row.kind != reports.KIND:
        raise Refused("not_found")
    return row


def _page(row: Job, no: No | None = None) -> str:
    result: dict[str, Any] = row.result or {}
    done = row.state == DONE
    is_paper, listing = row.payload["form"] == "pdf", LISTINGS[row.payload["name"]]
    has_key = bool(db.session.get_one(Person, g.actor.person_id).seal)
    return render_template(
        "auditing/report.html",
        title=listing.title,
        back_href=listing.door or f"/audit/{row.payload['name']}",
        job={
            "done": done,
            "failed": row.state == FAILED,
            "percent": row.progress,
            "words": _words(row, result),
            "href": url_for("auditing.report_file", row_id=row.id) if done else None,
            "link": _("Tải về"),
            "poll_href": None if row.state in (DONE, FAILED) else request.path,
        },
        is_signed=bool(result.get("signed")),
        error=no.above if no else "",
        lacks_key=done and is_paper and not has_key,
        act=_act(row, no) if done and is_paper and has_key and not result.get("signed") else None,
        op_id=fresh_op(),
    )


def _words(row: Job, result: dict[str, Any]) -> str:
    if row.state == FAILED:
        return _("Không thực hiện được. Hãy thử lại hoặc báo quản trị hệ thống.")
    if row.state != DONE:
        return _("Đang làm…")
    return _("Xong: %(count)s dòng.", count=format_decimal(result["lines"]))


def _act(row: Job, no: No | None) -> dict[str, Any]:
    entry = pin() | ({"error": no.errors["pin"]} if no and "pin" in no.errors else {})
    return {
        "name": "sign",
        "href": url_for("auditing.sign_report", row_id=row.id),
        "label": _("Ký báo cáo"),
        "form": [entry],
        "error": no.above if no else "",
    }
