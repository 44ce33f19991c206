"""Pages of the groups of recipients: the list, making one, changing it, dropping it."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.documents.directory.fields import agencies
from server.documents.directory.looking import agencies_named
from server.documents.forms import Fields, field
from server.documents.sheets import Sheet, mark, serve
from server.documents.short_list import found_in
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.habits import groups, shapes
from server.habits.keeping import KEEPERS, may_change, require_user
from server.org.actor import Actor
from server.org.groups import Members, groups_of, members_of
from server.org.models import RecipientGroup
from server.shapes import Nothing

room = Blueprint("habits", __name__, url_prefix="/groups")
require_seat(room)
ID = "<int(max=9007199254740992):row_id>"


@room.get("")
def index() -> ResponseReturnValue:
    """The agency's groups and one's own."""
    actor = current_actor()
    require_user(actor)
    kept = groups_of(actor)
    found = zip(kept, members_of(kept), strict=True)
    return render_template(
        "admin/list.html",
        title=_("Nhóm nơi nhận"),
        under=_(
            "Chọn cả nhóm ở ô nơi nhận khi soạn; cơ quan đã kết thúc hoạt động được thay bằng"
            " nơi kế tục, không có nơi kế tục thì bỏ ra."
        ),
        columns=[_("Tên nhóm"), _("Của"), _("Nơi nhận"), _("Không còn hoạt động")],
        **found_in([_row(one, its) for one, its in found], _none_yet()),
        doors=[],
        create=(_("Lập nhóm"), url_for("habits.new")),
        next_href=None,
    )


def _row(one: RecipientGroup, its: Members) -> dict[str, Any]:
    whose = _("cơ quan") if one.person_id is None else _("riêng tôi")
    return {
        "href": url_for("habits.group", row_id=one.id),
        "cells": [one.name, whose, len(its.codes), "; ".join((*_onward(its), *its.ended))],
    }


def _none_yet() -> tuple[str, str]:
    return (
        _("Chưa có nhóm nào."),
        _("Lập một nhóm cho những nơi hay gửi cùng nhau: khi soạn, chọn tên nhóm là đủ các nơi."),
    )


def _onward(its: Members) -> list[str]:
    return [f"{name} → {heir}" for name, heir in its.succeeded]


def _told_of(its: Members) -> str:
    """To whom it writes in another's place, and to whom no more."""
    gone = _("Không còn hoạt động, không gửi nữa: %(names)s", names="; ".join(its.ended))
    moved = _("Đã kết thúc hoạt động, gửi nơi kế tục: %(names)s", names="; ".join(_onward(its)))
    return " ".join([moved] * bool(its.succeeded) + [gone] * bool(its.ended))


@room.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A group of one's own; who keeps the agency's is asked for whom it is."""
    actor = current_actor()
    require_user(actor)
    form = _form(actor, {"name": "", "members": []})
    if KEEPERS & actor.roles:
        form.append(field("shared", _("Dùng chung cho cả cơ quan"), "checkbox", "1"))
    return serve(Sheet(
        title=_("Lập nhóm nơi nhận"),
        form=form,
        shape=shapes.GroupMade,
        act=lambda it: groups.make(actor, _wanted(it), shared=it.shared),
        done=lambda _row: (_("Đã lập nhóm; chọn được ngay khi soạn."), _there()),
        **_common(),
    ))  # fmt: skip


@room.route(f"/{ID}", methods=["GET", "POST"])
def group(row_id: int) -> ResponseReturnValue:
    """One group: its name, who is in it, who is no more; to who only chooses it, read alone."""
    actor = current_actor()
    require_user(actor)
    if request.method == "GET" and not may_change(actor, groups.seen(actor, row_id)):
        return _members(actor, groups.seen(actor, row_id))
    row = groups.found(actor, row_id)
    (its,) = members_of([row])
    form = _form(actor, {"name": row.name, "members": its.codes})
    return serve(Sheet(
        title=row.name,
        form=form,
        as_read=mark(form),
        shape=shapes.GroupKept,
        act=lambda it: groups.change(actor, row_id, _wanted(it)),
        done=lambda _row: (_("Đã sửa nhóm."), _there()),
        warning=_told_of(its),
        others=[(_("Bỏ nhóm này"), url_for("habits.drop", row_id=row_id))],
        **_common(),
    ))  # fmt: skip


def _members(actor: Actor, row: RecipientGroup) -> str:
    """Who gets what is sent to it: whoever drafts may see that before choosing it."""
    (its,) = members_of([row])
    return render_template(
        "admin/list.html",
        title=row.name,
        under=_("Văn thư, Chánh Văn phòng sửa nhóm của cơ quan."),
        columns=[_("Nơi nhận"), _("Mã")],
        rows=[{"cells": [one.words, one.value]} for one in agencies_named(actor, its.codes)]
        + [{"cells": [name, _("không còn hoạt động")]} for name in (*_onward(its), *its.ended)],
        filters=[],
        doors=[],
        second=(_("Nhóm nơi nhận"), _there()),
        next_href=None,
    )


@room.route(f"/{ID}/drop", methods=["GET", "POST"])
def drop(row_id: int) -> ResponseReturnValue:
    """Asked once more, for whoever drafts finds it no more."""
    actor = current_actor()
    require_user(actor)
    row = groups.found(actor, row_id)
    return serve(Sheet(
        title=_("Bỏ nhóm nơi nhận “%(name)s”", name=row.name),
        form=[],
        shape=Nothing,
        act=lambda _it: groups.drop(actor, row_id),
        done=lambda _row: (_("Đã bỏ nhóm; dự thảo đã soạn không đổi."), _there()),
        explain=_("Người soạn không còn thấy nhóm này; dự thảo đã soạn không đổi."),
        submit=_("Bỏ nhóm"),
        **_common(),
    ))  # fmt: skip


def _there() -> str:
    return url_for("habits.index")


def _common() -> dict[str, Any]:
    return {"back": (_there(), _("Nhóm nơi nhận"))}


def _wanted(it: shapes.GroupKept) -> groups.Wanted:
    return groups.Wanted(it.name, it.members)


def _form(actor: Actor, said: dict[str, Any]) -> Fields:
    hint = _("ví dụ 12 xã, thị trấn; người soạn chọn nhóm theo tên này")
    return [
        field("name", _("Tên nhóm"), value=said["name"], required=True, hint=hint),
        agencies(actor, "members", _("Nơi nhận"), said["members"], required=True),
    ]  # fmt: skip
