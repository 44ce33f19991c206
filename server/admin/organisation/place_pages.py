"""Pages of units and posts: what is open today or later, opening one, closing one."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import fields, queries, shapes, views
from server.admin.changes import found, require_admin, span
from server.admin.doors import door, doors
from server.admin.organisation import places, wording
from server.documents.forms import field
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.org import queries as org
from server.org.models import Position, Unit

ID = "<int(max=9223372036854775807):row_id>"


@door("/people/places", "places")
def index() -> ResponseReturnValue:
    """Units, then posts, agency by agency; each row leads to its closing."""
    actor = current_actor()
    require_admin(actor)
    agency = request.args.get("agency", actor.agency_code)
    agencies = org.own_agencies()
    units = [_unit(one) for one in queries.open_units() if one.agency.code == agency]
    posts = [
        _position(one)
        for one in queries.open_positions()
        if one.agency and one.agency.code == agency
    ]
    return render_template(
        "admin/list.html",
        title=_("Đơn vị và chức vụ"),
        columns=[_("Tên"), _("Thuộc"), _("Vai trò"), _("Thời gian"), _("Tình trạng")],
        rows=units + posts,
        filters=[
            {"name": "agency", "label": _("Cơ quan"), "kind": "select", "value": agency,
             "options": agencies}
        ],
        doors=doors(actor, "places"),
        create=(_("Lập chức vụ"), url_for("admin.new_position")),
        second=(_("Lập đơn vị"), url_for("admin.new_unit")),
        next_href=None,
    )  # fmt: skip


def _unit(unit: Unit) -> dict[str, Any]:
    days = span(unit.valid_from, unit.valid_to)
    cells = [unit.name, unit.agency.short_name, "", days, views.standing(unit)]
    return {"href": url_for("admin.close_unit", row_id=unit.id), "cells": cells}


def _position(post: Position) -> dict[str, Any]:
    place = post.unit.name if post.unit else post.agency.short_name if post.agency else ""
    days, roles = span(post.valid_from, post.valid_to), fields.role_words(post.roles)
    return {
        "href": url_for("admin.close_position", row_id=post.id),
        "cells": [post.title, place, roles, days, views.standing(post)],
    }


@door("/people/places/units/new", "new_unit", form=True)
def new_unit() -> ResponseReturnValue:
    actor = current_actor()
    require_admin(actor)
    sheet = _sheet(
        _("Lập đơn vị"), fields.new_unit(), shapes.NewUnit,
        lambda it: places.open_unit(
            actor, it.agency, valid_from=it.valid_from,
            new=places.Department(**it.model_dump(exclude={"agency", "valid_from"})),
        ),
        _("Đã lập đơn vị."),
    )  # fmt: skip
    return serve(sheet)


@door("/people/places/positions/new", "new_position", form=True)
def new_position() -> ResponseReturnValue:
    actor = current_actor()
    require_admin(actor)
    sheet = _sheet(
        _("Lập chức vụ"), fields.new_position(), shapes.NewPosition,
        lambda it: places.open_position(
            actor, it.agency, valid_from=it.valid_from,
            post=places.Post(**it.model_dump(exclude={"agency", "valid_from"})),
        ),
        _("Đã lập chức vụ."),
    )  # fmt: skip
    return serve(sheet)


@door(f"/people/places/units/{ID}", "close_unit", form=True)
def close_unit(row_id: int) -> ResponseReturnValue:
    """The unit's end; where its name was mistyped, the way to put that right."""
    actor = current_actor()
    require_admin(actor)
    unit = found(Unit, row_id)
    sheet = _sheet(
        _("Đóng đơn vị: %(name)s", name=f"{unit.name}, {unit.agency.short_name}"),
        fields.end(), shapes.End,
        lambda it: places.close_unit(actor, row_id, on=it.on), _("Đã ghi ngày đóng đơn vị."),
        submit=_("Đóng đơn vị"),
        others=[(_("Tên gõ nhầm: sửa tên"), url_for("admin.reword_unit", row_id=row_id))],
    )  # fmt: skip
    return serve(sheet)


@door(f"/people/places/units/{ID}/name", "reword_unit", form=True)
def reword_unit(row_id: int) -> ResponseReturnValue:
    """Its name put right, as long as nothing issued bears it."""
    actor = current_actor()
    require_admin(actor)
    unit = found(Unit, row_id)
    sheet = _sheet(
        _("Sửa tên đơn vị gõ nhầm: %(name)s", name=f"{unit.name}, {unit.agency.short_name}"),
        [
            field("name", _("Tên đơn vị"), value=unit.name, required=True),
            field("abbreviation", _("Viết tắt trong ký hiệu"), value=unit.abbreviation,
                  required=True),
        ],
        shapes.RightName,
        lambda it: wording.reword_unit(actor, row_id, **it.model_dump()), _("Đã sửa tên đơn vị."),
    )  # fmt: skip
    return serve(sheet)


def _sheet(title: str, form: Any, shape: Any, act: Any, done: str, **more: Any) -> Sheet:
    there = url_for("admin.places")
    return Sheet(
        title=title,
        form=form,
        shape=shape,
        act=act,
        back=(there, _("Đơn vị và chức vụ")),
        done=lambda _row: (done, there),
        **more,
    )
