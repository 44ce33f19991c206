"""The administrator's pages of handing over: the list, one, its naming, its steps, its sheet."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import queries, stages
from server.admin.changes import found, require_admin
from server.admin.doors import doors
from server.archive.sheets import sent
from server.documents.forms import kept
from server.documents.sheets import No, Sheet, attempt, serve
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.handing_over import ability, excusing, forms, looking, services, sheet, things, views
from server.handing_over.models import WorkHandover
from server.handing_over.party_pages import signed_file
from server.pages import day, fresh_op
from server.shapes import Because, Nothing
from workflows import Refused
from workflows.handing_over import Stage

room = Blueprint("handing_over", __name__, url_prefix="/people/handovers")
require_seat(room)
NOBODY_ASKED = ability.Able([], 0, ())
"""Once the list is presented nobody is named any more."""
SHOWN = (Stage.PRESENTED, Stage.DONE)
ID = "<int(max=9007199254740992):row_id>"


def install(app: Flask) -> None:
    app.register_blueprint(room)


@room.get("")
def index() -> ResponseReturnValue:
    """Every handing over there was, the newest first."""
    actor = current_actor()
    require_admin(actor)
    asked = stages.wanted()
    rows, more = views.listed(asked)
    return render_template(
        "admin/list.html",
        title=_("Bàn giao công việc"),
        under=_("Người chuyển công tác, nghỉ hưu, thôi việc: mở từ trang của người đó"),
        columns=[_("Người bàn giao"), _("Theo văn bản"), _("Từ ngày"), _("Tình trạng")],
        filters=stages.filters(asked, views.STATES, _("Tìm"), _("họ tên hoặc số văn bản")),
        doors=doors(actor, "handing_over.index"),
        rows=[_row(one) for one in rows],
        next_href=stages.next_page("handing_over.index", asked, more=more),
    )  # fmt: skip


def _row(one: WorkHandover) -> dict[str, Any]:
    cells = [views.who(one), one.decision_code, day(one.leaves_on)]
    return {"href": _there(one.id), "cells": [*cells, views.state(one)]}


def _there(row_id: int) -> str:
    return url_for("handing_over.handover", row_id=row_id)


@room.route("/new/<account>", methods=["GET", "POST"])
def new(account: str) -> ResponseReturnValue:
    """It begins with a person, from his page."""
    actor = current_actor()
    require_admin(actor)
    person = queries.person(account)
    asked = Sheet(
        title=_("Bàn giao công việc của %(name)s", name=person.full_name),
        form=forms.beginning(person),
        shape=forms.Begun,
        act=lambda it: services.draft(actor, services.Heading(**it.model_dump())).id,
        back=(url_for("admin.person", account=account), person.full_name),
        submit=_("Lập danh sách"),
        explain=_("Chưa có gì thay đổi: xem danh sách việc, ghi người nhận, các bên xác nhận rồi"
                  " mới bàn giao."),
        done=lambda made: (_("Đã lập danh sách."),
                           _there(made) if made else url_for("handing_over.index")),
    )  # fmt: skip
    return serve(asked)


@room.get(f"/{ID}")
def handover(row_id: int) -> ResponseReturnValue:
    return _page(row_id)


def _page(row_id: int, no: No | None = None) -> str:
    actor = current_actor()
    require_admin(actor)
    one = found(WorkHandover, row_id)
    his = things.things(one) if one.state in views.OPEN else []
    told = looking.with_his(one, his) if one.state in views.OPEN else looking.bare(one)
    able = ability.able(one, his) if one.state == Stage.DRAFT else NOBODY_ASKED
    rows = views.lines(one, his, able.nobodys)
    ends = any(it["key"].startswith((things.MANDATES, things.ABSENCES)) for it in rows)
    taker = forms.taker(able, may_end=ends)
    return render_template(
        "admin/handover.html",
        title=_("Bàn giao của %(name)s", name=one.appointment.person.full_name),
        one=one,
        state_of=views.state(one),
        facts_of=views.facts(one),
        lines=rows,
        taker=kept(taker, request.form, {}) if no else taker,
        first=views.must_come_first(one, able.nobodys, told),
        people=url_for("admin.index"),
        chosen=request.form.getlist("things"),
        confirmations=views.confirmations(one) if one.state in SHOWN else [],
        lacking=views.lacking(one, told),
        steps=views.steps(one, actor),
        way_from=day(one.free_from),
        no=no,
        typed=request.form.get("reason", ""),
        op_id=fresh_op(),
    )


@room.get(f"/{ID}/signed.pdf")
def signed(row_id: int) -> Response:
    """The list as those who have a key sign it."""
    require_admin(current_actor())
    return signed_file(found(WorkHandover, row_id))


@room.get(f"/{ID}/list.pdf")
def paper(row_id: int) -> Response:
    """The list on paper, with who confirmed it."""
    require_admin(current_actor())
    return sent(sheet.pdf(found(WorkHandover, row_id)), f"ban-giao-{row_id}.pdf")


ACTS: dict[str, tuple[Any, Callable[..., WorkHandover | list[str]]]] = {
    "name": (forms.Named, lambda actor, row_id, it: services.name(
        actor, row_id, keys=it.things, taker_id=it.taker)),
    "present": (Nothing, lambda actor, row_id, _it: services.present(actor, row_id)),
    "make_way": (Nothing, lambda actor, row_id, _it: services.make_way(actor, row_id)),
    "hand_over": (Nothing, lambda actor, row_id, _it: services.hand_over(actor, row_id)),
    "excuse": (Because, lambda actor, row_id, it: excusing.excuse(
        actor, row_id, reason=it.reason)),
    "take_back": (Because, lambda actor, row_id, it: services.take_back(
        actor, row_id, reason=it.reason)),
    "withdraw": (Because, lambda actor, row_id, it: services.withdraw(
        actor, row_id, reason=it.reason)),
}  # fmt: skip


@room.post(f"/{ID}/<any(name, present, make_way, hand_over, excuse, take_back, withdraw):handing>")
def act(row_id: int, handing: str) -> ResponseReturnValue:
    """A step of it; a no keeps what was ticked."""
    actor = current_actor()
    require_admin(actor)
    if handing not in ACTS:
        raise Refused("no_such_step")
    shape, does = ACTS[handing]
    made, no = attempt(shape, lambda it: does(actor, row_id, it))
    if no is not None:
        return _page(row_id, no), no.status
    flash(_done(handing, made), "ok")
    return redirect(_there(row_id))


def _done(move: str, made: object) -> str:
    """`made`: of a naming what whoever was named may not have, else the handing over."""
    left = made if isinstance(made, list) else []
    if move == "withdraw" and isinstance(made, WorkHandover) and made.sums.get("way"):
        return _("Đã hủy việc bàn giao; chức vụ vẫn để trống từ ngày đã ghi.")
    if left:
        return _("Đã ghi người nhận, trừ %(n)s việc người này không nhận được: %(names)s.",
                 n=len(left), names="; ".join(left[: services.NAMING.most]))  # fmt: skip
    return {
        "name": _("Đã ghi người nhận."),
        "present": _("Đã trình: người bàn giao và từng người nhận xác nhận."),
        "make_way": _("Đã để trống chức vụ: bổ nhiệm được người kế nhiệm từ ngày đó."),
        "hand_over": _("Đã bàn giao xong."),
        "excuse": _("Đã ghi lý do; trình lại để những người còn lại xác nhận."),
        "take_back": _("Đã rút về để sửa; các xác nhận trước không còn giá trị."),
        "withdraw": _("Đã hủy việc bàn giao; không có gì thay đổi."),
    }[move]
