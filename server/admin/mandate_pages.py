"""Pages of mandates and absences: running, ended, to come; writing one, ending one."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import fields, mandates, queries, shapes, uncovered, views
from server.admin.changes import found, require_admin, span
from server.admin.doors import door, doors
from server.admin.looked_up import person_field
from server.admin.spans import day_after, end_of
from server.clock import today
from server.documents.forms import Fields
from server.documents.sheets import Sheet, show, take
from server.door.visitor import current_actor
from server.org import queries as org
from server.org.models import Absence, Dated, Delegation
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
    over = row.valid_to is not None and row.valid_to <= today()
    return {
        "href": None if over else url_for(endpoint, row_id=row.id),
        "tone": "muted" if over else "",
        "cells": [*cells, _state(row)],
    }


def _state(row: Dated) -> dict[str, str]:
    if row.holds_on(today()):
        return views.chip(views.HELD, _("đang hiệu lực"))
    if row.valid_from > today():
        return views.chip(views.AHEAD, _("chưa hiệu lực"))
    return views.chip(views.LOCKED, _("đã hết hiệu lực"))


@door("/delegations/new", "new_delegation", form=True)
def new_delegation() -> ResponseReturnValue:
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
    return take(sheet) if request.method == "POST" else show(sheet)


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
    return take(sheet) if request.method == "POST" else show(sheet)


@door("/absences", "absences")
def absences() -> ResponseReturnValue:
    actor = current_actor()
    require_admin(actor)
    return render_template(
        "admin/absences.html",
        title=_("Vắng mặt"),
        columns=[_("Người vắng"), _("Người nhận việc thay"), _("Thời gian"), _("Tình trạng")],
        rows=[_absence(one) for one in queries.absences()],
        filters=[],
        doors=doors(actor, "absences"),
        create=(_("Ghi vắng mặt"), url_for("admin.new_absence")),
        next_href=None,
    )


def _absence(row: Absence) -> dict[str, Any]:
    names = [f"{one.full_name} ({one.account})" for one in (row.person, row.substitute)]
    if row.holds_on(today()):
        names[1] = " ".join([f"{names[1]}.", *_waits(row)]).removesuffix(".")
    return _row("admin.absence", row, [*names, span(row.valid_from, row.valid_to)])


@door("/absences/new", "new_absence", form=True)
def new_absence() -> ResponseReturnValue:
    actor = current_actor()
    require_admin(actor)
    there = url_for("admin.absences")
    sheet = Sheet(
        title=_("Ghi vắng mặt"),
        form=_who_and_when(),
        shape=shapes.NewAbsence,
        act=lambda it: mandates.stand_in(
            actor, account=it.account, substitute=it.substitute, valid_from=it.valid_from,
            valid_to=day_after(it.last_day),
        ),
        back=(there, _("Vắng mặt")),
        submit=_("Ghi vắng mặt"),
        explain=_("Việc đến bàn người vắng cũng đến người nhận thay. Quyền ký không đi theo."),
        done=lambda row: (" ".join([_("Đã ghi vắng mặt."), *_waits(row)]), there),
    )  # fmt: skip
    return take(sheet) if request.method == "POST" else show(sheet)


def _waits(row: Absence | None) -> list[str]:
    """What the substitute does not get, where nobody else has it either."""
    roles = uncovered.roles_of(row.person) if row else []
    if not roles:
        return []
    words = _(
        "Không ai khác đang giữ vai trò %(roles)s: văn bản, nhiệm vụ đến vai trò đó chờ người vắng"
        " trở lại. Không để chờ được thì cử người giữ thêm vai trò này."
    )
    return [words % {"roles": ", ".join(roles)}]


def _who_and_when() -> Fields:
    """`?account=`: the page of a person leads here."""
    away = request.args.get("account", "")
    return [
        person_field("account", _("Người vắng"), away if org.person_by_account(away) else ""),
        person_field(
            "substitute", _("Người nhận việc thay"), hint=_("cùng cơ quan với người vắng")
        ),
        fields.day_field("valid_from", _("Từ ngày"), required=True),
        fields.last_day(_("Đến hết ngày"), required=True),
    ]


@door(f"/absences/{ID}", "absence", form=True)
def absence(row_id: int) -> ResponseReturnValue:
    actor = current_actor()
    require_admin(actor)
    row = found(Absence, row_id)
    there = url_for("admin.absences")
    sheet = Sheet(
        title=_("%(name)s trở lại làm việc", name=row.person.full_name),
        form=fields.end(),
        shape=shapes.End,
        act=lambda it: mandates.end_absence(actor, row_id, on=it.on),
        back=(there, _("Vắng mặt")),
        submit=_("Ghi ngày trở lại"),
        explain=span(row.valid_from, row.valid_to),
        done=lambda _row: (_("Đã ghi ngày trở lại."), there),
    )
    return take(sheet) if request.method == "POST" else show(sheet)
