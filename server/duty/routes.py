"""/duty: the list of who is rung for Hỏa tốc, and the minutes of each urgent level."""

from typing import Annotated, Any

from flask import Blueprint, Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import Field as Within

from server.admin.doors import doors
from server.admin.organisation.place_pages import ID
from server.documents.forms import Field, field
from server.documents.sheets import Sheet, serve
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.duty import calling, queries, services  # noqa: F401  (the round is the worker's)
from server.duty.models import QUEUED, SENT, DutyCall, DutyNumber
from server.office import office
from server.org import queries as org
from server.org.models import Agency
from server.pages import when
from server.shapes import Asked, Filled, Nothing
from workflows import Role
from workflows.urgency import WORDS, Urgency

room = Blueprint("duty", __name__)
require_seat(room)

Minutes = Annotated[int, Within(ge=1, le=services.MOST_MINUTES)]
BOTH = ["GET", "POST"]


class OnDuty(Asked):
    """Who is rung, and where."""

    person: Filled
    telephone: Filled


class Number(Asked):
    """Another number of the same person."""

    telephone: Filled


class Patience(Asked):
    """Minutes of each level."""

    KHAN: Minutes
    THUONG_KHAN: Minutes
    HOA_TOC: Minutes


def install(app: Flask) -> None:
    app.register_blueprint(room)


@room.get("/duty", endpoint="index")
def index() -> str:
    """One agency's list: by name, with what became of the last message."""
    actor = current_actor()
    mine = services.agencies_of(actor)
    asked = request.args.get("agency", actor.agency_code)
    code = asked if asked in dict(mine) else mine[0][0]
    agency = org.agency_by_code(code)
    calls = queries.last_calls(agency.id)
    here = {one.id for one in queries.on_duty(agency.id)}
    return render_template(
        "admin/list.html",
        title=_("Trực hỏa tốc"),
        under=_standing(agency),
        columns=[_("Họ và tên"), _("Số điện thoại"), _("Lần nhắn gần nhất")],
        rows=[_row(one, calls.get(one.person_id), one.id in here)
              for one in queries.numbers_of(agency.id)],
        filters=[{"name": "agency", "label": _("Cơ quan"), "kind": "select", "value": code,
                  "options": mine}] if len(mine) > 1 else [],
        doors=doors(actor, "duty.index") if Role.ADMIN in actor.roles else [],
        create=(_("Thêm người trực"), url_for("duty.new", agency=code)),
        second=(_("Đặt giờ nhắc"), url_for("duty.patience", agency=code)),
        next_href=None,
    )  # fmt: skip


def _standing(agency: Agency) -> str:
    said = services.patience_of(agency.id)
    minutes = "; ".join(f"{WORDS[level]} {n} phút" for level, n in said.items())
    words = _("Để quá giờ nhắc (%(minutes)s) thì báo người đang giữ việc, người đứng đầu và chánh"
              " văn phòng; hỏa tốc còn nhắn tin cho những người dưới đây, cả ngoài giờ và ngày"
              " nghỉ.", minutes=minutes)  # fmt: skip
    off = _("Máy chủ chưa nối cổng tin nhắn (CONGSO_SMS_URL) nên chưa nhắn được cho ai.")
    return words if office().sms_url else f"{words} {off}"


def _row(one: DutyNumber, last: DutyCall | None, here: bool) -> dict[str, Any]:
    told = _became(last) if here else _("không còn giữ chức vụ ở đây: không nhắn")
    href = url_for("duty.number", row_id=one.id)
    return {
        "href": href,
        "tone": "" if here else "muted",
        "cells": [one.person.full_name, _spaced(one.telephone), told],
    }


def _became(last: DutyCall | None) -> str:
    if last is None:
        return _("chưa nhắn lần nào")
    if last.state == SENT:
        return _("%(at)s, cổng tin nhắn đã nhận", at=when(last.settled_at))
    words = _("%(at)s, đang gửi", at=when(last.at))
    if last.state != QUEUED:
        words = _("%(at)s, không gửi được", at=when(last.at))
    return f"{words} ({last.error})" if last.error else words


def _spaced(telephone: str) -> str:
    """As one says it: 0912 345 678."""
    n = "0" + telephone.removeprefix("+84")
    return f"{n[:-6]} {n[-6:-3]} {n[-3:]}"


