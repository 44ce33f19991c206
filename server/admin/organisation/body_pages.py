"""Pages of advisory bodies: all that there are, setting one up, settling it anew, its end."""

from typing import Annotated, Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import Field
from sqlalchemy import select

from server.admin import fields, shapes, views
from server.admin.changes import found, require_admin, span
from server.admin.doors import door, doors
from server.admin.organisation import bodies
from server.admin.organisation.place_pages import ID
from server.clock import today
from server.database import db
from server.documents.forms import Fields, field
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.org import queries as org
from server.org.bodies import AdvisoryBody
from server.org.models import Position, Unit
from server.shapes import Asked, Filled, FullText


class BodySettled(Asked):
    """`members`: a line each, `name or account: title`, the head first."""

    name: Filled
    short_name: Filled
    decision_code: Filled
    may_use_seal: bool = False
    members: Annotated[FullText, Field(min_length=1)]


class BodySetUp(BodySettled):
    """Whose it is, and how its symbol and its book are called, stay what they are."""

    agency: Filled
    abbreviation: Filled


@door("/people/bodies", "bodies")
def index() -> ResponseReturnValue:
    """All that there are and were, the newest first."""
    actor = current_actor()
    require_admin(actor)
    kept = list(db.session.scalars(select(AdvisoryBody).order_by(AdvisoryBody.id.desc())))
    posts = _posts(kept)
    return render_template(
        "admin/bodies.html",
        title=_("Tổ chức tư vấn: hội đồng, ban chỉ đạo, tổ công tác"),
        columns=[_("Tên"), _("Viết tắt, sổ số"), _("Lãnh đạo"), _("Dấu của cơ quan"),
                 _("Thời gian"), _("Tình trạng")],
        rows=[_row(one, posts) for one in kept],
        doors=doors(actor, "bodies"),
        create=(_("Ghi tổ chức tư vấn"), url_for("admin.new_body")),
        next_href=None,
    )  # fmt: skip


def _posts(kept: list[AdvisoryBody]) -> dict[int, str]:
    """What the leaders of all of them are in their agencies."""
    ids = {member.post_id for one in kept for member in one.leadership}
    named = select(Position.id, Position.title, Unit.name).outerjoin(Unit)
    found = db.session.execute(named.where(Position.id.in_(ids)))
    return {id: ", ".join(filter(None, (title, unit))) for id, title, unit in found}


def _row(one: AdvisoryBody, posts: dict[int, str]) -> dict[str, Any]:
    leads = "; ".join(f"{it.title} ({posts[it.post_id]})" for it in one.leadership)
    seal = _("được dùng") if one.may_use_seal else _("dấu treo")
    days = span(one.valid_from, one.valid_to)
    name = f"{one.name}, {one.agency.short_name}"
    over = one.is_over_on(today())
    state = views.chip(views.PAST, _("đã giải thể")) if over else views.standing(one)
    return {
        "href": None if over else url_for("admin.body", row_id=one.id),
        "cells": [name, one.abbreviation, leads, seal, days, state],
    }


@door("/people/bodies/new", "new_body", form=True)
def new_body() -> ResponseReturnValue:
    """One that a decision set up."""
    actor = current_actor()
    require_admin(actor)
    form = [
        field("agency", _("Của cơ quan"), "select", required=True, options=org.own_agencies()),
        *_form(), field("abbreviation", _("Viết tắt trong ký hiệu, cũng là tên sổ số"),
                        required=True, hint=_("chữ in hoa, ví dụ BCĐ, HĐTĐKT")),
    ]  # fmt: skip
    sheet = _sheet(
        _("Ghi tổ chức tư vấn"), form, BodySetUp,
        lambda it: bodies.settle(actor, it.agency, _said(it, it.abbreviation)),
        _("Đã ghi tổ chức tư vấn."),
        explain=_(
            "Văn bản ban hành với tên của tổ chức tư vấn lấy hệ thống số riêng (điểm a khoản 3 Mục"
            " II Phần I Phụ lục I). Tổ chức không được dùng con dấu thì văn thư đóng dấu treo của"
            " cơ quan trên tên tổ chức ở đầu trang (điểm c, d khoản 1 Điều 33 Nghị định 30)."
        ),
    )  # fmt: skip
    return serve(sheet)


@door(f"/people/bodies/{ID}", "body", form=True)
def body(row_id: int) -> ResponseReturnValue:
    """As it stands, to be settled anew by another decision; the way to its end."""
    actor = current_actor()
    require_admin(actor)
    one = found(AdvisoryBody, row_id)
    sheet = _sheet(
        _("Ghi theo quyết định mới: %(name)s", name=f"{one.name} ({one.abbreviation})"),
        _form(one), BodySettled,
        lambda it: bodies.settle(actor, one.agency.code, _said(it, one.abbreviation)),
        _("Đã ghi theo quyết định mới; sổ số tiếp tục."),
        explain=_(
            "%(agency)s, theo %(code)s", agency=one.agency.short_name, code=one.decision_code
        ),
        others=[(_("Giải thể tổ chức này"), url_for("admin.end_body", row_id=row_id))],
    )  # fmt: skip
    return serve(sheet)


def _said(it: BodySettled, abbreviation: str) -> bodies.Body:
    said = it.model_dump(exclude={"agency", "abbreviation", "members"})
    lines = tuple(it.members.splitlines())
    return bodies.Body(abbreviation=abbreviation, members=lines, **said)


def _form(one: AdvisoryBody | None = None) -> Fields:
    """Empty, or as it stands but for the decision, which is the new one."""
    return [
        field("name", _("Tên đầy đủ, in ở đầu văn bản"), value=one.name if one else "",
              required=True),
        field("short_name", _("Tên in sau chữ TM."), value=one.short_name if one else "",
              required=True, hint=_("ví dụ: Ban Chỉ đạo, Hội đồng")),
        field("decision_code", _("Quyết định mới") if one else _("Quyết định thành lập"),
              required=True),
        field("may_use_seal", _("Được sử dụng con dấu, chữ ký số của cơ quan"), "checkbox",
              "1" if one is None or one.may_use_seal else "",
              hint=_("không đánh dấu: văn bản có dấu treo, chỉ ghi chức danh trong tổ chức")),
        field("members", _("Lãnh đạo"), "textarea", bodies.lines_of(one) if one else "", rows=5,
              required=True,
              hint=_("mỗi người một dòng, họ tên (hoặc tài khoản): chức danh; người đứng đầu ở"
                     " dòng đầu, rồi các cấp phó")),
    ]  # fmt: skip


@door(f"/people/bodies/{ID}/end", "end_body", form=True)
def end_body(row_id: int) -> ResponseReturnValue:
    actor = current_actor()
    require_admin(actor)
    one = found(AdvisoryBody, row_id)
    sheet = _sheet(
        _("Giải thể: %(name)s", name=one.name), fields.end(), shapes.End,
        lambda it: bodies.end(actor, row_id, on=it.on), _("Đã ghi ngày giải thể."),
        submit=_("Giải thể"),
    )  # fmt: skip
    return serve(sheet)


def _sheet(title: str, form: Fields, shape: Any, act: Any, done: str, **more: Any) -> Sheet:
    there = url_for("admin.bodies")
    return Sheet(
        title=title, form=form, shape=shape, act=act, back=(there, _("Tổ chức tư vấn")),
        done=lambda _row: (done, there), **more,
    )  # fmt: skip
