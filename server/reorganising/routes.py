"""The administrators' pages of a reorganisation: plans, one plan, its forms, its lists."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import stages
from server.admin.changes import require_admin
from server.admin.doors import doors
from server.admin.organisation.agencies import Body
from server.documents.forms import Fields
from server.documents.sheets import No, Sheet, attempt, serve
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.org.heirs_mail import routes_of
from server.org.models import Position
from server.pages import day, fresh_op
from server.reorganising import (
    forms,
    jobs,
    minutes_pages,
    planning,
    totals,
    vacancies,
    views,
    without_post,
)
from server.reorganising.looking import closing_ids, closing_posts, place, spare
from server.reorganising.models import Plan
from server.reorganising.planning import Passing, found_plan
from server.shapes import Asked, Because, Nothing
from workflows import Refused
from workflows.reorganising import Plan as Stage

room = Blueprint("reorganising", __name__, url_prefix="/people/reorganisations")
require_seat(room)
ID = "<int(max=9007199254740992):plan_id>"
AHEAD = (Stage.DRAFT, Stage.PROPOSED, Stage.APPROVED)


def install(app: Flask) -> None:
    app.register_blueprint(room)


@room.get("")
def index() -> ResponseReturnValue:
    """Every plan there was, the newest first."""
    actor = current_actor()
    require_admin(actor)
    asked = stages.wanted()
    plans, more = views.plans(asked)
    return render_template(
        "admin/list.html",
        title=_("Sắp xếp cơ quan"),
        under=_("Sáp nhập, chia tách, giải thể cơ quan theo phương án, thực hiện lúc 0 giờ"),
        columns=[_("Phương án"), _("Theo văn bản"), _("Có hiệu lực"), _("Cơ quan kết thúc"),
                 _("Tình trạng")],
        filters=stages.filters(asked, views.STATES, _("Tìm phương án"), _("tên hoặc số văn bản")),
        doors=doors(actor, "reorganising.index"),
        rows=[_row(one) for one in plans],
        next_href=stages.next_page("reorganising.index", asked, more=more),
        create=(_("Lập phương án"), url_for("reorganising.new")),
    )  # fmt: skip


def _row(one: Plan) -> dict[str, Any]:
    cells = [one.title, one.decision_code, day(one.effective_on), len(one.closings)]
    return {"href": there(one.id), "cells": [*cells, views.state(one)]}


def there(plan_id: int) -> str:
    return url_for("reorganising.plan", plan_id=plan_id)


@room.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A plan begins by its name, its decision and its day."""
    actor = current_actor()
    require_admin(actor)
    sheet = Sheet(
        title=_("Lập phương án sắp xếp"),
        form=forms.heading(),
        shape=forms.Heading,
        act=lambda it: planning.draft(actor, planning.Heading(**it.model_dump())).id,
        back=(url_for("reorganising.index"), _("Sắp xếp cơ quan")),
        submit=_("Lập phương án"),
        done=lambda made: (
            _("Đã lập. Tiếp theo: lập cơ quan mới, rồi thêm từng cơ quan kết thúc."),
            there(made) if made else url_for("reorganising.index"),
        ),
    )
    return serve(sheet)


@room.get(f"/{ID}")
def plan(plan_id: int) -> ResponseReturnValue:
    return show_plan(plan_id)


def show_plan(plan_id: int, no: No | None = None, pressed: str = "") -> str:
    """The page of a plan, with why an act on it was refused, and which was `pressed`."""
    actor = current_actor()
    require_admin(actor)
    one = found_plan(plan_id)
    mail = routes_of(*closing_ids(one))
    return render_template(
        "admin/reorganisation.html",
        title=one.title,
        plan=one,
        state_of=views.state(one),
        facts_of=views.facts(one),
        steps=views.steps(one, actor),
        lacking=views.lacking(one) if one.state in ("DRAFT", "PROPOSED") else [],
        vacant=vacancies.lines(one) if one.state in AHEAD else [],
        unmanned=vacancies.unmanned(one) if one.state in AHEAD else [],
        postless=without_post.lines(one) if one.state in AHEAD else [],
        agencies=views.agencies(one),
        parts=views.parts(one),
        mail=mail,
        sent_on={it.agency_id for it in mail},
        sends_on=one.state in (Stage.DRAFT, Stage.IN_EFFECT),
        founded=[it.agency.short_name for it in one.founded],
        spare=[it.short_name for it in spare(one)] if one.state in AHEAD else [],
        rehearsal=totals.rehearsal(one),
        rehearsing=jobs.is_rehearsing(plan_id),
        moved=totals.moved(one.sums) if one.sums else [],
        heirs=totals.by_heir(one.sums),
        minutes=minutes_pages.of_plan(plan_id) if one.took_effect_at else [],
        no=no,
        pressed=pressed,
        typed=request.form.get("reason", ""),
        op_id=fresh_op(),
    )


@room.route(f"/{ID}/close", methods=["GET", "POST"])
def close(plan_id: int) -> ResponseReturnValue:
    """One more agency that ends."""
    actor = current_actor()
    require_admin(actor)
    one = found_plan(plan_id)
    return a_sheet(
        one, (_("Thêm cơ quan kết thúc"), _("Đã thêm, kèm chức vụ kế tục do máy đề nghị.")),
        forms.ending(one), forms.Ending,
        lambda it: planning.close(actor, plan_id, agency=it.agency, heir=it.heir),
    )  # fmt: skip


