"""Pages of other systems that sign what they hand in: the list, one of them, its keys, and ours."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars
from server.admin.changes import require_admin
from server.admin.doors import door, doors, words_asked
from server.admin.neighbours import services as neighbours
from server.admin.neighbours import shapes
from server.admin.organisation.place_pages import ID
from server.documents.forms import Fields, field
from server.documents.sheets import Sheet, attempt, serve
from server.door.visitor import current_actor
from server.exchange.models import Neighbour, NeighbourKey
from server.pages import fresh_op, when
from server.shapes import Nothing

KEY = "<int(max=9223372036854775807):key_id>"


@door("/people/neighbours", "neighbours")
def index() -> ResponseReturnValue:
    """By name; what was typed is looked for in names and organ ids."""
    actor = current_actor()
    require_admin(actor)
    typed = words_asked()
    return render_template(
        "admin/list.html",
        title=_("Hệ thống liên thông"),
        under=_("Hệ thống khác gửi phong bì tới đây và ký từng yêu cầu bằng khóa của mình."),
        columns=[_("Tên"), _("Gửi thay cho"), _("Cách nhận"), _("Khóa"), _("Lần cuối có ký")],
        rows=[_row(one) for one in neighbours.sought(typed)],
        filters=[bars.search({"q": typed}, _("Tên hoặc mã định danh"))],
        doors=doors(actor, "neighbours"),
        create=(_("Thêm hệ thống"), url_for("admin.new_neighbour")),
        second=(_("Khóa của hệ thống này"), url_for("admin.own_keys")),
        next_href=None,
    )


def _row(one: Neighbour) -> dict[str, Any]:
    keys = neighbours.live_keys(one)
    used = max((it.used_at for it in keys if it.used_at), default=None)
    how = _("chỉ khi có ký") if one.signed_only else _("có ký hoặc có thẻ")
    return {
        "href": url_for("admin.neighbour", row_id=one.id),
        "cells": [
            one.name, one.organs.replace(",", ", "), how,
            ", ".join(_by_fours(it.fingerprint[: neighbours.SHORT]) for it in keys),
            when(used) if used else _("chưa"),
        ],
    }  # fmt: skip


def _by_fours(fingerprint: str) -> str:
    """As it is read out over the telephone: nobody keeps his place in sixty-four digits on end."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def _form(row: Neighbour | None = None) -> Fields:
    return [
        field("name", _("Tên"), value=row.name if row else "", required=True),
        field("organs", _("Gửi thay cho"), value=row.organs.replace(",", ", ") if row else "",
              required=True,
              hint=_("Mã định danh, hoặc phần đầu và dấu *; nhiều mã cách nhau bằng dấu phẩy.")),
        field("signed_only", _("Chỉ nhận khi có ký"), "checkbox", row.signed_only if row else False,
              hint=_("Của những nơi gửi này không nhận gì thiếu chữ ký, dù ai mang thẻ nào.")),
    ]  # fmt: skip


def _public(*, required: bool) -> dict[str, Any]:
    hint = _("Văn bản PEM mà quản trị hệ thống kia gửi; so dấu vân tay qua điện thoại.")
    return field("public", _("Khóa công khai"), "textarea", rows=5, required=required, hint=hint)


@door("/people/neighbours/new", "new_neighbour", form=True)
def new_neighbour() -> ResponseReturnValue:
    actor = current_actor()
    require_admin(actor)
    sheet = _sheet(
        _("Thêm hệ thống liên thông"),
        form=[*_form(), _public(required=False)],
        shape=shapes.NewNeighbour,
        act=lambda it: neighbours.enter(actor, _wanted(it), it.public.strip()),
        done=_("Đã thêm hệ thống."),
    )
    return serve(sheet)


@door(f"/people/neighbours/{ID}", "neighbour", form=True)
def neighbour(row_id: int) -> ResponseReturnValue:
    """One system, the ways to its keys, and what was done to it."""
    actor = current_actor()
    require_admin(actor)
    row = neighbours.found(row_id)
    sheet = _sheet(
        row.name,
        form=_form(row),
        shape=shapes.NeighbourKept,
        act=lambda it: neighbours.change(actor, row_id, _wanted(it)),
        done=_("Đã sửa hệ thống."),
        explain=" ".join(
            _("Dấu vân tay để so qua điện thoại: %(key)s.", key=_by_fours(one.fingerprint))
            for one in neighbours.live_keys(row)
        ),
        others=_ways(row),
        past=[
            {"words": one.words, "at": when(one.at), "who": one.by_account}
            for one in neighbours.past_of(row_id)
        ],
    )
    return serve(sheet)


