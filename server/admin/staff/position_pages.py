"""The page of one post: who held it when, whether it asks a second factor, and its end."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import fields, queries, shapes
from server.admin.changes import found, require_admin, span
from server.admin.doors import door, to_hand_over
from server.admin.organisation import places, wording
from server.admin.staff import timeline
from server.documents import forms
from server.documents.forms import Fields, field
from server.documents.sheets import No, attempt
from server.door.visitor import current_actor
from server.org.models import Position
from server.pages import fresh_op
from server.shapes import Asked
from server.signatures.keys import KIND_WORDS

ID = "<int(max=9223372036854775807):row_id>"


@door(f"/people/places/positions/{ID}", "close_position", form=True)
def one_position(row_id: int) -> ResponseReturnValue:
    """The post as it is; what is sent here closes it."""
    actor = current_actor()
    require_admin(actor)
    post = found(Position, row_id)
    if request.method == "GET":
        return _page(post)
    _made, no = attempt(shapes.End, lambda it: places.close_position(actor, row_id, on=it.on))
    if no is not None:
        return _page(found(Position, row_id), ("close", no)), no.status
    flash(_("Đã ghi ngày đóng chức vụ."), "ok")
    return redirect(url_for("admin.places"))


@door(f"/people/places/positions/{ID}/second", "second_factor", form=True, shown=False)
def second_factor(row_id: int) -> ResponseReturnValue:
    """Whoever holds it signs in with a second factor from the next sign-in on, or need not."""
    done = _("Đã ghi; có hiệu lực từ lần đăng nhập tới.")
    return _demanded(row_id, ("second", shapes.Demand), places.require_second, done)


@door(f"/people/places/positions/{ID}/key", "key_demand", form=True, shown=False)
def key_demand(row_id: int) -> ResponseReturnValue:
    """Whoever holds it signs with this kind of key from now on."""
    done = _("Đã ghi; có hiệu lực từ lần ký tới.")
    return _demanded(row_id, ("key", shapes.KeyDemand), places.demand_key, done)


@door(f"/people/places/positions/{ID}/title", "reword_position", form=True, shown=False)
def reword_position(row_id: int) -> ResponseReturnValue:
    """The title put right, as long as nothing issued bears it."""
    actor = current_actor()
    require_admin(actor)
    _made, no = attempt(
        shapes.RightTitle, lambda it: wording.reword_position(actor, row_id, title=it.title)
    )
    if no is not None:
        return _page(found(Position, row_id), ("title", no)), no.status
    flash(_("Đã sửa tên chức vụ."), "ok")
    return redirect(url_for("admin.close_position", row_id=row_id))


def _demanded(
    row_id: int, form: tuple[str, type[Asked]], act: Callable[..., None], done: str
) -> ResponseReturnValue:
    """What a post demands of whoever holds it is changed by one of its forms."""
    actor = current_actor()
    require_admin(actor)
    name, shape = form
    _made, no = attempt(shape, lambda it: act(actor, row_id, wanted=it.wanted))
    if no is not None:
        return _page(found(Position, row_id), (name, no)), no.status
    flash(done, "ok")
    return redirect(url_for("admin.close_position", row_id=row_id))


def _page(post: Position, wrong: tuple[str, No] | None = None) -> str:
    held = queries.holders(post.id)
    rows = [(one.person.full_name, one.valid_from, one.valid_to) for one in held]
    asks = dict(_demands())[post.second_factor]
    return render_template(
        "admin/position.html",
        title=queries.place_words(post),
        fields=[
            (_("Vai trò"), fields.role_words(post.roles) or "–"),
            (_("Thời gian"), span(post.valid_from, post.valid_to)),
            (_("Lớp xác thực thứ hai"), asks),
            (_("Loại khóa ký"), dict(_kinds())[post.key_kind]),
        ],
        line=timeline.line(rows, post.valid_from, alone=post.single_holder),
        actions=[_action(post, name, wrong) for name in _DEEDS],
        op_id=fresh_op(),
    )


def _demands() -> list[tuple[str, str]]:
    return [
        ("", _("không bắt buộc")),
        ("any", _("bắt buộc: ứng dụng xác thực hoặc passkey")),
        ("passkey", _("bắt buộc passkey")),
    ]


def _kinds() -> list[tuple[str, str]]:
    """Any kind of key, or the one that is demanded."""
    return [("", _("loại nào cũng được")), *((k, str(words)) for k, words in KIND_WORDS.items())]


def _action(post: Position, name: str, wrong: tuple[str, No] | None) -> dict[str, Any]:
    no = wrong[1] if wrong and wrong[0] == name else None
    endpoint, label, explain, form = _DEEDS[name](post)
    return {
        "name": name,
        "label": label,
        "href": url_for(endpoint, row_id=post.id),
        "explain": explain,
        "tone": "danger" if name == "close" else "",
        "lead": _lead(post) if name == "close" else None,
        "form": forms.kept(form, request.form, no.errors) if no else form,
        "error": no.above if no else "",
    }


def _lead(post: Position) -> tuple[str, str] | None:
    """To the handing over of whoever held it last: what names the post is given to somebody."""
    held = queries.holders(post.id)
    return to_hand_over(held[-1].person.account) if held else None


def _second(post: Position) -> tuple[str, str, str, Fields]:
    wanted = field("wanted", _("Khi đăng nhập"), "select", post.second_factor, options=_demands(),
                   required=True)  # fmt: skip
    explain = _("Passkey không bị trang giả lừa; mã 6 số thì có thể.")
    return "admin.second_factor", _("Đặt lớp xác thực thứ hai"), explain, [wanted]


def _key(post: Position) -> tuple[str, str, str, Fields]:
    wanted = field("wanted", _("Khi ký"), "select", post.key_kind, options=_kinds(), expected=True)
    explain = _("Ai giữ chức vụ này mà khóa thuộc loại khác thì không ký được cho đến khi đăng ký.")
    return "admin.key_demand", _("Đặt loại khóa ký"), explain, [wanted]


def _title(post: Position) -> tuple[str, str, str, Fields]:
    title = field("title", _("Tên chức vụ"), value=post.title, required=True)
    explain = _("Chỉ khi gõ nhầm và chưa có văn bản phát hành nào mang tên này.")
    return "admin.reword_position", _("Sửa tên chức vụ"), explain, [title]


def _close(_post: Position) -> tuple[str, str, str, Fields]:
    return "admin.close_position", _("Đóng chức vụ"), "", fields.end()


_DEEDS = {"second": _second, "key": _key, "title": _title, "close": _close}
