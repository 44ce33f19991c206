"""Pages of the import: the template, handing in, the differences, and the slips of new people."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import queries, shapes
from server.admin.changes import found, require_admin, said_day
from server.admin.doors import door, doors
from server.admin.fields import day_field
from server.admin.models import DONE, ImportDraft
from server.admin.workbook import book as import_book
from server.admin.workbook import importing
from server.admin.workbook import rows as import_rows
from server.admin.workbook.importing import NEW, Preview, Slip
from server.admin.workbook.rows import Line
from server.admin.workbook.sheets import SHEETS
from server.documents import forms
from server.documents.forms import Fields, field
from server.documents.sheets import No, attempt
from server.door.visitor import current_actor
from server.pages import fresh_op
from server.shapes import Nothing

ID = "<int(max=9223372036854775807):draft_id>"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door("/people/import/template.xlsx", "import_template")
def template() -> ResponseReturnValue:
    """The workbook to fill in, with the posts most communes have."""
    require_admin(current_actor())
    roles = list(import_rows.role_names())
    data = import_book.book(roles)
    name = {"Content-Disposition": 'attachment; filename="lap-co-quan.xlsx"'}
    return Response(data, mimetype=XLSX, headers=name)


@door("/people/import", "importing", form=True)
def hand_in() -> ResponseReturnValue:
    """Where a workbook is handed in; nothing changes before its preview is confirmed."""
    actor = current_actor()
    require_admin(actor)
    if request.method == "GET":
        return _start(_form())
    files = request.files.getlist("file")
    name = files[0].filename or "" if files else ""
    file = (files[0].read(), name) if files else (b"", "")
    made, no = attempt(
        shapes.HandedIn,
        lambda it: importing.hand_in(
            actor, it.agency, file=file, valid_from=it.valid_from, decision=it.decision_code
        ),
        _form(),
    )
    if no is not None:
        words = no.above if name else _("Hãy chọn tệp bảng tính.")
        errors = no.errors | ({"file": words} if words else {})
        return _start(forms.kept(_form(), request.form, errors)), no.status
    if not isinstance(made, ImportDraft):
        return redirect(url_for("admin.importing"))
    return redirect(url_for("admin.import_preview", draft_id=made.id))


def _start(form: Fields) -> str:
    return render_template(
        "admin/import.html",
        title=_("Nhập từ bảng tính"),
        form=form,
        doors=doors(current_actor(), "importing"),
        template_href=url_for("admin.import_template"),
        op_id=fresh_op(),
    )


def _form() -> Fields:
    agencies = queries.own_or_coming()
    asked = request.args.get("agency", "")
    return [
        field("agency", _("Cơ quan"), "select", asked, required=True, options=agencies[::-1]),
        day_field("valid_from", _("Có hiệu lực từ ngày"), required=True),
        field("decision_code", _("Quyết định bổ nhiệm chung"),
              hint=_("cho những dòng không ghi quyết định riêng; ví dụ 01/QĐ-UBND")),
        field("file", _("Bảng tính"), "file", required=True, accept=".xlsx"),
    ]  # fmt: skip


@door(f"/people/import/{ID}", "import_preview")
def preview(draft_id: int) -> ResponseReturnValue:
    """What would be done today, or where and why it cannot be."""
    require_admin(current_actor())
    draft = found(ImportDraft, draft_id)
    if draft.state == DONE:
        flash(_("Bảng tính này đã nhập xong."), "ok")
        return redirect(url_for("admin.places", agency=draft.agency.code))
    return _shown(draft, importing.preview(current_actor(), draft_id))


def _shown(draft: ImportDraft, seen: Preview, error: str = "") -> str:
    return render_template(
        "admin/import_preview.html",
        title=_("Xem trước: %(agency)s", agency=draft.agency.short_name),
        file=draft.name,
        since=said_day(draft.valid_from),
        errors=[(one.place, one.words) for one in seen.errors],
        sheets=[(sheet.name, [_line(one) for one in seen.of(sheet.key)]) for sheet in SHEETS],
        news=sum(one.what == NEW for one in seen.lines),
        mark=seen.mark,
        error=error,
        action_href=url_for("admin.import_do", draft_id=draft.id),
        back_href=url_for("admin.importing", agency=draft.agency.code),
        op_id=fresh_op(),
    )


def _line(one: Line) -> dict[str, Any]:
    return {"number": one.row.number, "new": one.what == NEW, "words": one.words}


@door(f"/people/import/{ID}/do", "import_do", form=True, shown=False)
def do(draft_id: int) -> ResponseReturnValue:
    """All of it, or nothing; the first passwords are shown once, on slips to be cut apart."""
    actor = current_actor()
    require_admin(actor)
    draft = found(ImportDraft, draft_id)
    seen = request.form.get("mark", "")
    made, no = attempt(Nothing, lambda _it: importing.carry_out(actor, draft_id, seen=seen))
    if no is not None:
        return _refused(draft_id, no)
    slips: list[Slip] = made if isinstance(made, list) else []
    page = render_template(
        "admin/import_done.html",
        title=_("Đã nhập xong: %(agency)s", agency=draft.agency.short_name),
        slips=slips,
        pending_href=url_for("admin.pending"),
        places_href=url_for("admin.places", agency=draft.agency.code),
    )
    return page, 200, {"Cache-Control": "no-store"}


def _refused(draft_id: int, no: No) -> ResponseReturnValue:
    draft = found(ImportDraft, draft_id)
    if draft.state == DONE:
        flash(no.above, "bad")
        return redirect(url_for("admin.places", agency=draft.agency.code))
    return _shown(draft, importing.preview(current_actor(), draft_id), no.above), no.status