@room.route("/duty/<agency>/new", methods=BOTH, endpoint="new")
def new(agency: str) -> ResponseReturnValue:
    """Somebody of the agency who is rung."""
    actor = current_actor()
    body = services.kept_by(actor, agency)
    people = {one.account: f"{one.full_name}, {post.title}"
              for one, post in org.people_with(body.id, Role)}  # fmt: skip
    return _sheet(
        _("Thêm người trực hỏa tốc, %(agency)s", agency=body.short_name),
        body,
        form=[
            field("person", _("Người trực"), "select", required=True,
                  options=[("", _("– chọn –")), *people.items()]),
            _telephone(""),
        ],
        shape=OnDuty,
        act=lambda it: services.keep(actor, agency, it.person, it.telephone),
        done=_("Đã ghi; nên nhắn thử một lần."),
    )  # fmt: skip


@room.route(f"/duty/{ID}", methods=BOTH, endpoint="number")
def number(row_id: int) -> ResponseReturnValue:
    """The number of one of them, a trial, and the way off the list."""
    actor = current_actor()
    row, body = services.found(actor, row_id)
    return _sheet(
        row.person.full_name,
        body,
        form=[_telephone(_spaced(row.telephone))],
        shape=Number,
        act=lambda it: services.keep(actor, body.code, row.person.account, it.telephone),
        done=_("Đã ghi; nên nhắn thử một lần."),
        others=[(_("Nhắn thử"), url_for("duty.try_out", row_id=row_id)),
                (_("Bỏ khỏi danh sách trực"), url_for("duty.drop", row_id=row_id))],
    )  # fmt: skip


@room.route(f"/duty/{ID}/try", methods=BOTH, endpoint="try_out")
def try_out(row_id: int) -> ResponseReturnValue:
    """One message that says it is a trial."""
    actor = current_actor()
    row, body = services.found(actor, row_id)
    return _sheet(
        _("Nhắn thử cho %(name)s, %(telephone)s", name=row.person.full_name,
          telephone=_spaced(row.telephone)),
        body, form=[], shape=Nothing, submit=_("Nhắn thử"),
        act=lambda _it: services.try_out(actor, row_id),
        done=_("Tin thử đang đi; trong một, hai phút danh sách sẽ nói cổng tin nhắn đã nhận chưa."),
    )  # fmt: skip


@room.route(f"/duty/{ID}/drop", methods=BOTH, endpoint="drop")
def drop(row_id: int) -> ResponseReturnValue:
    """Asked once more: who is off the list is not woken."""
    actor = current_actor()
    row, body = services.found(actor, row_id)
    return _sheet(
        _("Bỏ %(name)s khỏi danh sách trực", name=row.person.full_name),
        body, form=[], shape=Nothing, submit=_("Bỏ"),
        act=lambda _it: services.drop(actor, row_id),
        done=_("Đã bỏ; từ nay không nhắn cho người này."),
    )  # fmt: skip


@room.route("/duty/<agency>/patience", methods=BOTH, endpoint="patience")
def patience(agency: str) -> ResponseReturnValue:
    """The minutes of each level."""
    actor = current_actor()
    body = services.kept_by(actor, agency)
    form = [
        field(level, _("%(level)s, số phút", level=WORDS[level]), "number", n, required=True)
        for level, n in services.patience_of(body.id).items()
    ]
    return _sheet(
        _("Giờ nhắc văn bản khẩn, %(agency)s", agency=body.short_name),
        body, form=form, shape=Patience,
        act=lambda it: services.set_patience(
            actor, agency, {Urgency(level): n for level, n in it.model_dump().items()}),
        done=_("Đã đặt; tính cho văn bản đến lượt từ bây giờ."),
        explain=_("Luật chỉ nói “ngay” (điểm c khoản 2 Điều 4, khoản 1 Điều 18, khoản 1 Điều 23,"
                  " khoản 2 Điều 24); số phút do cơ quan đặt. Khẩn tính giờ làm việc, thượng khẩn"
                  " tính cả ngoài giờ của ngày làm việc, hỏa tốc tính mọi lúc."),
    )  # fmt: skip


def _telephone(value: str) -> Field:
    return field("telephone", _("Số điện thoại"), "tel", value, required=True, maxlength=20,
                 autocomplete="tel")  # fmt: skip


def _sheet(title: str, agency: Agency, *, done: str, **how: Any) -> ResponseReturnValue:
    there = url_for("duty.index", agency=agency.code)
    sheet = Sheet(
        title=title,
        back=(there, _("Trực hỏa tốc")),
        done=lambda _row: (done, there),
        **how,
    )
    return serve(sheet)
