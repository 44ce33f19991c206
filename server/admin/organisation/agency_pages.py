"""Pages of agencies: those of this office, the directory of those outside, opening and closing."""

from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import queries, shapes, views
from server.admin.changes import found, require_admin, span
from server.admin.doors import door, doors, words_asked
from server.admin.organisation import agencies, agency_fields
from server.documents.forms import Fields
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.listing import before
from server.shapes import Asked
from workflows import Refused

ID = "<int(max=9223372036854775807):row_id>"


@door("/people/agencies", "agencies")
def index() -> ResponseReturnValue:
    """The agencies that work here, or the directory of those outside (`?which=outside`)."""
    actor = current_actor()
    require_admin(actor)
    outside, words = request.args.get("which") == "outside", words_asked()
    after = before(request.args.get("cursor"))
    rows, more = queries.agencies(external=outside, word=words, after=after)
    further = {"which": "outside" if outside else "", "q": words, "cursor": more}
    new = url_for("admin.new_outside" if outside else "admin.new_agency")
    which = [("", _("của hệ thống này")), ("outside", _("bên ngoài"))]
    return render_template(
        "admin/agencies.html",
        title=_("Danh bạ cơ quan bên ngoài") if outside else _("Cơ quan"),
        columns=[_("Tên"), _("Mã"), _("Mã định danh"), _("Cấp"), _("Thời gian"),
                 _("Tình trạng")],
        rows=[_row(one) for one in rows],
        filters=[
            {"name": "q", "label": _("Tìm cơ quan"), "value": words, "hint": _("tên hoặc mã")},
            {"name": "which", "label": _("Cơ quan"), "kind": "select", "options": which,
             "value": "outside" if outside else ""},
        ],
        doors=doors(actor, "agencies"),
        create=(_("Ghi cơ quan bên ngoài") if outside else _("Lập cơ quan"), new),
        next_href=f"?{urlencode(further)}" if more else None,
    )  # fmt: skip


def _row(one: Agency) -> dict[str, Any]:
    end = "admin.correct_outside" if one.external else "admin.close_agency"
    days, level = span(one.valid_from, one.valid_to), agency_fields.LEVEL_WORDS.get(one.level, "")
    return {
        "href": url_for(end, row_id=one.id),
        "cells": [one.name, one.code, one.organ_id, level, days, _state(one)],
    }


def _state(one: Agency) -> dict[str, str]:
    if one.flagged:
        return views.chip(views.VACANT, _("liên thông tự ghi, chưa xác nhận"))
    return views.standing(one)


@door("/people/agencies/new", "new_agency", form=True)
def new_agency() -> ResponseReturnValue:
    """An agency that works here; its people come next, from a workbook."""
    actor = current_actor()
    require_admin(actor)
    return _answer(
        (_("Lập cơ quan"), _("Đã lập cơ quan. Tiếp theo: nhập đơn vị, chức vụ và con người.")),
        agency_fields.new_agency(), shapes.NewAgency,
        lambda it: agencies.open_agency(actor, _body(it), valid_from=it.valid_from, pin=it.pin),
        there=url_for("admin.importing", agency=request.form.get("code", "")),
    )  # fmt: skip


@door("/people/agencies/outside/new", "new_outside", form=True)
def new_outside() -> ResponseReturnValue:
    """A new line of the directory."""
    actor = current_actor()
    require_admin(actor)
    return _answer(
        (_("Ghi cơ quan bên ngoài"), _("Đã ghi vào danh bạ.")),
        agency_fields.new_outside(), shapes.Outside,
        lambda it: agencies.enter_outside(actor, _body(it), valid_from=it.valid_from),
        outside=True,
    )  # fmt: skip


@door(f"/people/agencies/{ID}", "close_agency", form=True)
def close_agency(row_id: int) -> ResponseReturnValue:
    """The last day of an agency, and who takes over."""
    actor = current_actor()
    require_admin(actor)
    one = found(Agency, row_id)
    return _answer(
        (one.name, _("Đã ghi ngày đóng cơ quan.")),
        agency_fields.closing(), shapes.AgencyEnd,
        lambda it: agencies.close_agency(actor, row_id, on=it.on, successor=it.successor),
        outside=one.external, others=() if one.external else (_plans(), _codes(one), _silence(one)),
        submit=_("Đóng cơ quan"),
    )  # fmt: skip


