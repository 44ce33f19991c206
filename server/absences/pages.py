"""/absences: who is away and who has his work; writing it down, coming back sooner or later."""

import datetime as dt
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.absences import queries, services, shapes, uncovered
from server.absences.services import Wish
from server.admin import fields, views
from server.admin.changes import found, span
from server.admin.doors import doors
from server.admin.spans import day_after
from server.admin.staff.looked_up import person_field
from server.clock import today
from server.documents.forms import Field, Fields, field
from server.documents.sheets import Sheet, serve
from server.documents.short_list import found_in
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.org.models import Absence
from server.org.queries import person_by_account
from workflows import Refused, Role
from workflows.absence import AbsenceKind

room = Blueprint("absences", __name__, url_prefix="/absences")
require_seat(room)
ID = "<int(max=9223372036854775807):row_id>"
BOTH = ["GET", "POST"]
KINDS = {
    AbsenceKind.LEAVE: later("nghỉ phép"),
    AbsenceKind.TRIP: later("đi công tác"),
    AbsenceKind.OTHER: later("vắng việc khác"),
}


@room.get("", endpoint="index")
def index() -> ResponseReturnValue:
    """One's own, those one stands in for, and those of one's people."""
    actor = current_actor()
    services.require_user(actor)
    return render_template(
        "absences/list.html",
        title=_("Vắng mặt"),
        columns=[_("Người vắng"), _("Người nhận việc thay"), _("Thời gian"), _("Tình trạng")],
        **found_in([_line(one) for one in queries.listed(actor)], _none_yet()),
        doors=doors(actor, "absences.index"),
        create=(_("Ghi vắng mặt"), url_for("absences.new")),
        next_href=None,
    )


def _none_yet() -> tuple[str, str]:
    return (
        _("Chưa ghi vắng mặt nào."),
        _("Nghỉ phép, đi công tác thì ghi trước ở đây: việc đến bàn anh/chị có người nhận thay."),
    )


def _line(row: Absence) -> dict[str, Any]:
    names = [f"{one.full_name} ({one.account})" for one in (row.person, row.substitute)]
    if row.holds_on(today()):
        names[1] = " ".join([f"{names[1]}.", *uncovered.words_of(row)]).removesuffix(".")
    state = views.term(row, _("đang vắng"), _("sắp vắng"), _("đã trở lại"))
    return {
        "href": url_for("absences.one", row_id=row.id),
        "tone": "muted" if services.is_over(row) else "",
        "cells": [*names, _when(row), state],
    }


def _when(row: Absence) -> str:
    days = span(row.valid_from, row.valid_to)
    return f"{KINDS[AbsenceKind(row.kind)]}, {days}" if row.kind else days


@room.route("/new", methods=BOTH, endpoint="new")
def new() -> ResponseReturnValue:
    """One's own, or that of one of one's people: `?account=` leads here from his page."""
    actor = current_actor()
    services.require_user(actor)
    return serve(Sheet(
        title=_("Ghi vắng mặt"),
        form=_asked(actor),
        shape=shapes.NewAbsence,
        act=lambda it: services.stand_in(actor, wish(actor, it)),
        submit=_("Ghi vắng mặt"),
        explain=_(
            "Việc đến bàn người vắng cũng đến người nhận thay, kể cả việc đến trưởng phòng, chánh"
            " văn phòng. Quyền ký, con dấu và ý kiến chỉ đạo của lãnh đạo không đi theo."
        ),
        done=lambda row: (_said(_("Đã ghi vắng mặt."), row), _there()),
        **_common(),
    ))  # fmt: skip


def wish(actor: Actor, it: shapes.NewAbsence) -> Wish:
    """Without an account it is one's own."""
    return Wish(
        account=it.account or actor.account or "", substitute=it.substitute, kind=it.kind,
        valid_from=it.valid_from, valid_to=day_after(it.last_day),
    )  # fmt: skip


def _asked(actor: Actor) -> Fields:
    kinds = [(str(one), str(words)) for one, words in KINDS.items()]
    return [
        *_who(actor),
        field("kind", _("Lý do"), "select", options=kinds, required=True),
        fields.day_field("valid_from", _("Từ ngày"), required=True),
        fields.last_day(_("Đến hết ngày"), required=True),
    ]


def _who(actor: Actor) -> Fields:
    """An administrator knows no people by heart and looks them up; the others have a list."""
    label, hint = _("Người nhận việc thay"), _("cùng cơ quan với người vắng")
    away = request.args.get("account", "")
    if Role.ADMIN in actor.roles:
        known = away if person_by_account(away) else ""
        return [person_field("account", _("Người vắng"), known),
                person_field("substitute", label, hint=hint)]  # fmt: skip
    people = [("", _("– chọn –")), *queries.colleagues(actor)]
    other = field("substitute", label, "select", required=True, hint=hint, options=[
        one for one in people if one[0] != actor.account or queries.has_people(actor)
    ])  # fmt: skip
    return [*_whose(actor, away), other]


def _whose(actor: Actor, away: str) -> list[Field]:
    if not queries.has_people(actor):
        return []
    mine = queries.colleagues(actor, own=True)
    chosen = away if away in dict(mine) else actor.account
    return [field("account", _("Người vắng"), "select", chosen, required=True, options=mine)]


@room.route(f"/{ID}", methods=BOTH, endpoint="one")
def one(row_id: int) -> ResponseReturnValue:
    """Who, until when; whoever may writes another day of his return."""
    actor = current_actor()
    services.require_user(actor)
    row = found(Absence, row_id)
    if not services.may_see(actor, row):
        raise Refused("no_such_row")
    changes = services.may_change(actor, row) and not services.is_over(row)
    return serve(Sheet(
        title=_("%(name)s vắng mặt", name=row.person.full_name),
        form=[_back(row)] if changes else [],
        shape=shapes.Return,
        act=lambda it: services.come_back(actor, row_id, on=it.on),
        submit=_("Ghi ngày trở lại") if changes else "",
        explain=_("%(when)s; %(name)s nhận việc thay.", when=_when(row).capitalize(),
                  name=row.substitute.full_name),
        warning=" ".join(uncovered.words_of(row)) if row.holds_on(today()) else "",
        done=lambda it: (_said(_("Đã ghi ngày trở lại."), it), _there()),
        **_common(),
    ))  # fmt: skip


def _back(row: Absence) -> Field:
    day = row.valid_to or today()
    hint = _("ngày đầu tiên làm việc lại: sớm hơn hoặc muộn hơn đã ghi đều được")
    return fields.day_field(
        "on", _("Trở lại làm việc từ ngày"), required=True, value=f"{day:%d/%m/%Y}", hint=hint
    )


def _said(words: str, row: Absence | None) -> str:
    """What was done, and, where it is today's, what the substitute does not get."""
    counts = row is not None and row.valid_from <= today() + dt.timedelta(1)
    return " ".join([words, *(uncovered.words_of(row) if row and counts else [])])


def _there() -> str:
    return url_for("absences.index")


def _common() -> dict[str, Any]:
    return {"back": (_there(), _("Vắng mặt"))}
