"""Pages of an agency's templates of drafts: the list, making one, changing it, dropping it."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import shapes, templates
from server.admin.changes import require_admin
from server.admin.doors import door, doors
from server.admin.organisation.place_pages import ID
from server.documents.directory.fields import agencies
from server.documents.forms import Fields, field
from server.documents.sheets import Sheet, mark, serve
from server.documents.short_list import found_in
from server.door.visitor import current_actor
from server.org import house
from server.org import queries as org
from server.org.models import DraftTemplate
from server.org.queries import agency_by_code
from server.org.templates import WORDS, templates_of
from server.pages import when
from server.shapes import Nothing
from workflows.kinds import KINDS, OFFICIAL_LETTER


@door("/people/templates", "templates")
def index() -> ResponseReturnValue:
    """One agency's templates, by name."""
    actor = current_actor()
    require_admin(actor)
    options = org.own_agencies()
    asked = request.args.get("agency", actor.agency_code)
    code = asked if asked in dict(options) else (options[0][0] if options else "")
    kept = templates_of(agency_by_code(code).id) if code else []
    list_ = found_in([_row(one) for one in kept], _none_yet())
    return render_template(
        "admin/list.html",
        title=_("Mẫu dự thảo"),
        columns=[_("Tên mẫu"), _("Tên loại"), _("Trích yếu")],
        rows=list_["rows"],
        nothing=list_["nothing"],
        filters=[
            *list_["filters"],
            {"name": "agency", "label": _("Cơ quan"), "kind": "select", "value": code,
             "options": options},
        ],
        doors=doors(actor, "templates"),
        create=(_("Lập mẫu"), url_for("admin.new_template", agency=code)) if code else None,
        next_href=None,
    )  # fmt: skip


def _none_yet() -> tuple[str, str]:
    return (
        _("Cơ quan này chưa có mẫu nào."),
        _("Lập mẫu cho văn bản hay viết: người soạn bắt đầu từ mẫu, chỉ điền chỗ khác."),
    )


def _row(one: DraftTemplate) -> dict[str, Any]:
    href = url_for("admin.template", row_id=one.id)
    return {"href": href, "cells": [one.name, one.doc_type, one.subject]}


@door("/people/templates/<agency>/new", "new_template", form=True)
def new_template(agency: str) -> ResponseReturnValue:
    actor = current_actor()
    require_admin(actor)
    body = agency_by_code(agency)
    sheet = _sheet(
        _("Lập mẫu dự thảo, %(agency)s", agency=body.short_name),
        agency,
        form=_form({"doc_type": OFFICIAL_LETTER.name}),
        act=lambda it: templates.make(actor, agency, wanted=templates.Wanted(**it.split())),
        done=_("Đã lập mẫu; người soạn chọn được ngay."),
    )
    return serve(sheet)


@door(f"/people/templates/{ID}", "template", form=True)
def template(row_id: int) -> ResponseReturnValue:
    """One template: its words, what was done to it, and the way to drop it."""
    actor = current_actor()
    require_admin(actor)
    row = templates.found(row_id)
    form = _form({name: getattr(row, name) for name in ("name", *WORDS)})
    sheet = _sheet(
        row.name,
        _agency_of(row),
        form=form,
        as_read=mark(form),
        act=lambda it: templates.change(actor, row_id, wanted=templates.Wanted(**it.split())),
        done=_("Đã sửa mẫu."),
        explain=_("Dự thảo đã soạn từ mẫu không đổi theo."),
        past=_past(row),
        others=[(_("Bỏ mẫu này"), url_for("admin.drop_template", row_id=row_id))],
    )
    return serve(sheet)


@door(f"/people/templates/{ID}/drop", "drop_template", form=True)
def drop_template(row_id: int) -> ResponseReturnValue:
    """Asked once more, for whoever drafts finds it no more."""
    actor = current_actor()
    require_admin(actor)
    row = templates.found(row_id)
    sheet = _sheet(
        _("Bỏ mẫu dự thảo “%(name)s”", name=row.name),
        _agency_of(row),
        form=[],
        shape=Nothing,
        submit=_("Bỏ mẫu này"),
        explain=_("Người soạn không còn thấy mẫu này; dự thảo đã soạn không đổi."),
        act=lambda _it: templates.drop(actor, row_id),
        done=_("Đã bỏ mẫu; dự thảo đã soạn không đổi."),
    )
    return serve(sheet)


def _agency_of(row: DraftTemplate) -> str:
    return next(one.code for one in house.agencies_here() if one.id == row.agency_id)


def _past(row: DraftTemplate) -> list[dict[str, str]]:
    """What was done to it, newest first."""
    return [
        {"words": one.words, "at": when(one.at), "who": one.by_account}
        for one in templates.past_of(row.id)
    ]


def _form(text: dict[str, Any]) -> Fields:
    actor = current_actor()
    kinds = [(one.name, one.name) for one in KINDS]
    said = {"name": "", "subject": "", "bases": [], "body": [], "to": [], "for_info": []} | text
    return [
        field("name", _("Tên mẫu"), value=said["name"], required=True,
              hint=_("người soạn chọn mẫu theo tên này")),
        field("doc_type", _("Tên loại"), "select", said["doc_type"], options=kinds, required=True),
        field("subject", _("Trích yếu"), "textarea", said["subject"], rows=2),
        field("bases", _("Căn cứ"), "textarea", "\n".join(said["bases"]), rows=3,
              hint=_("Mỗi căn cứ một dòng")),
        field("body", _("Nội dung"), "textarea", "\n\n".join(said["body"]), rows=12,
              hint=_("Cách một dòng trống là sang đoạn mới")),
        agencies(actor, "to", _("Gửi để thực hiện"), said["to"]),
        agencies(actor, "for_info", _("Gửi để biết"), said["for_info"]),
    ]  # fmt: skip


def _sheet(title: str, agency: str, *, done: str, **how: Any) -> Sheet:
    there = url_for("admin.templates", agency=agency)
    return Sheet(
        title=title,
        shape=how.pop("shape", shapes.TemplateKept),
        back=(there, _("Mẫu dự thảo")),
        done=lambda _row: (done, there),
        **how,
    )