def _plans() -> tuple[str, str]:
    """The way in which an agency ends that has work or books (ORG-11, ORG-12)."""
    return _("Sắp xếp cơ quan"), url_for("reorganising.index")


def _codes(one: Agency) -> tuple[str, str]:
    here = _("đang in") if one.prints_qr else _("không in")
    return _("Mã QR ở chân trang: %(now)s", now=here), url_for("admin.page_codes", row_id=one.id)


@door(f"/people/agencies/{ID}/codes", "page_codes", form=True)
def page_codes(row_id: int) -> ResponseReturnValue:
    """Whether the pages of an agency carry the QR by which anybody checks them."""
    actor, one = _of_ours(row_id)
    return _answer(
        (_("Mã QR trên trang của %(name)s", name=one.name),
         _("Đã ghi. Trang lập từ nay theo đó; trang đã lập giữ nguyên.")),
        agency_fields.page_codes(one), shapes.PageCodes,
        lambda it: agencies.print_codes(actor, row_id, prints=it.prints),
    )  # fmt: skip


def _of_ours(row_id: int) -> tuple[Actor, Agency]:
    """An administrator, and an agency that works here."""
    actor = current_actor()
    require_admin(actor)
    one = found(Agency, row_id)
    if one.external:
        raise Refused("no_such_row")
    return actor, one


def _silence(one: Agency) -> tuple[str, str]:
    here = _("tính là đồng ý") if one.silence_agrees else _("không tính là đồng ý")
    words = _("Phiếu lấy ý kiến không trả lời: %(now)s", now=here)
    return words, url_for("admin.silence", row_id=one.id)


@door(f"/people/agencies/{ID}/silence", "silence", form=True)
def silence(row_id: int) -> ResponseReturnValue:
    """What a poll in writing takes no answer for, in an agency (DOMAIN §10.5)."""
    actor, one = _of_ours(row_id)
    return _answer(
        (_("Phiếu lấy ý kiến của %(name)s", name=one.name),
         _("Đã ghi. Phiếu gửi từ nay tính theo đó; phiếu đã gửi giữ nguyên.")),
        agency_fields.silence(one), shapes.SilenceSettled,
        lambda it: agencies.settle_silence(actor, row_id, agrees=it.agrees),
    )  # fmt: skip


@door(f"/people/agencies/outside/{ID}", "correct_outside", form=True)
def correct_outside(row_id: int) -> ResponseReturnValue:
    """How a line of the directory reads from a day on."""
    actor = current_actor()
    require_admin(actor)
    one = found(Agency, row_id)
    if not one.external:
        raise Refused("no_such_row")
    return _answer(
        (_("Sửa danh bạ: %(name)s", name=one.name), _("Đã ghi dòng mới của danh bạ.")),
        agency_fields.correction(one), shapes.Outside,
        lambda it: agencies.correct_outside(
            actor, row_id, _body(it, one), valid_from=it.valid_from
        ),
        outside=True,
    )  # fmt: skip


def _body(it: Any, old: Agency | None = None) -> agencies.Body:
    """What was typed; what a short form does not ask stays as it was."""
    typed = it.model_dump(exclude={"valid_from", "pin"})
    kept = {"place_name": old.place_name, "regime": old.regime} if old else {}
    return agencies.Body(**kept | typed)


def _answer(
    words: tuple[str, str], form: Fields, shape: type[Asked], act: Any, **where: Any
) -> ResponseReturnValue:
    """`where`: `outside` is the list that is gone back to, `there` what comes after the act,
    `others` other ways from here, `submit` what the button says."""
    outside, there = where.pop("outside", False), where.pop("there", "")
    back = url_for("admin.agencies", which="outside" if outside else None)
    sheet = Sheet(
        title=words[0],
        form=form,
        shape=shape,
        act=act,
        back=(back, _("Danh bạ cơ quan bên ngoài") if outside else _("Cơ quan")),
        done=lambda _row: (words[1], there or back),
        **where,
    )
    return serve(sheet)