@room.route(f"/{ID}/found", methods=["GET", "POST"])
def found(plan_id: int) -> ResponseReturnValue:
    """An agency that begins with the plan."""
    actor = current_actor()
    require_admin(actor)
    return a_sheet(
        found_plan(plan_id),
        (_("Lập cơ quan mới theo phương án"), _("Đã lập cơ quan, đơn vị, chức vụ.")),
        forms.beginning(), forms.Beginning,
        lambda it: planning.found(
            actor, plan_id, Body(**it.model_dump(exclude={"like", "pin"})),
            like=it.like, pin=it.pin,
        ).id,
    )  # fmt: skip


@room.get(f"/{ID}/posts/<int(max=9007199254740992):agency_id>")
def posts(plan_id: int, agency_id: int) -> ResponseReturnValue:
    """Post by post: who holds it, who takes over its work, where its holder goes on."""
    require_admin(current_actor())
    one = found_plan(plan_id)
    agency = views.the_agency(one, agency_id)
    if agency is None:
        raise Refused("no_such_row")
    return render_template(
        "admin/heirs.html",
        title=_("Chức vụ kế tục: %(name)s", name=agency.short_name),
        plan=one,
        back_href=there(plan_id),
        rows=views.posts(one, agency_id),
    )


@room.route(f"/{ID}/post/<int(max=9007199254740992):post_id>", methods=["GET", "POST"])
def post(plan_id: int, post_id: int) -> ResponseReturnValue:
    """The heir of one post."""
    actor = current_actor()
    require_admin(actor)
    one = found_plan(plan_id)
    ending = next((it for it in closing_posts(one) if it.id == post_id), None)
    if ending is None:
        raise Refused("no_such_row")
    sheet = Sheet(
        title=_("Kế tục: %(post)s", post=place(ending)),
        form=forms.heirs_of(one, ending),
        shape=forms.AfterPost,
        act=lambda it: planning.settle(actor, plan_id, post_id, Passing(**it.model_dump())),
        back=(_heirs(one.id, ending), _("Chức vụ kế tục")),
        done=lambda _made: (_("Đã ghi chức vụ kế tục."), _heirs(one.id, ending)),
    )
    return serve(sheet)


def _heirs(plan_id: int, post: Position) -> str:
    return url_for("reorganising.posts", plan_id=plan_id, agency_id=post.agency_id)


def a_sheet(
    one: Plan,
    words: tuple[str, str],
    form: Fields,
    shape: type[Asked],
    act: Callable[[Any], object],
) -> ResponseReturnValue:
    """A form that writes on the plan, and leads back to it."""
    sheet = Sheet(
        title=words[0],
        form=form,
        shape=shape,
        act=act,
        back=(there(one.id), one.title),
        done=lambda _made: (words[1], there(one.id)),
    )
    return serve(sheet)


ACTS: dict[str, Callable[..., object]] = {
    "propose": lambda actor, plan_id, _it: planning.propose(actor, plan_id),
    "approve": lambda actor, plan_id, _it: planning.approve(actor, plan_id),
    "send_back": lambda actor, plan_id, it: planning.send_back(actor, plan_id, reason=it.reason),
    "withdraw": lambda actor, plan_id, it: planning.withdraw(actor, plan_id, reason=it.reason),
    "rehearse": lambda actor, plan_id, _it: jobs.ask(actor, plan_id),
}
REASONED = ("send_back", "withdraw")


@room.post(f"/{ID}/<any(propose, approve, send_back, withdraw, rehearse):move>")
def act(plan_id: int, move: str) -> ResponseReturnValue:
    """A step of the plan, or its rehearsal."""
    actor = current_actor()
    require_admin(actor)
    shape = Because if move in REASONED else Nothing
    _made, no = attempt(shape, lambda it: ACTS[move](actor, plan_id, it))
    if no is not None:
        return show_plan(plan_id, no, move), no.status
    flash(_done(move), "ok")
    return redirect(there(plan_id))


def _done(move: str) -> str:
    return {
        "propose": _("Đã trình. Quản trị viên thứ hai phê duyệt."),
        "approve": _("Đã phê duyệt. Hệ thống thực hiện lúc 0 giờ ngày có hiệu lực."),
        "send_back": _("Đã trả lại người lập."),
        "withdraw": _("Đã rút phương án; không có gì thay đổi."),
        "rehearse": _(
            "Đang diễn tập. Kết quả hiện ở trang này sau ít phút; không có gì được ghi lại."
        ),
    }[move]


def taken_out(plan_id: int, act: Callable[[Actor], object], words: str) -> ResponseReturnValue:
    """A line of the plan is not of it after all."""
    actor = current_actor()
    require_admin(actor)
    _made, no = attempt(Nothing, lambda _it: act(actor))
    if no is not None:
        return show_plan(plan_id, no), no.status
    flash(words, "ok")
    return redirect(there(plan_id))


@room.post(f"/{ID}/keep/<int(max=9007199254740992):agency_id>")
def keep(plan_id: int, agency_id: int) -> ResponseReturnValue:
    """This agency does not end after all."""
    words = _("Đã bỏ cơ quan này khỏi phương án.")
    return taken_out(
        plan_id, lambda actor: planning.keep_open(actor, plan_id, agency_id=agency_id), words
    )
