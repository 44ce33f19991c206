"""Pages of mandates: running, ended, to come; writing one, ending one."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import fields, queries, shapes, views
from server.admin.changes import found, require_admin, span
from server.admin.doors import door, doors
from server.admin.spans import end_of
from server.admin.staff import mandates
from server.clock import today
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.org.models import Delegation
from workflows.capacity import SigningCapacity

ID = "<int(max=9223372036854775807):row_id>"


@door("/delegations", "delegations")
def delegations() -> ResponseReturnValue:
    """Every mandate, newest first; an expired one is told by word and colour."""
    actor = current_actor()
    require_admin(actor)
    held = queries.held_now()
    return render_template(
        "admin/delegations.html",
        title=_("Giao quyền ký"),
        columns=[_("Văn bản giao"), _("Hình thức"), _("Chức vụ được giao"), _("Phạm vi"),
                 _("Thời gian"), _("Tình trạng")],
        rows=[_delegation(one, held) for one in queries.delegations()],
        filters=[],
        doors=doors(actor, "delegations"),
        create=(_("Giao quyền ký"), url_for("admin.new_delegation")),
        next_href=None,
    )  # fmt: skip


def _delegation(row: Delegation, held: dict[int, str]) -> dict[str, Any]:
    scope = "; ".join(filter(None, (", ".join(row.doc_types), row.subjects)))
    scope = scope or _("mọi loại văn bản")
    post = f"{queries.place_words(row.position)} ({held.get(row.position_id, _('khuyết'))})"
    days = span(row.valid_from, row.valid_to)
    return _row("admin.delegation", row, [row.document_code, f"{row.kind}.", post, scope, days])


def _row(endpoint: str, row: Any, cells: list[str]) -> dict[str, Any]:
    over = row.is_over_on(today())
    state = views.term(row, _("đang hiệu lực"), _("chưa hiệu lực"), _("đã hết hiệu lực"))
    return {
        "href": None if over else url_for(endpoint, row_id=row.id),
        "tone": "muted" if over else "",
        "cells": [*cells, state],
    }


@door("/delegations/new", "new_delegation", form=True)
def new_delegation() -> ResponseReturnValue:
    """A mandate as its paper has it."""
    actor = current_actor()
    require_admin(actor)
    sheet = Sheet(
        title=_("Giao quyền ký"),
        form=fields.new_delegation(),
        shape=shapes.NewDelegation,
        act=lambda it: mandates.delegate(actor, position_id=it.position_id, mandate=_mandate(it)),
        back=(url_for("admin.delegations"), _("Giao quyền ký")),
        submit=_("Ghi việc giao quyền ký"),
        explain=_(
            "KT. cho cấp phó; TL. cho người đứng đầu đơn vị, theo loại văn bản; TUQ. cho người"
            " đứng đầu đơn vị hoặc cơ quan cấp dưới, phải bằng văn bản, có thời hạn và nội dung."
            " Không ai được giao lại, trừ người ký thừa lệnh giao cho cấp phó của mình (Điều 13"
            " Nghị định 30/2020/NĐ-CP)."
        ),
        done=lambda _row: (_("Đã ghi việc giao quyền ký."), url_for("admin.delegations")),
    )
    return serve(sheet)


def _mandate(given: shapes.NewDelegation) -> mandates.Mandate:
    return mandates.Mandate(
        kind=SigningCapacity(given.kind),
        giver=SigningCapacity(given.giver),
        document_code=given.document_code,
        valid_from=given.valid_from,
        valid_to=end_of(given.last_day),
        doc_types=[str(one) for one in given.doc_types],
        subjects=given.subjects,
    )


@door(f"/delegations/{ID}", "delegation", form=True)
def delegation(row_id: int) -> ResponseReturnValue:
    """Its end, which is all that may be changed of a mandate."""
    actor = current_actor()
    require_admin(actor)
    row = found(Delegation, row_id)
    there = url_for("admin.delegations")
    said = f"{row.kind}., {queries.place_words(row.position)}: {span(row.valid_from, row.valid_to)}"
    sheet = Sheet(
        title=_("Chấm dứt việc giao quyền ký theo %(code)s", code=row.document_code),
        form=fields.end(),
        shape=shapes.End,
        act=lambda it: mandates.end_delegation(actor, row_id, on=it.on),
        back=(there, _("Giao quyền ký")),
        submit=_("Chấm dứt"),
        explain=said,
        warning=_("Văn bản chưa ký theo việc giao này sẽ không ký được nữa, phải trình lại."),
        done=lambda _row: (_("Đã ghi ngày chấm dứt."), there),
    )
    return serve(sheet)
