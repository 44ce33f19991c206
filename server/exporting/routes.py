"""The page of exports: an administrator asks, a leader of the agency agrees and takes the file."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, Response, flash, redirect, render_template, send_file, url_for
from flask import request as asked
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin.doors import doors
from server.documents import forms
from server.documents.forms import Fields, field
from server.documents.sheets import No, attempt
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.exporting import services
from server.exporting.models import (
    GONE,
    MAKING,
    PROPOSED,
    READY,
    REFUSED,
    TAKEN,
    AgencyExport,
)
from server.jobs import FAILED
from server.org import ended
from server.org.actor import Actor
from server.pages import fresh_op, when
from server.shapes import Asked, Code, Filled, Nothing
from workflows import Role

room = Blueprint("exporting", __name__, url_prefix="/exports")
require_seat(room)
ID = "<int(max=9223372036854775807):row_id>"


class Proposed(Asked):
    """Whose, and why."""

    agency: Code
    reason: Filled


class Rejected(Asked):
    """Why not."""

    reason: Filled


def install(app: Flask) -> None:
    app.register_blueprint(room)


@room.route("", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """What was asked for, and how far it is; an administrator may ask."""
    actor = current_actor()
    services.require(actor)
    if asked.method == "GET":
        return _page(actor, _form(actor))
    made, no = attempt(
        Proposed, lambda it: services.propose(actor, it.agency, reason=it.reason), _form(actor)
    )
    if no is not None:
        return _page(actor, forms.kept(_form(actor), asked.form, no.errors), no), no.status
    if made is not None:
        flash(_("Đã đề nghị; lãnh đạo cơ quan đồng ý thì tệp được lập."), "ok")
    return redirect(url_for("exporting.index"))


def _form(actor: Actor) -> Fields:
    if Role.ADMIN not in actor.roles:
        return []
    return [
        field("agency", _("Cơ quan"), "select", options=ended.agencies_ever(), required=True),
        field("reason", _("Lý do"), required=True,
              hint=_("ví dụ: bàn giao khi sắp xếp, chuyển sang hệ thống khác")),
    ]  # fmt: skip


def _page(actor: Actor, form: Fields, no: No | None = None) -> str:
    rows = [_row(actor, one) for one in services.listed(actor)]
    return render_template(
        "exporting/index.html",
        title=_("Xuất dữ liệu cơ quan"),
        form=form,
        error=no.above if no else "",
        doors=doors(actor, "exporting.index"),
        rows=rows,
        poll=any(one["is_making"] for one in rows),
        op_id=fresh_op(),
    )


def _row(actor: Actor, one: AgencyExport) -> dict[str, Any]:
    leads = services.leads(actor, one.agency_id)
    mine = actor.person_id == one.second_id
    job = services.job_of(one)
    failed = job is not None and job.state == FAILED
    hrefs = {name: url_for(f"exporting.{name}", row_id=one.id) for name in ("confirm", "reject")}
    return {
        "agency": ended.called(one.agency.short_name, one.agency.valid_to),
        "facts": _facts(one),
        "stage": _("không lập được, hãy đề nghị lại") if failed else _stage(one),
        "is_making": one.stage == MAKING and not failed,
        "percent": job.progress if job else 0,
        "decides": hrefs if leads and one.stage == PROPOSED else None,
        "file_href": url_for("exporting.file", row_id=one.id)
        if mine and services.may_be_taken(one) else None,
        "is_again": one.stage == TAKEN,
    }  # fmt: skip


def _facts(one: AgencyExport) -> list[tuple[str, str]]:
    second = f"{one.second.full_name}, {when(one.second_at)}" if one.second else ""
    megabytes = f"{one.size / 1_000_000:.1f} MB".replace(".", ",")
    rows = (
        (_("Người đề nghị"), f"{one.by.full_name}, {when(one.at)}"),
        (_("Lý do"), one.reason),
        (_("Người quyết định"), second),
        (_("Lý do không đồng ý"), one.second_reason),
        (_("Dung lượng"), megabytes if one.size else ""),
        ("SHA-256", one.sha256),
    )
    return [(label, said) for label, said in rows if said]


def _stage(one: AgencyExport) -> str:
    return {
        PROPOSED: _("chờ lãnh đạo cơ quan đồng ý"),
        REFUSED: _("không đồng ý"),
        MAKING: _("đang lập tệp"),
        READY: _("chờ lãnh đạo tải về"),
        TAKEN: _("đã tải về"),
        GONE: _("không ai tải, đã xóa tệp"),
    }[one.stage]


def _decide(shape: type[Asked], act: Callable[[Actor, Any], object], words: str) -> Any:
    actor = current_actor()
    done, no = attempt(shape, lambda given: act(actor, given))
    if no is not None:
        said = no.above or next(iter(no.errors.values()), "")
        flash(said, "bad")
        return _page(actor, _form(actor)), no.status
    if done is not None:
        flash(words, "ok")
    return redirect(url_for("exporting.index"))


@room.post(f"/{ID}/confirm")
def confirm(row_id: int) -> ResponseReturnValue:
    """The leader's word: the file is written."""
    words = _("Đã đồng ý lập tệp.")
    return _decide(Nothing, lambda actor, _given: services.confirm(actor, row_id), words)


@room.post(f"/{ID}/reject")
def reject(row_id: int) -> ResponseReturnValue:
    """The leader says no."""
    return _decide(
        Rejected,
        lambda actor, given: services.reject(actor, row_id, reason=given.reason),
        _("Đã ghi: không đồng ý."),
    )


@room.post(f"/{ID}/file")
def file(row_id: int) -> Response:
    """To whoever agreed to it, once."""
    return sent(current_actor(), row_id)


def sent(actor: Actor, row_id: int) -> Response:
    """The packet, as it is streamed from the disk."""
    place = services.take(actor, row_id)
    name = f"du-lieu-{services.find(actor, row_id).agency.code}.zip"
    return send_file(place, mimetype="application/zip", download_name=name, as_attachment=True,
                     max_age=0, conditional=False)  # fmt: skip