def _ways(row: Neighbour) -> list[tuple[str, str]]:
    keys = neighbours.live_keys(row)
    ended = [
        (_("Thôi dùng khóa %(key)s", key=_by_fours(one.fingerprint[: neighbours.SHORT])),
         url_for("admin.end_neighbour_key", row_id=row.id, key_id=one.id))
        for one in keys
    ]  # fmt: skip
    more = (_("Thêm khóa"), url_for("admin.add_neighbour_key", row_id=row.id))
    over = (_("Thôi nhận từ hệ thống này"), url_for("admin.end_neighbour", row_id=row.id))
    return [*([more] if len(keys) < neighbours.MOST_KEYS else []), *ended, over]


def _wanted(it: shapes.NeighbourKept) -> neighbours.Wanted:
    return neighbours.Wanted(name=it.name, organs=it.organs, signed_only=it.signed_only)


@door(f"/people/neighbours/{ID}/keys/new", "add_neighbour_key", form=True)
def add_key(row_id: int) -> ResponseReturnValue:
    actor = current_actor()
    require_admin(actor)
    sheet = _sheet(
        _("Thêm khóa của %(name)s", name=neighbours.found(row_id).name),
        form=[_public(required=True)],
        shape=shapes.PublicKey,
        act=lambda it: neighbours.add_key(actor, row_id, it.public),
        done=_("Đã đăng ký khóa; yêu cầu ký bằng khóa này được nhận ngay."),
        explain=_("Hai khóa cùng dùng được trong khi hệ thống kia đổi khóa."),
    )
    return serve(sheet)


@door(f"/people/neighbours/{ID}/keys/{KEY}/end", "end_neighbour_key", form=True)
def end_key(row_id: int, key_id: int) -> ResponseReturnValue:
    """Asked once more, with when it was last used: who still signs with it stays outside."""
    actor = current_actor()
    require_admin(actor)
    row = neighbours.found(row_id)
    sheet = _sheet(
        _("Thôi dùng một khóa của %(name)s", name=row.name),
        form=[],
        shape=Nothing,
        act=lambda _it: neighbours.end_key(actor, row_id, key_id),
        done=_("Khóa không còn được nhận."),
        submit=_("Thôi dùng khóa này"),
        explain=_last_used([one for one in neighbours.live_keys(row) if one.id == key_id]),
    )
    return serve(sheet)


def _last_used(keys: list[NeighbourKey]) -> str:
    used = [
        _("Khóa %(key)s dùng lần cuối lúc %(at)s.", key=known, at=when(at))
        if at
        else _("Khóa %(key)s chưa dùng lần nào.", key=known)
        for known, at in ((_by_fours(one.fingerprint), one.used_at) for one in keys)
    ]
    return " ".join(used)


@door(f"/people/neighbours/{ID}/end", "end_neighbour", form=True)
def end_neighbour(row_id: int) -> ResponseReturnValue:
    """Asked once more."""
    actor = current_actor()
    require_admin(actor)
    sheet = _sheet(
        _("Thôi nhận từ %(name)s", name=neighbours.found(row_id).name),
        form=[],
        shape=Nothing,
        act=lambda _it: neighbours.end(actor, row_id),
        done=_("Không nhận gì từ hệ thống này nữa."),
        submit=_("Thôi nhận từ hệ thống này"),
        explain=_("Các khóa của hệ thống này không bao giờ dùng lại được."),
    )
    return serve(sheet)


@door("/people/neighbours/own", "own_keys", form=True)
def own_keys() -> ResponseReturnValue:
    """Our public keys, to be given to others; what is sent makes the next one, or takes it."""
    actor = current_actor()
    require_admin(actor)
    if request.method == "GET":
        return _own()
    _made, no = attempt(shapes.KeyTurn, lambda it: neighbours.TURNS[it.turn](actor))
    if no is not None:
        return _own(no.above), no.status
    flash(_("Đã ghi."), "ok")
    return redirect(url_for("admin.own_keys"))


def _own(wrong: str = "") -> str:
    keys = neighbours.own_keys()
    return render_template(
        "admin/own_keys.html",
        title=_("Khóa liên thông của hệ thống này"),
        keys=[
            {"word": word, "fingerprint": _by_fours(known), "public": public}
            for word, (known, public) in zip((_("Đang ký"), _("Kế tiếp")), keys, strict=False)
        ],
        turn="take" if len(keys) > 1 else "make",
        wrong=wrong,
        op_id=fresh_op(),
    )


def _sheet(title: str, *, done: str, **how: Any) -> Sheet:
    there = url_for("admin.neighbours")
    return Sheet(
        title=title,
        back=(there, _("Hệ thống liên thông")),
        done=lambda _row: (done, there),
        **how,
    )
